import { defineRule } from '../../engine/rule.ts';
import type { Charge } from '../../engine/charge.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { optionalText, zero } from '../../facts/cells.ts';
import { charges } from '../../facts/charges.ts';
import { frameworkClass } from '../../facts/coding-basis.ts';
import { codesOf, numberAt, numbersOf, visitsThat } from '../../facts/columns.ts';
import { CODE_FIELDS, codeOf, nationalCodes } from '../../facts/national-code.ts';

const params = {
	minCoded: {
		default: 80,
		unit: 'percent',
		title: { zh: '有国家编码的明细占比下限', en: 'Least share of lines with a national code' },
		why: '多数明细都没有国家编码时，是导出未带编码，而不是个别明细未对码；数值未核实'
	}
} as const;

/** 结算明细信息异常: a line claimed without a national code, with an amount and no quantity, or at a price below zero. A fault of the file. */
export default defineRule({
	meta: {
		id: 'fee-line-fault',
		version: 1,
		title: { zh: '费用明细信息异常', en: 'Faulty fee line' },
		explains: {
			zh: '纳入医保范围的明细没有国家医保编码，而同次就诊的其他明细都有；或有金额而数量为零；或单价为负。丙类（自费）项目和退费行不在此列。',
			en: 'A line in scope has no national code where the others of the visit have theirs, or an amount without a quantity, or a price below zero. Items paid by the person and refunds are not meant.'
		},
		dimension: 'compliance',
		violation: '数据质量',
		stages: ['in-stay', 'settled'],
		scope: 'line',
		basis: [frameworkClass('结算明细信息异常')],
		official: ['GZ10000201002000'],
		problems: [],
		requires: ['fee'],
		uses: ['settlement'],
		knowledge: [],
		clears: {},
		messages: {
			'no-code': { zh: '{{lines}} 行纳入医保范围而无国家医保编码', en: '{{lines}} lines in scope have no national code' },
			'no-quantity': { zh: '{{lines}} 行有金额而数量为零', en: '{{lines}} lines have an amount and no quantity' },
			'negative-price': { zh: '{{lines}} 行单价为负', en: '{{lines}} lines have a price below zero' }
		}
	},
	params,
	candidates(shard, { batch }) {
		const { fee } = shard.tables;
		const codes = CODE_FIELDS.flatMap((field) => codesOf(fee, field) ?? []);
		if (!fee || codes.length === 0) return null;
		const [coded, prices, counts] = [nationalCodes(batch), numbersOf(fee, 'pric'), numbersOf(fee, 'cnt')];
		const [first, second] = [codes[0]!, codes.at(-1)!];
		return visitsThat(shard, (visit) => {
			for (let row = fee.rowStart[visit]!, end = fee.rowStart[visit + 1]!; row < end; row++) {
				if (coded[first[row]!] !== 1 && coded[second[row]!] !== 1) return true;
				if (numberAt(prices, row) < 0 || numberAt(counts, row) === 0) return true;
			}
			return false;
		});
	},
	judge(stay, t) {
		const { net } = stay.fact(charges);
		const faulty = (message: string, test: (charge: Charge) => boolean): void => {
			const lines: Charge[] = [];
			t.each(net, (charge) => test(charge) && lines.push(charge) > 0);
			if (lines.length === 0) return;
			const data = { lines: lines.length };
			t.report({ message, data, grade: 'certain', lines: lines.map((charge) => ({ charge, role: 'offending', amount: 0 })) });
		};
		faulty('no-quantity', ({ row }) => row.number('cnt') !== null && t.eq('no-quantity', t.number(row, 'cnt'), zero('quantity')));
		faulty('negative-price', ({ row }) => row.number('pric') !== null && t.lt('below-zero', t.number(row, 'pric'), zero('price')));
		const uncoded = net.filter(({ row }) => codeOf(row).code === null);
		if (uncoded.length === 0) return;
		if (!CODE_FIELDS.some((field) => uncoded[0]!.row.hasField(field))) throw new Undetermined({ kind: 'field', what: 'fee.hilist_code' });
		t.each([uncoded], (lines) => mostlyCoded(t, stay) && faulty('no-code', (charge) => lines.includes(charge) && inScopeWithoutCode(t, charge)));
	}
});

const HUNDRED = 100;
/** What others of the visit have. Where few have one, nothing can be said of those that have none. */
function mostlyCoded(t: Trace<typeof params>, stay: Stay): boolean {
	const lines = stay.fact(charges).net.map(({ row }) => codeOf(row));
	const coded = lines.filter(({ code }) => code !== null);
	const label = { zh: '有国家编码的明细占比（%）', en: 'Share of lines with a national code (%)' };
	const share = t.derived<number>(
		label,
		'integer',
		Math.floor((coded.length * HUNDRED) / lines.length),
		coded.flatMap(({ sources }) => sources)
	);
	if (t.ge('mostly-coded', share, t.param('minCoded'))) return true;
	t.cannotTell({ kind: 'value', what: 'fee.hilist_code' });
	return false;
}

/** Paid by the person in full (丙类): needs no national code. */
const OUTSIDE = ['03', '3', '丙', '丙类', '自费'] as const;
/** Its form: 00 and 13 digits of a service, and others of drugs, materials and herbs. */
const FORM = ['001102000010000'] as const;

function inScopeWithoutCode(t: Trace, { row }: Charge): boolean {
	const said = { zh: '医保目录代码', en: 'National code' };
	const code = t.derived<string>(said, 'text', CODE_FIELDS.map((field) => row.text(field)).find((text) => text !== '') ?? '', codeOf(row).sources);
	return (
		t.gt('in-scope', t.number(row, 'inscp_amt'), zero('amount')) &&
		t.notIn('insured-item', optionalText(row, 'chrgitm_lv'), t.constant({ zh: '丙类（自费）', en: 'Paid by the person' }, 'text', OUTSIDE)) &&
		t.notIn('no-code', code, t.constant({ zh: '国家医保编码的形式，如', en: 'The form of a national code, such as' }, 'text', FORM))
	);
}
