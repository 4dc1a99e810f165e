import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Operand } from '../../../../rules/domain/finding.ts';
import { maskedConditions, maskedView, maskOf } from '../../../../src/lib/state/record/mask.ts';
import { tableOf, viewOf } from './rows.ts';

const HEAD = {
	psn_name: '李秀英',
	psn_no: 'P7617071982',
	certno: '41040219680502004X',
	brdy: '1968-05-02',
	ipt_otp_no: '12',
	bed_no: '08床',
	gend: '2'
};
const view = viewOf(
	{
		visit: tableOf('mdtrt_id|psn_name|certno\nM1|李秀英|41040219680502004X'),
		document: tableOf('title|text\n入院记录|患者李秀英，女，1968年5月2日出生。住址：示范市一路12号，联系电话：13812345678；床12。电话 0375-1234567')
	},
	HEAD
);
const mask = maskOf(view);

describe('hidden identities', () => {
	it('hides what the record says of the person, and what names anybody', () => {
		const [text] = maskedView(view, mask).tables.document!.rows.map((row) => row.cells[1]!);
		expect(text).toBe('患者＊＊＊，女，****＊*＊*＊出生。住址：＊＊＊＊＊**＊＊＊＊＊＊＊***********；床12。电话 ************');
	});
	it('hides fields of the person whole and leaves the others', () => {
		const masked = maskedView(view, mask);
		expect(masked.head).toMatchObject({ psn_name: '＊＊＊', certno: '*'.repeat(18), brdy: '**********', bed_no: '08床', gend: '2' });
		expect(masked.tables.visit!.rows[0]!.cells).toEqual(['M1', '＊＊＊', '*'.repeat(18)]);
		expect(masked.person).toBe('*'.repeat(11));
	});
	it('takes a short stay number for no name of the person', () => expect(mask('每日 12 次')).toBe('每日 12 次'));
	it('keeps every length, so that spans of evidence stay exact', () => {
		fc.assert(
			fc.property(
				fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...Object.values(HEAD), '住址：', '电话:', '13912345678'))),
				(parts) => {
					const text = parts.join('');
					expect(mask(text).length).toBe(text.length);
				}
			)
		);
	});
	it('leaves no known name or number in any cell', () => {
		const named = fc.tuple(fc.string(), fc.constantFrom('李秀英', 'P7617071982', '41040219680502004X', '1968-05-02', '13812345678'), fc.string());
		fc.assert(
			fc.property(named, ([before, name, after]) => {
				const numeric = /^[\dX]/.test(name);
				// A number within a longer one is another number.
				const text = numeric ? `${before} ${name} ${after}` : before + name + after;
				expect(mask(text)).not.toContain(name);
			})
		);
	});
	it('hides values that conditions read from fields of the person, dates of birth too', () => {
		const source = (field: string, value: string) => ({ table: 'visit' as const, file: 'f', record: 1, rowId: '', field, value });
		const side = (unit: Operand['unit'], value: Operand['value'], sources: Operand['sources']): Operand => ({
			label: { zh: '', en: '' },
			unit,
			value,
			sources,
			origin: 'record'
		});
		const condition: Condition = {
			name: 'x',
			op: 'lt',
			holds: true,
			left: side('day', -610, [source('brdy', '1968-05-02')]),
			right: side('text', ['李秀英', 'ICU'], [source('psn_name', '李秀英')])
		};
		const [masked] = maskedConditions([condition], mask);
		expect(masked!.left).toMatchObject({ unit: 'text', value: '**********' });
		expect(masked!.right.value).toEqual(['＊＊＊', '***']);
		expect(JSON.stringify(masked)).not.toMatch(/李秀英|1968/);
	});
	it('leaves records alone of which nothing is known', () => expect(maskOf(viewOf({}))('患者张三 42 岁')).toBe('患者张三 42 岁'));
});
