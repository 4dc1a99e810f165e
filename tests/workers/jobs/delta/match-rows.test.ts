import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchRows } from '../../../../workers/jobs/delta/match-rows.ts';
import { CodeTranslation, TablePair } from '../../../../workers/jobs/delta/table-pair.ts';
import { dictionariesOf } from '../../../../workers/jobs/batch-context.ts';
import { imported } from '../../ingest/helpers.ts';

/** A fee line: its number ('' for none), item and amount. */
const line = fc.record({
	id: fc.constantFrom('', 'A', 'B', 'C', 'D'),
	item: fc.constantFrom('床位费', '护理费'),
	amount: fc.integer({ min: 1, max: 3 })
});
type Line = { readonly id: string; readonly item: string; readonly amount: number };
const HEADING = 'feedetl_sn,mdtrt_id,fee_ocur_time,hilist_name,cnt,pric,det_item_fee_sumamt';
const content = ({ id, item, amount }: Line): string => `${id},M1,2026-04-10 10:00,${item},1,${amount},${amount}.00`;
/** An intake lists records of one number only once; the first stands. */
const distinct = (lines: readonly Line[]): Line[] => lines.filter(({ id }, i) => id === '' || lines.findIndex((other) => other.id === id) === i);

async function read(lines: readonly Line[]) {
	const { batch, shards } = await imported({ 'fee.csv': [HEADING, ...lines.map(content), ''].join('\r\n') });
	return { table: shards[0]!.tables.fee!, dictionaries: dictionariesOf(batch.dictionaries) };
}

/** The slow, plain way: what both lists of texts have in common, as often as both have it. */
function common(before: readonly string[], after: readonly string[]): number {
	const left = [...after];
	return before.filter((text) => {
		const at = left.indexOf(text);
		if (at >= 0) left.splice(at, 1);
		return at >= 0;
	}).length;
}

it('rows that are the same are found whatever their order, every other row is told once on each side it has', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), fc.array(line, { minLength: 1, maxLength: 12 }), async (one, other) => {
			const [before, after] = [distinct(one), distinct(other)];
			const [a, b] = await Promise.all([read(before), read(after)]);
			const pair = new TablePair(a.table, b.table, new CodeTranslation(a.dictionaries, b.dictionaries));
			const { changed, gone, fresh } = matchRows(pair, [0, a.table.rowCount], [0, b.table.rowCount]);
			const same = common(before.map(content), after.map(content));
			expect(changed.length + gone.length).toBe(before.length - same);
			expect(changed.length + fresh.length).toBe(after.length - same);
			expect(new Set([...changed.map(([row]) => row), ...gone]).size).toBe(before.length - same);
			expect(new Set([...changed.map(([, row]) => row), ...fresh]).size).toBe(after.length - same);
			// A number that both versions know never parts into a row that is gone and one that is new.
			const ids = (rows: readonly number[], lines: readonly Line[]) => new Set(rows.map((row) => lines[row]!.id).filter(Boolean));
			const [lost, born] = [ids(gone, before), ids(fresh, after)];
			for (const id of lost) expect(born.has(id)).toBe(false);
		}),
		{ numRuns: 150 }
	);
});
