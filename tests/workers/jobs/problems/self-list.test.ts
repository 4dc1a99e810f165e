import { describe, expect, it } from 'vitest';
import { readAnswers, rowsOfFile } from '../../../../workers/jobs/problems/self-read.ts';
import { SELF_HEADINGS, selfCsv, selfWorkbook } from '../../../../workers/jobs/problems/self-sheet.ts';
import type { SelfFault, SelfList, SelfRow } from '../../../../workers/protocol/self-list.ts';

const row = (no: number, amount: number | null): SelfRow => ({
	...{ no, key: `rule-a M${no}`, rule: 'rule-a', violation: '重复收费', visit: `M${no}`, department: '内科', date: '2026-01-05' },
	...{ text: '多收 3 天', amount }
});
const ROWS = [row(1, 10_000), row(2, 5_050), row(3, null)];
const LIST: SelfList = {
	...{ institution: { name: '市一院', code: 'H1' }, batch: 'b1', batchName: '一季度', made: '2026-06-01', rules: [] },
	...{ rows: 3, parts: 1, amount: 15_050, amountUnknown: 1, answer: null, problems: [] }
};
const asked = { id: 'ZC-1', institution: '市一院', rows: ROWS, institutionOf: (list: string) => (list === 'ZC-2' ? '市二院' : '') };
const HEAD = ['序号', '清单编号', '疑点金额（元）', SELF_HEADINGS.said, '认可金额（元）', '机构说明', '疑点标识'];

/** A returned sheet: number | amount | said | admitted, with what a line may say otherwise. */
function sheet(lines: readonly string[], list = 'ZC-1'): string[][] {
	return [
		HEAD,
		...lines.map((line) => {
			const [no = '', amount = '', said = '', admitted = '', key = no === '合计' ? '' : `rule-a M${no}`] = line.split('|').map((cell) => cell.trim());
			return [no, list, amount, said, admitted, '', key];
		})
	];
}
const GOOD = ['1|100.00|认可|100.00', '2|50.5|部分认可|20', '3||不认可|', '合计|150.50||120.00'];
const CASES: readonly { name: string; rows: string[][]; faults: SelfFault['id'][] }[] = [
	{ name: 'all answered', rows: sheet(GOOD), faults: [] },
	{ name: 'admitted in full without the amount written', rows: sheet(['1|100|认可|', ...GOOD.slice(1)]), faults: [] },
	{
		name: 'a point of unknown amount that the hospital reckons itself',
		rows: sheet([GOOD[0]!, GOOD[1]!, '3||认可|7.01', '合计|||127.01']),
		faults: []
	},
	{ name: 'thousands, currency and blanks in amounts', rows: sheet([GOOD[0]!, GOOD[1]!, GOOD[2]!, '合计|||¥ 120.00']), faults: [] },
	{ name: 'no sheet of ours', rows: [['a', 'b']], faults: ['no-heading'] },
	{ name: 'a column taken out', rows: sheet(GOOD).map((cells) => cells.filter((_, i) => i !== 4)), faults: ['no-column'] },
	{ name: 'a list of another institution', rows: sheet(GOOD, 'ZC-2'), faults: ['other-list'] },
	{ name: 'a row that was never on it', rows: sheet([...GOOD.slice(0, 3), '4|1.00|认可|1.00|x', GOOD[3]!]), faults: ['row-unknown'] },
	{ name: 'a row whose mark was changed', rows: sheet(['1|100.00|认可|100.00|other', ...GOOD.slice(1)]), faults: ['row-changed', 'rows-absent'] },
	{ name: 'a row twice', rows: sheet([GOOD[0]!, ...GOOD]), faults: ['row-twice'] },
	{ name: 'a row taken out', rows: sheet(GOOD.slice(1)), faults: ['rows-absent'] },
	{ name: 'our amount changed', rows: sheet(['1|10.00|认可|10.00', ...GOOD.slice(1)]), faults: ['amount-changed'] },
	{ name: 'not answered', rows: sheet(['1|100.00||', ...GOOD.slice(1)]), faults: ['said-unknown'] },
	{ name: 'admitted more than was found', rows: sheet(['1|100.00|认可|100.01', ...GOOD.slice(1)]), faults: ['admitted-over'] },
	{ name: 'admitted whole, but less', rows: sheet(['1|100.00|认可|99.99', ...GOOD.slice(1)]), faults: ['admitted-not-all'] },
	{ name: 'admitted in part, but all of it', rows: sheet([GOOD[0]!, '2|50.50|部分认可|50.50', ...GOOD.slice(2)]), faults: ['admitted-not-part'] },
	{ name: 'admitted in part, but nothing written', rows: sheet([GOOD[0]!, '2|50.50|部分认可|', ...GOOD.slice(2)]), faults: ['admitted-absent'] },
	{ name: 'denied, with an amount', rows: sheet([GOOD[0]!, GOOD[1]!, '3||不认可|1', GOOD[3]!]), faults: ['denied-with-amount'] },
	{ name: 'a negative amount', rows: sheet([GOOD[0]!, '2|50.50|部分认可|-20', ...GOOD.slice(2)]), faults: ['admitted-not-money'] },
	{ name: 'an amount in words', rows: sheet([GOOD[0]!, '2|50.50|部分认可|二十元', ...GOOD.slice(2)]), faults: ['admitted-not-money'] },
	{ name: 'a thousandth', rows: sheet([GOOD[0]!, '2|50.50|部分认可|20.001', ...GOOD.slice(2)]), faults: ['admitted-not-money'] },
	{ name: 'no total', rows: sheet(GOOD.slice(0, 3)), faults: ['total-absent'] },
	{ name: 'a total left blank', rows: sheet([...GOOD.slice(0, 3), '合计|150.50||']), faults: ['total-not-money'] },
	{ name: 'a total one 分 off', rows: sheet([...GOOD.slice(0, 3), '合计|150.50||120.01']), faults: ['total-differs'] }
];

