import fc from 'fast-check';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COLUMNS, FILE_NAMES, generateBatch } from '../../../workers/generator/index.ts';
import { PROBLEMS } from '../../../workers/generator/plants/index.ts';
import { TABLES } from '../../../rules/domain/tables/index.ts';
import { expectDays, expectLinks, expectNoOverlap, expectProducts, expectReports, expectSums, expectTimes, expectTruth, staysOf } from './checks.ts';
import { batchOf, bytesOf, get, type Batch } from './read.ts';

const CHECKS = [expectSums, expectProducts, expectLinks, expectTruth, expectNoOverlap, expectTimes, expectDays, expectReports];

const kinds = (batch: Batch, kind: string): ReadonlySet<string> =>
	new Set(batch['truth.csv'].filter((t) => t['kind'] === kind).map((t) => get(t, 'problem')));

describe('a batch of 400 stays', () => {
	let batch: Batch;
	beforeAll(async () => {
		batch = await batchOf({ stays: 400, seed: 7 });
	});

	it('holds as many stays as were asked for', () => expect(staysOf(batch)).toHaveLength(400));
	it('plants every problem, each with look-alikes', () => {
		for (const { problem } of PROBLEMS) {
			expect(kinds(batch, 'planted')).toContain(problem);
			expect(kinds(batch, 'look-alike')).toContain(problem);
		}
	});
	it('settles what the lines add up to', () => expectSums(batch));
	it('multiplies exactly', () => expectProducts(batch));
	it('links lines to visits, orders and originals', () => expectLinks(batch));
	it('names existing lines in the answer key', () => expectTruth(batch));
	it('lets nobody be in two places', () => expectNoOverlap(batch));
	it('charges inside the visit', () => expectTimes(batch));
	it('charges bed and care for the days of the stay', () => expectDays(batch));
	it('reports what it charges', () => expectReports(batch));
	it('has deaths, refunds, drugs taken home, newborns, transfers and clinic visits', () => {
		const visits = batch['mdtrt.csv'];
		expect(visits.some((v) => v['dscg_way'] === '5' && v['die_date'] !== '')).toBe(true);
		expect(visits.some((v) => v['refl_old_mdtrt_id'] !== '')).toBe(true);
		expect(visits.some((v) => v['age'] === '0')).toBe(true);
		for (const kind of ['11', '140104', '140201', '52', '28', '210104'])
			expect(
				visits.some((v) => v['med_type'] === kind),
				kind
			).toBe(true);
		expect(batch['fee.csv'].some((line) => line['init_feedetl_sn'] !== '')).toBe(true);
		expect(batch['fee.csv'].some((line) => line['dscg_tkdrug_flag'] === '1')).toBe(true);
	});
});

describe('generateBatch', () => {
	it('gives the same bytes for the same seed, and others for another', async () => {
		const [one, two, other] = await Promise.all(['a', 'a', 'b'].map((seed) => bytesOf({ stays: 30, seed })));
		if (!one || !two || !other) throw new Error('three batches');
		expect([...one.keys()].sort()).toEqual([...FILE_NAMES].sort());
		for (const [file, bytes] of one) expect(Buffer.compare(bytes, two.get(file) ?? new Uint8Array()), file).toBe(0);
		expect(Buffer.compare(one.get('fee.csv') ?? new Uint8Array(), other.get('fee.csv') ?? new Uint8Array())).not.toBe(0);
	});

	it('shows many kinds even in twenty stays', async () => {
		for (const seed of ['x', 'y', 'z']) {
			const batch = await batchOf({ stays: 20, seed });
			expect(staysOf(batch)).toHaveLength(20);
			expect(kinds(batch, 'planted').size).toBeGreaterThanOrEqual(8);
			expect(kinds(batch, 'look-alike').size).toBeGreaterThanOrEqual(5);
		}
	});

	it('plants about the wished share', async () => {
		const summary = await generateBatch({ stays: 600, seed: 3, plantRate: 0.15 }, () => undefined);
		expect(summary.planted).toBeGreaterThanOrEqual(80);
		expect((await generateBatch({ stays: 250, seed: 3, plantRate: 0 }, () => undefined)).planted).toBe(0);
	});

	it('stops when it is told to', async () => {
		const abort = new AbortController();
		const running = generateBatch(
			{ stays: 5000, seed: 1 },
			() => undefined,
			() => abort.abort(),
			abort.signal
		);
		await expect(running).rejects.toThrow();
	});

	it('refuses a size or a date that is none', async () => {
		await expect(generateBatch({ stays: 0, seed: 1 }, () => undefined)).rejects.toThrow(RangeError);
		await expect(generateBatch({ stays: 1, seed: 1, from: '2025-02-30' }, () => undefined)).rejects.toThrow(RangeError);
	});

	it('is consistent for any seed, size and start', async () => {
		const starts = fc.constantFrom('2023-12-30', '2024-02-28', '2025-01-01');
		await fc.assert(
			fc.asyncProperty(fc.string({ maxLength: 8 }), fc.integer({ min: 1, max: 24 }), starts, async (seed, stays, from) => {
				const batch = await batchOf({ stays, seed, from });
				expect(staysOf(batch)).toHaveLength(stays);
				for (const check of CHECKS) check(batch);
			}),
			{ numRuns: 25 }
		);
	}, 60_000);
});

describe('the files', () => {
	it('use the canonical field names', () => {
		const tables = {
			'mdtrt.csv': 'visit',
			'setl.csv': 'settlement',
			'diag.csv': 'diagnosis',
			'oprn.csv': 'operation',
			'fee.csv': 'fee',
			'order.csv': 'order',
			'doc.csv': 'document',
			'lab.csv': 'lab',
			'exam.csv': 'exam',
			'nursing.csv': 'nursing',
			'anst.csv': 'anesthesia',
			'icu.csv': 'device',
			'implant.csv': 'implant',
			'visits.csv': 'earlierVisit',
			'institution.csv': 'institution',
			'doctor.csv': 'doctor',
			'stock.csv': 'stock'
		} as const;
		for (const [file, table] of Object.entries(tables) as [keyof typeof tables, keyof typeof TABLES][]) {
			const known = Object.keys(TABLES[table].fields);
			for (const column of COLUMNS[file as keyof typeof COLUMNS]) expect(known, file).toContain(column);
		}
	});

	it('come from sources that know nothing of rules', () => {
		const sources = (folder: string): string[] =>
			readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? sources(join(folder, name)) : [join(folder, name)]));
		for (const file of sources('workers/generator').filter((name) => name.endsWith('.ts'))) {
			const text = readFileSync(file, 'utf8');
			expect(text, file).not.toMatch(/from '[^']*(rules|ingest|store|jobs|node:)[/']/);
			expect(text, file).not.toMatch(/Math\.random|Date\.now|new Date\b/);
		}
	});
});
