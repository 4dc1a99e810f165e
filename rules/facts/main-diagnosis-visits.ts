import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { normalizeCode } from '../knowledge/codes.ts';
import type { KnowledgeTableId } from '../knowledge/pack.ts';
import { pointOfCode } from './code-prefixes.ts';
import { codesOf, visitsThat } from './columns.ts';
import { visitColumns } from './visit-columns.ts';

/**
 * Stays whose main diagnosis may be one that a point of the table speaks of on some day, or is not coded on the visit itself (then the list of
 * diagnoses says it); and visits that no file describes.
 */
export function visitsWithMainDiagnosis(shard: Shard, context: RunContext, table: KnowledgeTableId): number[] {
	const { recorded, inpatient } = visitColumns(shard, context);
	const { visit: rows } = shard.tables;
	const codes = codesOf(rows, 'dscg_maindiag_code');
	const dictionary = context.batch.dictionaries.get('diagnosis');
	const known = new Map<number, boolean>();
	const spoken = (code: number): boolean => {
		let is = known.get(code);
		if (is === undefined) known.set(code, (is = pointOfCode(context, table, normalizeCode(dictionary.text(code)), null) !== undefined));
		return is;
	};
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if (inpatient[visit] === 0) return false;
		const code = codes?.[rows!.rowStart[visit]!] ?? 0;
		return code === 0 || spoken(code);
	});
}
