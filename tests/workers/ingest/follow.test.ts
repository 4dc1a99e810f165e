import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FollowMode, KeptBatch } from '../../../workers/protocol/delta.ts';
import { csv, imported, type Imported } from './helpers.ts';

const VISITS = `
	mdtrt_id | psn_no | begntime         | endtime          | fixmedins_code | ipt_otp_no | certno
	M1       | P1     | 2026-04-10 09:00 | 2026-04-16 10:00 | H1             | Z1         | C1
	M2       | P2     | 2026-04-11 09:00 | 2026-04-13 10:00 | H1             | Z2         | C2
	M3       | P3     | 2026-04-12 09:00 |                  | H1             | Z3         | C3`;
const FEES = `
	feedetl_sn | mdtrt_id | fee_ocur_time    | hilist_name | cnt | pric | det_item_fee_sumamt
	F1         | M1       | 2026-04-10 10:00 | 床位费      | 6   | 50   | 300.00
	F2         | M2       | 2026-04-11 10:00 | 床位费      | 2   | 50   | 100.00
	F3         | M2       | 2026-04-12 10:00 | 护理费      | 1   | 20   | 20.00
	F4         | M3       | 2026-04-12 10:00 | 床位费      | 1   | 50   | 50.00`;
/** A form of the hospital: rows without a visit's number. */
const DOCUMENTS = `
	fixmedins_code | ipt_otp_no | certno | doc_id | doc_type | rec_time         | text
	H1             | Z1         | C1     | D1     | 入院记录 | 2026-04-10 10:00 | 咳嗽三天
	H1             | Z3         | C3     | D2     | 病程记录 | 2026-04-13 10:00 | 好转`;

const BASE = { 'visit.csv': csv(VISITS), 'fee.csv': csv(FEES), 'document.csv': csv(DOCUMENTS) };

/** What an import gave, as the store would hand it to the next one. */
function kept(of: Imported, mode: FollowMode, sizes: Record<string, string> = BASE): KeptBatch {
	const { files, dictionaries, tables } = of.batch;
	return {
		batch: 'b1',
		mode,
		name: '四月',
		files: files.map((file) => ({ ...file, size: new TextEncoder().encode(sizes[file.name] ?? '').length })),
		dictionaries,
		tables,
		shards: of.shards.map(({ id }) => id),
		shard: async (id) => of.shards.find((shard) => shard.id === id)!
	};
}
const following = async (mode: FollowMode, files: Record<string, string>) => imported(files, { follows: kept(await imported(BASE), mode) });
const fees = (of: Imported) => of.rows('fee').map((row) => `${row['feedetl_sn']} ${row['$visit']} ${row['det_item_fee_sumamt']}`);

/** Rows by content and origin, whatever the number of their file. */
const content = (of: Imported) =>
	(['visit', 'fee', 'document'] as const).flatMap((table) =>
		of
			.rows(table)
			.map((row) => JSON.stringify(Object.entries({ ...row, $file: of.batch.files[Number(row['$file'])]!.digest }).sort()))
			.sort()
	);

