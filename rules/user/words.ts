import type { BatchContext } from '../domain/shard.ts';
import { fieldSpec } from '../domain/tables/index.ts';
import type { RunContext } from '../engine/rule.ts';
import type { ItemKey, Match } from '../knowledge/lookup.ts';
import type { KnowledgeTableId } from '../knowledge/pack.ts';
import type { Cell, Leaf, TextTest } from './tree.ts';

/** What a text test says of a text that is there. */
export function saysOf(test: TextTest, words: readonly string[], text: string): boolean {
	switch (test) {
		case 'eq':
			return words.includes(text);
		case 'contains':
			return words.some((word) => text.includes(word));
		case 'startsWith':
			return words.some((word) => text.startsWith(word));
		case 'endsWith':
			return words.some((word) => text.endsWith(word));
	}
}

export const dictionaryOf = ({ table, field }: Cell): string => fieldSpec(table, field)!.dictionary;

/** One byte a dictionary code, 1 where the test is not false; made once a batch. Code 0 is an absent cell: not false, but where `filled`. */
function marksOfText(leaf: Leaf & { kind: 'text' }, batch: BatchContext): Uint8Array {
	const dictionary = batch.dictionaries.get(dictionaryOf(leaf.cell));
	const marks = new Uint8Array(dictionary.size + 1);
	marks[0] = leaf.filled ? 0 : 1;
	if (leaf.test === 'eq') {
		// Whole words are looked up: no text of the dictionary is read.
		if (leaf.negated) marks.fill(1, 1);
		for (const word of leaf.words) if (dictionary.code(word) !== 0) marks[dictionary.code(word)] = leaf.negated ? 0 : 1;
		return marks;
	}
	for (let code = 1; code < marks.length; code++) if (saysOf(leaf.test, leaf.words, dictionary.text(code) ?? '') !== leaf.negated) marks[code] = 1;
	return marks;
}

const KEYS = {
	hilist_code: 'national',
	med_list_codg: 'catalogue',
	medins_list_codg: 'local',
	hilist_name: 'nationalName',
	medins_list_name: 'localName'
} as const;
const NO_ITEM: ItemKey = { national: 0, catalogue: 0, local: 0, nationalName: 0, localName: 0 };

/** Points of a table that one cell of a fee line matches by itself, whatever the day. */
export const matchesOfCell = (context: RunContext, table: KnowledgeTableId, field: string, code: number): readonly Match[] =>
	context.knowledge.match(table, { ...NO_ITEM, [KEYS[field as keyof typeof KEYS]]: code });

/** As `marksOfText`, of membership in a knowledge table. A code whose every point is dated is not false either way: the judge asks the day. */
function marksOfKnowledge(leaf: Leaf & { kind: 'known' }, context: RunContext): Uint8Array {
	const dictionary = context.batch.dictionaries.get(dictionaryOf(leaf.cell));
	const marks = new Uint8Array(dictionary.size + 1);
	marks[0] = 1;
	for (let code = 1; code < marks.length; code++) {
		const matches = matchesOfCell(context, leaf.table, leaf.cell.field, code);
		const always = matches.some(({ point }) => point.from === undefined && point.to === undefined);
		if (leaf.negated ? !always : matches.length > 0) marks[code] = 1;
	}
	return marks;
}

/** One byte a dictionary code, 1 where the leaf is not false: the same for all shards of a run, for kernels and judge. */
const marks = new WeakMap<RunContext, Map<Leaf, Uint8Array>>();
export function marksFor(leaf: Leaf & { kind: 'text' | 'known' }, context: RunContext): Uint8Array {
	let known = marks.get(context);
	if (!known) marks.set(context, (known = new Map()));
	let own = known.get(leaf);
	if (!own) known.set(leaf, (own = leaf.kind === 'text' ? marksOfText(leaf, context.batch) : marksOfKnowledge(leaf, context)));
	return own;
}
