import { display } from '../../domain/display.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { claimedPieces, mayBePieces, namedOnly } from '../../facts/herbs-paid.ts';
import { chargeDay, claimedOf, gradeOfClaimed, limitedCharges, type LimitedCharge } from '../../facts/limited-charges.ts';
import { prescriptions, type Prescription } from '../../facts/prescriptions.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';

/** Prescriptions of nothing but herbs (中药饮片) that the funds do not pay alone (单方不予支付). */
export default defineRule({
	meta: {
		id: 'herb-alone-paid',
		version: 1,
		title: { zh: '单方不予支付饮片单独成方纳入医保结算', en: 'Herbs that are not paid alone, prescribed alone' },
		explains: {
			zh: '一张处方的饮片全部属于单方不予支付名单，却纳入了医保范围。方中有任何一味名单外的饮片即不在此列；没有处方号且同日另有饮片时不判断。',
			en: 'All pieces of one prescription are on the list of herbs not paid alone, yet were claimed in scope. Any other piece makes it lawful; without a prescription number and with other pieces that day nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['中药饮片单方使用不予支付'],
		problems: [7],
		pharmacyProblems: [10],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['herbLimits'],
		clears: { 'name-only': { zh: '仅按名称识别，收费类别未写明饮片', en: 'Recognised by its name alone, the charge category does not say herb' } },
		messages: {
			alone: { zh: '处方只有 {{items}}，均为单方不予支付饮片', en: 'The prescription holds nothing but {{items}}, none of them paid alone' }
		}
	},
	params: {},
	candidates: itemsThat('herbLimits', ({ kind }) => kind === 'alone').visits,
	judge(stay, t) {
		const listed = limitedCharges(stay, t.context, 'herbLimits', t.day).flatMap(({ items }) => items);
		if (listed.length === 0) return;
		const all: LimitedCharge[] = [];
		t.each(stay.fact(prescriptions), (prescription) => {
			const own = listed.filter(({ charge, match }) => match.point.kind === 'alone' && prescription.charges.includes(charge));
			if (own.length === 0) return;
			const claims = claimedOf(t, own, ({ charge }) => claimedPieces(t, charge));
			if (claims.length === 0 || !nothingElse(t, stay, prescription, listed)) return;
			all.push(...claims);
			t.report({
				message: 'alone',
				data: { items: [...new Set(claims.map(({ match }) => match.point.name))].join('、') },
				grade: prescription.number === null ? 'suspect' : gradeOfClaimed(claims),
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length > 0) t.clear('name-only', namedOnly(all));
	}
});

/**
 * That the prescription holds no piece outside the list. Lines of no charge category may be pieces, and lines of a day without a prescription
 * number may be of several prescriptions: 无法判断 then.
 */
function nothingElse(t: Trace, stay: Stay, { number, charges }: Prescription, listed: readonly LimitedCharge[]): boolean {
	const others = charges.filter((charge) => !listed.some((item) => item.charge === charge));
	const may = (kind: boolean | null): Charge[] => others.filter((charge) => mayBePieces(charge) === kind);
	if (may(true).length === 0 && may(null).length > 0) throw new Undetermined({ kind: 'value', what: 'fee.med_chrgitm_type' });
	if (number === null && may(true).length > 0) throw new Undetermined({ kind: 'value', what: 'fee.rx_drord_no' });
	const rows = may(true).map(({ row }) => row);
	const day = chargeDay(charges[0]!);
	return t.absent(
		'no-other-piece',
		{ zh: '同方名单外的饮片', en: 'Other pieces of the prescription' },
		rows,
		charges.map(({ row }) => row),
		{
			table: 'fee',
			fields: {
				mdtrt_id: stay.id,
				rx_drord_no: number ?? '',
				fee_ocur_time: day === null ? '' : display.day(day),
				medins_list_name: '黄芪',
				med_chrgitm_type: '10',
				cnt: '1',
				det_item_fee_sumamt: '1.00',
				inscp_amt: '1.00'
			}
		}
	);
}
