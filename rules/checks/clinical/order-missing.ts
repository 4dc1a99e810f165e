import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { isAccessory, notAccessory } from '../../facts/accessory-items.ts';
import { itemName, optionalText } from '../../facts/cells.ts';
import { chargeKind, type ChargeKind } from '../../facts/charge-kind.ts';
import { charges, notRefunded } from '../../facts/charges.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { isOrdered, orderNumbers, orders, recordsOfItem } from '../../facts/order-support.ts';
import { visitsWithUnordered } from '../../facts/order-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import { insideStay, isInpatient, staySpan } from '../../facts/stay-days.ts';

const KINDS: readonly ChargeKind[] = ['drug', 'herb', 'lab', 'exam', 'treatment'];
const params = {
	minOrdered: {
		default: 50,
		unit: 'percent',
		title: { zh: '可对应医嘱的费用占比下限', en: 'Least share of lines that match an order' },
		why: '多数费用都对不上医嘱时，是医嘱号缺失或命名不同，而不是无医嘱'
	}
} as const;

/** 收费项目无医嘱及执行记录: charged in a stay, ordered by nobody, mentioned nowhere. */
export default defineRule({
	meta: {
		id: 'order-missing',
		version: 1,
		title: { zh: '收费项目无医嘱及执行记录', en: 'Charged without an order or a record' },
		explains: {
			zh: '住院期间的药品、检查、检验、治疗费用，医嘱号不指向任何医嘱，医嘱内容和各类记录中也没有该项目。输液、注射、护理等随附项目和溶媒不在此列。',
			en: 'A drug, examination, test or treatment of the stay whose order number names no order, and which no order and no record mentions. Accessory items and solvents are not meant.'
		},
		dimension: 'clinical',
		violation: '虚构医药服务项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二'), article40IfProven('三')],
		official: ['GZ10000302001000'],
		problems: [3, 15, 36, 60, 69, 70, 75, 100],
		requires: ['visit', 'fee', 'order'],
		uses: ['operation', 'anesthesiaDrug', 'exam', 'lab', 'device', 'implant', 'nursing', 'document', 'settlement'],
		knowledge: [],
		clears: {
			'record-of-use': {
				zh: '检查检验、护理、手术或文书记录提到该项目',
				en: 'A report, a nursing note, an operation or a document mentions the item'
			},
			operation: { zh: '住院中有手术，术中用药可能另有记录', en: 'The stay had an operation: drugs given in it may be recorded elsewhere' },
			rescue: { zh: '有抢救，口头医嘱可能补记', en: 'There was a rescue: orders by word of mouth may be written later' }
		},
		messages: { missing: { zh: '{{item}} 计费 {{quantity}}，无医嘱，也无记录', en: '{{item}} × {{quantity}} charged, no order and no record' } }
	},
	params,
	candidates: (shard, context) => visitsWithUnordered(shard, context, KINDS),
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const span = stay.fact(staySpan);
		const lines = stay
			.fact(charges)
			.net.filter((charge) => KINDS.includes(chargeKind(charge.row)!) && insideStay(charge, span) && !isAccessory(charge.row));
		const known = stay.fact(orders);
		const unordered = lines.filter(({ row }) => !isOrdered(row, chargeKind(row)!, known));
		const missing = unordered.filter(({ row }) => recordsOfItem(stay, row, chargeKind(row)!).found.length === 0);
		if (missing.length === 0) return;
		if (known.rows.length === 0) return t.cannotTell({ kind: 'document', what: 'order' });
		const share = Math.floor(((lines.length - unordered.length) * 100) / lines.length);
		if (share < t.known(t.param('minOrdered'))) return t.cannotTell({ kind: 'value', what: 'fee.rx_drord_no' });
		t.each(missing, (charge) => judgeLine(t, stay, charge, share));
	}
});

function judgeLine(t: Trace<typeof params>, stay: Stay, charge: Charge, share: number): void {
	const { row } = charge;
	const [item, known, kind] = [itemName(row), stay.fact(orders), chargeKind(row)!];
	if (!notRefunded(t, charge) || !notAccessory(t, row)) return;
	t.ge(
		'orders-comparable',
		t.derived({ zh: '本次住院可对应医嘱的费用占比（%）', en: 'Share of the lines that match an order (%)' }, 'integer', share, []),
		t.param('minOrdered')
	);
	if (known.numbers.size > 0) {
		const numbers = t.derived(
			{ zh: '医嘱号', en: 'Order numbers' },
			'text',
			[...known.numbers],
			known.rows.map((order) => ({ row: order, field: 'drord_no' }))
		);
		const own = optionalText(row, 'rx_drord_no');
		if (orderNumbers(row).length <= 1 && !t.notIn('number-of-no-order', own, numbers)) return;
	}
	t.absent('no-order', { zh: '提到该项目的医嘱', en: 'Orders that mention the item' }, [], known.rows, {
		table: 'order',
		fields: { mdtrt_id: stay.id, drord_no: 'W1', drord_cont: item }
	});
	const { searched, loaded } = recordsOfItem(stay, row, kind);
	t.absent('no-record', { zh: '提到该项目的记录', en: 'Records that mention the item' }, [], searched, {
		table: 'document',
		fields: { mdtrt_id: stay.id, doc_type: '病程记录', text: item }
	});
	t.clear('record-of-use', loaded ? [] : null);
	t.clear('operation', cellsSaying(stay, 'operation', ['oprn_oprt_name', 'oprn_oprt_code'], /./));
	t.clear('rescue', cellsSaying(stay, 'document', ['text'], /抢救/));
	t.report({
		message: 'missing',
		data: { item, quantity: charge.quantity / QUANTITY_SCALE },
		grade: 'suspect',
		lines: [{ charge, role: 'offending' }]
	});
}
