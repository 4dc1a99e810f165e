import { zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { memorySource, preview } from '../../../workers/ingest/index.ts';
import { csv, FEE_HEADING, gb18030, imported } from './helpers.ts';

/** One fee line with some cells set otherwise. */
const fee = (cells: Partial<Record<string, string>> = {}): string => {
	const line: Record<string, string> = {
		feedetl_sn: 'F1',
		mdtrt_id: 'M1',
		psn_no: 'P1',
		fee_ocur_time: '2024-01-02',
		hilist_name: '床位费',
		cnt: '1',
		pric: '50',
		det_item_fee_sumamt: '50',
		...cells
	};
	return FEE_HEADING.split(',')
		.map((field) => line[field])
		.join(',');
};
const file = (...lines: string[]): string => [FEE_HEADING, ...lines, ''].join('\n');

const problemsOf = async (content: string | Uint8Array, name = 'fee.csv', options = {}) => {
	const { receipt } = (await imported({ [name]: content }, options)).batch;
	for (const line of receipt.lines) expect(line.read).toBe(line.taken + line.refused + line.duplicates);
	return [...receipt.skipped, ...receipt.refusals, ...receipt.duplicates].map(({ id, line, column, value }) => ({ id, line, column, value }));
};

describe('files that cannot be read', () => {
	it('an empty file', async () => {
		expect(await problemsOf('')).toEqual([{ id: 'empty-file', line: 0, column: '', value: '' }]);
	});
	it('headings only count as no table', async () => {
		const { batch } = await imported({ 'fee.csv': file() });
		expect(batch.receipt.skipped).toMatchObject([{ id: 'headings-only', line: 1, table: 'fee' }]);
		expect(batch.receipt.absent).toContain('fee');
	});
	it.each([
		['a picture named .csv', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13), 'binary-file'],
		['an old workbook named .csv', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2), 'old-excel'],
		['UTF-16 text', Uint8Array.of(0xff, 0xfe, 0x41, 0), 'utf-16'],
		['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'packed-file']
	])('%s', async (_name, bytes, id) => {
		expect(await problemsOf(bytes)).toMatchObject([{ id, line: 0 }]);
		expect((await preview(memorySource('x.csv', bytes)))[0]!.problem).toMatchObject({ id });
	});
	it('a table without its key columns is named with what it lacks', async () => {
		const { batch } = await imported({ 'a.csv': 'feedetl_sn,mdtrt_id,hilist_name,cnt,pric\nF1,M1,床位费,1,50\n' });
		expect(batch.receipt.skipped).toMatchObject([{ id: 'no-table', line: 1 }]);
		expect(batch.receipt.skipped[0]!.expected).toMatch(/费用明细.*费用发生时间、明细项目费用总额/);
	});
	it('the same bytes twice', async () => {
		const { batch } = await imported({ 'a.csv': file(fee()), 'b.csv': file(fee()) });
		expect(batch.receipt.skipped).toMatchObject([{ id: 'same-file', file: 'b.csv', value: 'a.csv' }]);
		expect(batch.receipt.rows).toBe(1);
	});
	it('JSON that is none', async () => {
		expect(await problemsOf('{"a": [1, ', 'a.json')).toMatchObject([{ id: 'not-json' }]);
	});
});

