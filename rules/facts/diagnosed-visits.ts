import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { normalizeCode } from '../knowledge/codes.ts';
import { codesOf, isVoidFlag, perShard, perText } from './columns.ts';
import { normalized } from './memo.ts';

/** Of a visit: 1 where a file tells any diagnosis, with 2 where one of them is asked for. */
export const TOLD = 1;
export const ASKED = 2;

/**
 * What `diagnosesOf` tells of the visits of a shard, by the codes of the dictionaries, for prefilters: each code and name is compared once a batch.
 * @param icd beginnings of codes @param isName asked of a normalised name
 */
export function diagnosedVisits(icd: readonly string[], isName: (name: string) => boolean): (shard: Shard, context: RunContext) => Uint8Array {
	const prefixes = icd.map(normalizeCode);
	const ofCode = (text: string): number => (text === '' ? 0 : TOLD | (prefixes.some((one) => normalizeCode(text).startsWith(one)) ? ASKED : 0));
	const ofName = (text: string): number => (text === '' ? 0 : TOLD | (isName(normalized(text)) ? ASKED : 0));
	const places = [
		{ table: 'diagnosis', field: 'diag_code', marks: perText('diagnosis', 'diag_code', ofCode) },
		{ table: 'diagnosis', field: 'diag_name', marks: perText('diagnosis', 'diag_name', ofName) },
		{ table: 'visit', field: 'dscg_maindiag_code', marks: perText('visit', 'dscg_maindiag_code', ofCode) },
		{ table: 'visit', field: 'dscg_maindiag_name', marks: perText('visit', 'dscg_maindiag_name', ofName) }
	] as const;
	return perShard((shard, { batch }) => {
		const found = new Uint8Array(shard.visitCount);
		for (const { table, field, marks } of places) {
			const rows = shard.tables[table];
			const [codes, numbers] = [codesOf(rows, field), marks(batch)];
			if (!rows || !codes) continue;
			const [flags, voids] = [table === 'diagnosis' ? codesOf(rows, 'vali_flag') : undefined, isVoidFlag(batch)];
			for (let visit = 0; visit < found.length; visit++) {
				for (let row = rows.rowStart[visit]!; row < rows.rowStart[visit + 1]!; row++) {
					if (!flags || voids[flags[row]!] === 0) found[visit]! |= numbers[codes[row]!]!;
				}
			}
		}
		return found;
	});
}
