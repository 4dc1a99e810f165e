import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName } from '../../facts/cells.ts';
import { chargeKind } from '../../facts/charge-kind.ts';
import { charges } from '../../facts/charges.ts';
import { isSingleUnit, visitsOverDoses } from '../../facts/dose-visits.ts';
import { ordersOfDrug } from '../../facts/drug-orders.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { groupBy } from '../../facts/group.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { isLongTerm, mass, orderedUnits, type OrderedUnits } from '../../facts/ordered-doses.ts';
import { article38 } from '../../facts/regulation.ts';
import { insideStay, isInpatient, staySpan } from '../../facts/stay-days.ts';
import { isTakenHome, notTakenHome, notToldToTakeHome } from '../../facts/taken-home.ts';

/** 药品计费数量超过长期医嘱: more units charged than dose, frequency and days of the order make. */
export default defineRule({
	meta: {
		id: 'quantity-over-order',
		version: 1,
		title: { zh: '药品计费数量超过医嘱用量', en: 'More of a drug charged than ordered' },
		explains: {
			zh: '长期医嘱写明剂量、频次和起止，规格可换算时，住院计费数量多于医嘱首尾日全算的最大用量。金额按医嘱实际时长的用量计算。临时医嘱、出院带药不判断。',
			en: 'Where a long-term order gives dose, frequency and time, more units are charged than it could use counting its first and last day in full. The amount is taken to the use over its hours.'
		},
		dimension: 'compliance',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: [],
		problems: [4],
		requires: ['visit', 'fee', 'order'],
		uses: ['document', 'settlement'],
		knowledge: [],
		clears: { lost: { zh: '文书载明破损、损耗或外渗重配', en: 'Documents tell of breakage or loss' } },
		messages: {
			over: {
				zh: '{{item}} 计费 {{billed}}，医嘱用量 {{ordered}}，多计 {{extra}}',
				en: '{{item}}: {{billed}} charged, {{ordered}} ordered, {{extra}} too many'
			}
		}
	},
	params: {},
	candidates: visitsOverDoses,
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const span = stay.fact(staySpan);
		const drugs = stay.fact(charges).net.filter((charge) => {
			const { row } = charge;
			return (
				chargeKind(row) === 'drug' &&
				insideStay(charge, span) &&
				isSingleUnit(row.text('unt')) &&
				mass(row.text('spec')) !== null &&
				!isTakenHome(row)
			);
		});
		const byUnit = groupBy(drugs, ({ row }) => `${itemName(row)} ${row.text('spec')} ${row.text('unt')}`);
		t.each(byUnit.values(), (lines) => judgeDrug(t, stay, lines, span?.end?.seconds ?? null));
	}
});

function judgeDrug(t: Trace, stay: Stay, lines: readonly Charge[], lastSecond: number | null): void {
	const first = lines[0]!.row;
	const orders = ordersOfDrug(stay as Stay<'order'>, lines);
	const [lasting, once] = [orders.filter(isLongTerm), orders.filter((order) => !isLongTerm(order))];
	const units = lasting.map((order) => orderedUnits(order, mass(first.text('spec'))!, lastSecond));
	// One order whose use is not known, or none but temporary ones: nothing to compare with.
	if (lasting.length === 0 || units.some((unit) => unit === null)) return;
	const sum = (pick: (unit: OrderedUnits) => number): number => units.reduce((total, unit) => total + pick(unit!), 0);
	const sources = units.flatMap((unit) => unit!.sources);
	const billed = t.quantity({ zh: '计费数量', en: 'Quantity charged' }, lines);
	const most = t.derived(
		{ zh: '医嘱最大用量（首尾日全算）', en: 'Most that the orders use' },
		'quantity',
		sum((unit) => unit.most),
		sources
	);
	if (!t.gt('more-than-ordered', billed, most)) return;
	const witness = {
		table: 'order',
		fields: { mdtrt_id: stay.id, drord_no: 'W1', drord_type: '临时', drord_cont: itemName(first), drord_detl_name: itemName(first) }
	} as const;
	if (!t.absent('no-temporary-order', { zh: '同药的临时医嘱', en: 'Temporary orders of the drug' }, once, stay.rows('order'), witness)) return;
	for (const { row } of lines) notTakenHome(t, row);
	if (!notToldToTakeHome(t, stay, first)) return;
	const extra = t.known(billed) - sum((unit) => unit.expected);
	t.clear('lost', cellsSaying(stay, 'document', ['text'], /破损|损耗|打碎|重新配/));
	t.report({
		message: 'over',
		data: {
			item: itemName(first),
			billed: t.known(billed) / QUANTITY_SCALE,
			ordered: sum((unit) => unit.expected) / QUANTITY_SCALE,
			extra: extra / QUANTITY_SCALE
		},
		grade: 'suspect',
		lines: allocate(lines, extra).map(offending)
	});
}