describe('a returned self-inspection list', () => {
	it.each(CASES)('$name', ({ rows, faults }) => {
		const answered = readAnswers(rows, asked);
		expect((answered.faults ?? []).map(({ id }) => id)).toEqual(faults);
		if (answered.faults === null) expect(answered.answers.reduce((sum, { admitted }) => sum + admitted, 0)).toBe(answered.admitted);
	});
	it('names the institution that the list is of', () => {
		expect(readAnswers(sheet(GOOD, 'ZC-2'), asked).faults).toEqual([
			{ id: 'other-list', row: 2, list: 'ZC-2', institution: '市二院', wanted: '市一院' }
		]);
	});

	/** Fills a handed out sheet as an institution does. */
	const fill = (rows: readonly (readonly string[])[]): string[][] => {
		const [head, ...body] = rows.map((cells) => [...cells, ...Array<string>(15).fill('')].slice(0, 15));
		const at = (heading: string): number => head!.indexOf(heading);
		return [head!, ...body].map((cells, i) => {
			if (i === 0) return cells;
			const total = cells[0] === '合计';
			cells[at(SELF_HEADINGS.said)] = total ? '' : i === 1 ? '认可' : '不认可';
			cells[at(SELF_HEADINGS.admitted)] = total || i === 1 ? '100.00' : '';
			return cells;
		});
	};
	it.each(['xlsx', 'csv', 'csv in GB18030'])('goes out and comes back as %s', async (format) => {
		const title = (): string => '=床位费';
		const csv = selfCsv('ZC-1', LIST, ROWS, title);
		const bytes = format === 'xlsx' ? await selfWorkbook('ZC-1', LIST, ROWS, title) : format === 'csv' ? new TextEncoder().encode(csv) : gb(csv);
		const rows = (await rowsOfFile(bytes))!;
		expect(rows[1]!.join('|')).toContain('100');
		const answered = readAnswers(fill(rows), asked);
		expect(answered).toEqual({ faults: null, admitted: 10_000, answers: expect.any(Array) });
	});
	it('says that a damaged file is none', async () => {
		expect(await rowsOfFile(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]))).toBeNull();
		expect(await rowsOfFile(new Uint8Array([0xff, 0xff, 0xff]))).toBeNull();
	});
});

/** What Chinese Excel saves: the encoder is the decoder read backwards. */
function gb(text: string): Uint8Array {
	const decoder = new TextDecoder('gb18030');
	const table = new Map<string, [number, number]>();
	for (let a = 0x81; a < 0xff; a++) for (let b = 0x40; b < 0xff; b++) if (b !== 0x7f) table.set(decoder.decode(new Uint8Array([a, b])), [a, b]);
	return Uint8Array.from([...text.replace('\uFEFF', '')].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : table.get(char)!)));
}