describe('an import that follows a batch', () => {
	const MORE = {
		'visit-2.csv': csv(`mdtrt_id | psn_no | begntime         | endtime | fixmedins_code | ipt_otp_no | certno
			M4 | P1 | 2026-05-01 09:00 | | H1 | Z4 | C1`),
		'fee-2.csv': csv(`feedetl_sn | mdtrt_id | fee_ocur_time | hilist_name | cnt | pric | det_item_fee_sumamt
			F5 | M3 | 2026-04-13 10:00 | 护理费 | 1 | 20 | 20.00
			F4 | M3 | 2026-04-12 10:00 | 床位费 | 2 | 50 | 100.00
			F6 | M4 | 2026-05-01 10:00 | 床位费 | 1 | 50 | 50.00`)
	};

	it('by appending gives what importing all files together gives', async () => {
		const [together, appended] = await Promise.all([imported({ ...BASE, ...MORE }), following('append', MORE)]);
		expect(content(appended)).toEqual(content(together));
		expect(appended.batch.files.map(({ name }) => name)).toEqual(together.batch.files.map(({ name }) => name));
		expect(appended.visits()).toEqual(together.visits());
		const { lines: _, ...receipt } = appended.batch.receipt;
		const { lines: __, ...other } = together.batch.receipt;
		expect(receipt).toEqual(other);
		// F4 was there: told, and the first stands.
		expect(appended.batch.receipt.duplicates.map(({ value, file }) => [value, file])).toEqual([['F4', 'fee-2.csv']]);
		expect(appended.batch.followed).toMatchObject({ batch: 'b1', mode: 'append', name: '四月', tables: ['visit', 'fee'] });
	});

	it('keeps where each row came from, and says on the receipt what was carried over', async () => {
		const next = await following('append', { 'fee-2.csv': MORE['fee-2.csv'] });
		const f1 = next.rows('fee').find((row) => row['feedetl_sn'] === 'F1')!;
		expect([next.batch.files[Number(f1['$file'])]!.name, f1['$record']]).toEqual(['fee.csv', '1']);
		expect(next.batch.receipt.lines.map((line) => [line.file, line.kept ?? false, line.read, line.taken, line.duplicates])).toEqual([
			['visit.csv', true, 3, 3, 0],
			['fee.csv', true, 4, 4, 0],
			['document.csv', true, 2, 2, 0],
			['fee-2.csv', false, 3, 2, 1]
		]);
	});

	it('by correction replaces the tables that the files give, whole', async () => {
		const next = await following('tables', {
			'fee-new.csv': csv(`feedetl_sn | mdtrt_id | fee_ocur_time | hilist_name | cnt | pric | det_item_fee_sumamt
				F1 | M1 | 2026-04-10 10:00 | 床位费 | 5 | 50 | 250.00
				F4 | M3 | 2026-04-12 10:00 | 床位费 | 1 | 50 | 50.00`)
		});
		expect(fees(next)).toEqual(['F1 M1 250.00', 'F4 M3 50.00']);
		expect(next.batch.files.map(({ name }) => name)).toEqual(['visit.csv', 'document.csv', 'fee-new.csv']);
		expect(next.rows('document').map((row) => [row['doc_id'], row['$visit'], row['text']])).toEqual([
			['D1', 'M1', '咳嗽三天'],
			['D2', 'M3', '好转']
		]);
		expect(next.batch.receipt.visits).toBe(3);
	});

	it('by stay replaces the rows of the stays that the files name, also where none is left of them', async () => {
		const next = await following('stays', {
			'visit-today.csv': csv(`mdtrt_id | psn_no | begntime | endtime | fixmedins_code | ipt_otp_no | certno
				M2 | P2 | 2026-04-11 09:00 | 2026-04-14 10:00 | H1 | Z2 | C2
				M3 | P9 | 2026-04-12 09:00 | 2026-04-15 10:00 | H1 | Z3 | C3`),
			'fee-today.csv': csv(`feedetl_sn | mdtrt_id | fee_ocur_time | hilist_name | cnt | pric | det_item_fee_sumamt
				F4 | M3 | 2026-04-12 10:00 | 床位费 | 3 | 50 | 150.00`)
		});
		// All fee lines of M2 were withdrawn; M1 is not named and keeps its own.
		expect(fees(next)).toEqual(['F1 M1 300.00', 'F4 M3 150.00']);
		expect(next.rows('visit').map((row) => [row['mdtrt_id'], row['endtime'], row['$person']])).toEqual([
			['M1', '2026-04-16 10:00', 'P1'],
			['M2', '2026-04-14 10:00', 'P2'],
			// A corrected person's number is not held down by the former one.
			['M3', '2026-04-15 10:00', 'P9']
		]);
		expect(next.batch.receipt.duplicateCount).toBe(0);
		expect(next.rows('document')).toHaveLength(2);
	});

	it('skips a file that the batch has already; with nothing new there is nothing to import', async () => {
		const next = await following('tables', { 'visit-again.csv': BASE['visit.csv'], 'fee-2.csv': MORE['fee-2.csv'] });
		expect(next.batch.receipt.skipped.map(({ id, file, value }) => [id, file, value])).toEqual([['same-file', 'visit-again.csv', 'visit.csv']]);
		expect(next.rows('visit')).toHaveLength(3);
		const none = await following('append', { 'visit-again.csv': BASE['visit.csv'] });
		expect([none.batch.files, none.shards]).toEqual([[], []]);
	});

	it.each(['tables', 'stays'] as const)('refuses records of another institution, or with other identifiers, as a %s', async (mode) => {
		const elsewhere = await following(mode, {
			'other.csv': csv(`mdtrt_id | psn_no | begntime | fixmedins_code
				M1 | P1 | 2026-04-10 09:00 | H9`)
		});
		expect(elsewhere.batch).toMatchObject({ files: [], shardCount: 0 });
		expect(elsewhere.shards).toEqual([]);
		expect(elsewhere.batch.receipt.skipped.map(({ id, value }) => [id, value])).toEqual([['follow-other-institution', 'H9']]);
		const renumbered = await following(mode, {
			'other.csv': csv(`mdtrt_id | psn_no | begntime | fixmedins_code
				330-1 | P1 | 2026-04-10 09:00 | H1`)
		});
		expect(renumbered.batch.receipt.skipped.map(({ id, value }) => [id, value])).toEqual([
			['follow-other-identifiers', expect.stringMatching(/^330-1（上一版如 M\d）$/)]
		]);
		expect(renumbered.shards).toEqual([]);
	});

	it('appends records of another institution', async () => {
		const next = await following('append', {
			'other.csv': csv(`mdtrt_id | psn_no | begntime | fixmedins_code
				X1 | P1 | 2026-04-10 09:00 | H9`)
		});
		expect(next.batch.receipt).toMatchObject({ visits: 4, skipped: [] });
	});

	it('can be followed in turn: any way of cutting the files gives the same records', async () => {
		const lines = Array.from({ length: 24 }, (_, i) => `L${i},M${(i % 5) + 1},2026-04-1${i % 9} 10:00,床位费,1,${i},${i}.00`);
		const heading = 'feedetl_sn,mdtrt_id,fee_ocur_time,hilist_name,cnt,pric,det_item_fee_sumamt';
		const fileOf = (part: readonly string[]) => `${[heading, ...part].join('\r\n')}\r\n`;
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(fc.integer({ min: 1, max: 23 }), { minLength: 1, maxLength: 3 }),
				fc.integer({ min: 1, max: 4 }),
				async (cuts, shardSize) => {
					const ends = [...cuts.sort((a, b) => a - b), lines.length];
					const files = Object.fromEntries(ends.map((end, i) => [`fee-${i}.csv`, fileOf(lines.slice(ends[i - 1] ?? 0, end))]));
					const together = await imported(files, { shardSize });
					let step: Imported | null = null;
					for (const [name, text] of Object.entries(files)) {
						step = await imported({ [name]: text }, { shardSize, ...(step ? { follows: kept(step, 'append', files) } : {}) });
					}
					expect(step!.rows('fee').map(({ $file: _, ...row }) => row)).toEqual(together.rows('fee').map(({ $file: _, ...row }) => row));
					expect(step!.visits()).toEqual(together.visits());
				}
			),
			{ numRuns: 25 }
		);
	});
});