describe('archives', () => {
	it('are read, with Chinese names', async () => {
		const zip = zipSync({ '费用/明细.csv': new TextEncoder().encode(file(fee())), '__MACOSX/._x': Uint8Array.of(1) });
		const { batch } = await imported({ 'a.zip': zip });
		expect(batch.files.map((f) => f.name)).toEqual(['a.zip/费用/明细.csv']);
		expect(batch.receipt.rows).toBe(1);
	});
	it('a bomb by its ratio is refused before it inflates', async () => {
		const zip = zipSync({ 'fee.csv': new Uint8Array(40 << 20) }, { level: 9 });
		expect(await problemsOf(zip, 'a.zip')).toMatchObject([{ id: 'zip-bomb', line: 0 }]);
	});
	it('forty files that together exceed the ceiling', async () => {
		const entries = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.csv`, new Uint8Array(1 << 20)]));
		const zipLimits = { entries: 1000, inflatedBytes: 20 << 20, ratio: 2000, ratioFrom: 1 };
		expect(await problemsOf(zipSync(entries), 'a.zip', { zipLimits })).toMatchObject([{ id: 'zip-bomb' }]);
	});
	it('an entry that lies about its size', async () => {
		const zip = zipSync({ 'fee.csv': new TextEncoder().encode(file(fee())) });
		const view = new DataView(zip.buffer);
		for (let at = 0; at < zip.length - 4; at++) if (view.getUint32(at, true) === 0x0201_4b50) view.setUint32(at + 24, 10, true);
		expect(await problemsOf(zip, 'a.zip')).toMatchObject([{ id: 'zip-bomb' }]);
	});
	it('paths that climb out, archives within archives, damage', async () => {
		const inner = zipSync({ 'fee.csv': new TextEncoder().encode(file(fee())) });
		expect(await problemsOf(zipSync({ '../../etc/fee.csv': Uint8Array.of(65) }), 'a.zip')).toMatchObject([{ id: 'zip-path' }]);
		expect(await problemsOf(zipSync({ 'inner.zip': inner }), 'a.zip')).toMatchObject([{ id: 'zip-nested' }]);
		expect(await problemsOf(inner.slice(0, inner.length - 10), 'a.zip')).toMatchObject([{ id: 'damaged-file' }]);
	});
	it('bytes that do not inflate', async () => {
		const zip = zipSync({ 'fee.csv': new TextEncoder().encode(file(...Array.from({ length: 200 }, (_, i) => fee({ feedetl_sn: `F${i}` })))) });
		zip.fill(0xff, 60, 120);
		expect(await problemsOf(zip, 'a.zip')).toMatchObject([{ id: 'damaged-file' }]);
	});
});

describe('records', () => {
	it('ragged ones are refused with their line, further empty cells are not', async () => {
		const content = file(fee(), 'F2,M1,P1', `${fee({ feedetl_sn: 'F3' })},,`, `${fee({ feedetl_sn: 'F4' })},x`, fee({ feedetl_sn: 'F5' }));
		expect(await problemsOf(content)).toEqual([
			{ id: 'ragged-row', line: 3, column: '', value: '3' },
			{ id: 'ragged-row', line: 5, column: '', value: '9' }
		]);
	});
	it('line ends within quotes keep the physical lines right', async () => {
		const content = file(fee({ hilist_name: '"床位费\r\n（三人间）\n一"' }), fee({ feedetl_sn: 'F2', cnt: 'x' }));
		expect(await problemsOf(content)).toEqual([{ id: 'not-a-number', line: 5, column: 'cnt', value: 'x' }]);
		const all = await imported({ 'a.csv': content });
		expect(all.rows('fee')[0]!.hilist_name).toBe('床位费\r\n（三人间）\n一');
	});
	it.each([['\r\n'], ['\n'], ['\r']])('line end %j', async (end) => {
		const content = [FEE_HEADING, fee(), fee({ feedetl_sn: 'F2', det_item_fee_sumamt: 'a' }), ''].join(end);
		expect(await problemsOf(content)).toEqual([{ id: 'not-a-number', line: 3, column: 'det_item_fee_sumamt', value: 'a' }]);
	});
	it('a cell over 10 MB is refused, the next line is not', async () => {
		const content = file(fee(), fee({ hilist_name: 'x'.repeat(10_000_001) }), fee({ feedetl_sn: 'F3' }));
		expect(await problemsOf(content)).toMatchObject([{ id: 'cell-too-large', line: 3, column: 'hilist_name' }]);
		const { batch } = await imported({ 'a.csv': content });
		expect(batch.receipt.lines[0]).toMatchObject({ read: 3, taken: 2, refused: 1 });
	});
	it('a quote that never closes costs its own line only', async () => {
		const content = file(fee(), fee({ hilist_name: '"床位' }), fee({ feedetl_sn: 'F3' }));
		expect(await problemsOf(content)).toMatchObject([{ id: 'broken-quote', line: 3, column: 'hilist_name' }]);
		expect((await imported({ 'a.csv': content })).rows('fee').map((row) => row.feedetl_sn)).toEqual(['F1', 'F3']);
	});
	it('text behind a closing quote', async () => {
		expect(await problemsOf(file(fee({ hilist_name: '"床"位' })))).toMatchObject([{ id: 'broken-quote', line: 2, column: 'hilist_name' }]);
	});
	it('totals below the table belong to no visit', async () => {
		const content = file(fee(), fee({ feedetl_sn: '合计', mdtrt_id: '', psn_no: '', fee_ocur_time: '', det_item_fee_sumamt: '50' }));
		expect(await problemsOf(content)).toMatchObject([{ id: 'no-visit-key', line: 3 }]);
	});
	it('identifiers met twice: the first stands', async () => {
		const content = file(fee(), fee({ cnt: '9' }), fee({ mdtrt_id: 'M2' }));
		expect(await problemsOf(content)).toEqual([{ id: 'duplicate-id', line: 3, column: '', value: 'F1' }]);
	});
	it('damaged characters', async () => {
		const bytes = new TextEncoder().encode(
			file(fee(), fee({ feedetl_sn: 'F2', hilist_name: '护理费' }), fee({ feedetl_sn: 'F3', hilist_name: '护理@' }))
		);
		bytes[bytes.lastIndexOf(0x40)] = 0xc0;
		expect(await problemsOf(bytes)).toMatchObject([{ id: 'bad-encoding', line: 4, column: 'hilist_name' }]);
	});
});

describe('values', () => {
	it('dates in many shapes', async () => {
		const shapes: [string, string][] = [
			['2024-03-05', '2024-03-05'],
			['2024/3/5', '2024-03-05'],
			['20240305', '2024-03-05'],
			['2024-03-05 07:08', '2024-03-05 07:08'],
			['2024-03-05T07:08:09', '2024-03-05 07:08:09'],
			['2024年3月5日', '2024-03-05'],
			['20240305070809', '2024-03-05 07:08:09'],
			['2024-03-05 00:00:00', '2024-03-05'],
			['2024-03-05 07:08:09.123', '2024-03-05 07:08:09'],
			['2024/3/5 7:08', '2024-03-05 07:08'],
			['0000-00-00', '']
		];
		const all = await imported({ 'a.csv': file(...shapes.map(([written], i) => fee({ feedetl_sn: `F${i}`, fee_ocur_time: written }))) });
		expect(all.rows('fee').map((row) => row.fee_ocur_time)).toEqual(shapes.map(([, read]) => read));
	});
	it('impossible dates', async () => {
		const wrong = ['2023-02-29', '2024-13-01', '2024-04-31', '2024-01-01 25:00', '昨天', '1/2/24', '2024'];
		const found = await problemsOf(file(...wrong.map((value, i) => fee({ feedetl_sn: `F${i}`, fee_ocur_time: value }))));
		expect(found).toEqual(wrong.map((value, i) => ({ id: i < 4 ? 'impossible-date' : 'not-a-date', line: i + 2, column: 'fee_ocur_time', value })));
	});
	it('identifiers that Excel has rounded', async () => {
		const found = await problemsOf(file(fee({ feedetl_sn: '1.23E+18' }), fee({ feedetl_sn: 'F2', mdtrt_id: '3.30102E+17' })));
		expect(found).toEqual([
			{ id: 'excel-identifier', line: 2, column: 'feedetl_sn', value: '1.23E+18' },
			{ id: 'excel-identifier', line: 3, column: 'mdtrt_id', value: '3.30102E+17' }
		]);
	});
	it('refund lines are records like any other', async () => {
		const all = await imported({ 'a.csv': file(fee(), fee({ feedetl_sn: 'F2', cnt: '-1', det_item_fee_sumamt: '-50.00' })) });
		expect(all.rows('fee')[1]).toMatchObject({ cnt: '-1', det_item_fee_sumamt: '-50.00' });
		expect(all.batch.receipt.lines[0]).toMatchObject({ amount: 0, taken: 2 });
	});
	it('numbers as people write them', async () => {
		const cases: [string, string | null][] = [
			['"1,234.50"', '1234.50'],
			['+3', '3.00'],
			['1.5E+2', '150.00'],
			['.5', '0.50'],
			['12.3400', '12.34'],
			['-0', '0.00'],
			['１２', '12.00'],
			['', ''],
			['NULL', ''],
			['12.345', null],
			['1e-3', null],
			['12元', null],
			['--', null],
			['"1,23"', null],
			['99999999999999999999', null]
		];
		const all = await imported({ 'a.csv': file(...cases.map(([written], i) => fee({ feedetl_sn: `F${i}`, det_item_fee_sumamt: written }))) });
		expect(all.rows('fee').map((row) => row.det_item_fee_sumamt)).toEqual(cases.flatMap(([, read]) => (read === null ? [] : [read])));
		expect(all.batch.receipt.refusals.map((p) => p.id)).toEqual([
			'too-many-decimals',
			'too-many-decimals',
			'not-a-number',
			'not-a-number',
			'not-a-number',
			'number-too-large'
		]);
	});
	it('a heading named __proto__ is a heading', async () => {
		const content = csv('__proto__|constructor|mdtrt_id|fee_ocur_time|cnt|det_item_fee_sumamt\n1|2|M1|2024-01-01|1|5');
		const all = await imported({
			'a.csv': content,
			'b.json': '[{"__proto__":"x","mdtrt_id":"M2","fee_ocur_time":"2024-01-01","cnt":1,"det_item_fee_sumamt":7.5}]'
		});
		expect(all.rows('fee').map((row) => row.det_item_fee_sumamt)).toEqual(['5.00', '7.50']);
		expect(all.batch.receipt.lines[0]!.leftOut).toEqual(['__proto__', 'constructor']);
		expect(({} as Record<string, unknown>).x).toBeUndefined();
	});
	it('half a GB18030 character at the edge of every slice', async () => {
		const text = file(fee({ hilist_name: '（三人间）床位费用' }), fee({ feedetl_sn: 'F2', hilist_name: '护理费丂' }));
		for (const sliceBytes of [1, 2, 3, 7, 64, 1 << 20]) {
			const all = await imported({ 'a.csv': gb18030(text) }, { sliceBytes });
			expect(all.rows('fee').map((row) => row.hilist_name)).toEqual(['（三人间）床位费用', '护理费丂']);
			expect(all.batch.receipt.lines[0]!.encoding).toBe('gb18030');
		}
	});
	it('GB18030 that begins after megabytes of plain ASCII', async () => {
		const plain = Array.from({ length: 30_000 }, (_, i) => fee({ feedetl_sn: `A${i}`, hilist_name: 'bed' }));
		const all = await imported({ 'a.csv': gb18030(file(...plain, fee({ hilist_name: '床位费' }))) }, { sliceBytes: 1 << 18 });
		expect(all.batch.receipt.lines[0]).toMatchObject({ encoding: 'gb18030', taken: 30_001 });
		expect(all.rows('fee')[30_000]!.hilist_name).toBe('床位费');
	});
	it('tab, bar and mark', async () => {
		const rows = 'mdtrt_id|fee_ocur_time|cnt|det_item_fee_sumamt\nM1|2024-01-01|1|5';
		const all = await imported({
			'a.csv': csv(rows, '\t'),
			'b.csv': `\ufeff${csv(rows.replace('M1', 'M2'), '|')}`,
			'c.csv': csv(rows.replace('M1', 'M3'), ';')
		});
		expect(all.rows('fee').map((row) => row.$visit)).toEqual(['M1', 'M2', 'M3']);
	});
});

describe('workbooks', () => {
	const workbook = async (rows: (string | number | Date | null)[][]): Promise<Uint8Array> => writeXlsx({ sheets: [{ name: '费用', rows }] });
	const heading = FEE_HEADING.split(',');

	it('serial dates, noise of fractions, identifiers as numbers', async () => {
		const bytes = await workbook([
			heading,
			[1001, 'M1', 'P1', 45_356.5, '床位费', 0.1 + 0.2, 50, 15],
			['F2', 'M1', 'P1', new Date(Date.UTC(2024, 2, 5)), '床位费', 1, 50, 50],
			[1.234567890123456e18, 'M1', 'P1', '2024-03-05', '床位费', 1, 50, 50]
		]);
		const all = await imported({ 'a.xlsx': bytes });
		expect(all.rows('fee')).toMatchObject([
			{ feedetl_sn: '1001', fee_ocur_time: '2024-03-05 12:00', cnt: '0.3' },
			{ feedetl_sn: 'F2', fee_ocur_time: '2024-03-05' }
		]);
		expect(all.batch.receipt.refusals).toMatchObject([{ id: 'excel-identifier', line: 4, column: 'feedetl_sn', sheet: '费用' }]);
	});
	it('16,384 declared columns are harmless', async () => {
		const wide = [...heading, ...new Array<null>(16_384 - heading.length - 1).fill(null), 'x'];
		const bytes = await workbook([wide, ...Array.from({ length: 20 }, (_, i) => [`F${i}`, 'M1', 'P1', '2024-03-05', '床位费', 1, 50, 50])]);
		const all = await imported({ 'a.xlsx': bytes });
		expect(all.batch.receipt).toMatchObject({ rows: 20, refusalCount: 0 });
	});
});

describe('failures of the host', () => {
	it('a source that cannot be read is listed, the others are imported', async () => {
		const broken = { name: 'b.csv', size: 100, slice: () => Promise.reject(new Error('gone')) };
		const { batch } = await imported([memorySource('a.csv', file(fee())), broken]);
		expect(batch.receipt.skipped).toMatchObject([{ id: 'damaged-file', file: 'b.csv', value: 'gone' }]);
		expect(batch.receipt.rows).toBe(1);
	});
	it('a file that turns out damaged half way gives none of its records', async () => {
		// Larger than what is read in one go.
		const whole = new TextEncoder().encode(file(...Array.from({ length: 40_000 }, (_, i) => fee({ feedetl_sn: `F${i}` }))));
		let reads = 0;
		const source = {
			name: 'a.csv',
			size: whole.length,
			slice: (from: number, to: number) => (from > 2_000 && ++reads > 3 ? Promise.reject(new Error('gone')) : Promise.resolve(whole.slice(from, to)))
		};
		const { batch, shards } = await imported([source], { sliceBytes: 512 });
		expect(batch.receipt).toMatchObject({ rows: 0, lines: [], skipped: [{ id: 'damaged-file' }] });
		expect(shards).toEqual([]);
	});
	it('a failing sink and an abort half way throw', async () => {
		const { importBatch } = await import('../../../workers/ingest/index.ts');
		const source = memorySource('a.csv', file(fee()));
		await expect(importBatch([source], {}, { shard: () => Promise.reject(new Error('full')) })).rejects.toThrow('full');
		const controller = new AbortController();
		const stop = { signal: controller.signal, onProgress: () => controller.abort() };
		await expect(importBatch([source], stop, { shard: () => Promise.resolve() })).rejects.toThrow();
	});
});
