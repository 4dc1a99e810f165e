import type { Dictionary } from '../../rules/domain/columns.ts';
import { normalizeCode } from '../../rules/knowledge/codes.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { codesOfPacks, itemsOf } from '../knowledge/item-sides.ts';
import type { UnknownCodes } from '../protocol/knowledge.ts';

const SHOWN = 20;

/**
 * Item codes of a pack that nothing else on this machine has (未知编码): a digit may be wrong, or the item was never charged here. It is told and counted, and
 * refuses nothing.
 * @param others other packs in force
 * @param dictionaries `item` of the batches on this machine
 */
export function unknownCodes(pack: KnowledgePack, others: readonly KnowledgePack[], dictionaries: readonly Dictionary[]): UnknownCodes {
	const known = codesOfPacks(others);
	for (const dictionary of dictionaries) for (let code = 1; code <= dictionary.size; code++) known.add(normalizeCode(dictionary.text(code)));
	const unknown = new Map<string, string>();
	const codes = new Set<string>();
	for (const point of pack.points) {
		for (const item of itemsOf(point)) {
			for (const code of item.codes) {
				codes.add(code);
				if (!known.has(code)) unknown.set(code, item.names[0] ?? point.name);
			}
		}
	}
	const first = [...unknown].slice(0, SHOWN).map(([code, name]) => ({ code, name }));
	return { codes: codes.size, unknown: unknown.size, first, packs: others.length, batches: dictionaries.length };
}
