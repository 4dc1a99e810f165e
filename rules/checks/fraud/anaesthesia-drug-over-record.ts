import { dayOf, QUANTITY_SCALE } from '../../domain/units.ts';
import type { Row } from '../../engine/row.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { display } from '../../domain/display.ts';
import { itemName } from '../../facts/cells.ts';
import { chargeKind } from '../../facts/charge-kind.ts';
import { charges } from '../../facts/charges.ts';
import { hasRows, visitsThat } from '../../facts/columns.ts';
import { ampoulesOf, isAmpoule } from '../../facts/drug-strength.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { groupBy } from '../../facts/group.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { coreName } from '../../facts/item-core.ts';
import { namesOf } from '../../facts/item-names.ts';
import { chargeDay } from '../../facts/limited-charges.ts';
import { cellsSaying, together } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';

const params = {
	tolerance: {
		default: 1,
		unit: 'count',
		title: { zh: '允许多出的支数', en: 'Ampoules beyond the record' },
		why: '多次抽取时余液可另开一支；经验值，未核实'
	}
} as const;
type DrugRow = Row<'anesthesiaDrug'>;

/** 麻醉药品收费超过实际用量: more ampoules charged on the days of an anaesthesia than its record used. */
export default defineRule({
	meta: {
		id: 'anaesthesia-drug-over-record',
		version: 1,
		title: { zh: '麻醉药品收费数量超过麻醉用药记录', en: 'More of an anaesthetic charged than used' },
		explains: {
			zh: '麻醉当日（及次日）收取的静脉、吸入麻醉药支数，多于麻醉用药记录按规格折算的支数。同日医嘱另有该药的（病区使用）不报；规格或单位不能折算时无法判断。',
			en: 'More ampoules of a drug are charged on the days of an anaesthesia than its record of drugs comes to by their strength. Not where an order of those days has the drug for the ward; where strength or unit cannot be reckoned nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: [],
		problems: [155],
		requires: ['visit', 'fee', 'anesthesiaDrug'],
		uses: ['order', 'document', 'anesthesia', 'settlement'],
		knowledge: [],
		clears: { discarded: { zh: '文书提到余液弃去', en: 'Documents tell of a rest that was discarded' } },
		messages: {
			over: {
				zh: '{{item}} 计费 {{billed}} 支，麻醉用药记录折合 {{used}} 支',
				en: '{{item}}: {{billed}} ampoules charged, {{used}} used by the record'
			}
		}
	},
	params,
	candidates: (shard) => visitsThat(shard, (visit) => hasRows(shard.tables.anesthesiaDrug, visit)),
	judge(stay, t) {
		const drugs = groupBy(stay.rows('anesthesiaDrug'), (row) => coreName(row.text('name')));
		t.each(
			[...drugs].filter(([core]) => core !== ''),
			([core, rows]) => judgeDrug(stay, t, core, rows)
		);
		if (t.reports.length === 0) return;
		t.clear('discarded', together([cellsSaying(stay, 'document', ['text'], DISCARDED), cellsSaying(stay, 'anesthesia', ['memo'], DISCARDED)]));
	}
});

const DISCARDED = /弃去|弃置|丢弃|余液|废弃|销毁/;
const NEXT_DAY = 1;

function judgeDrug(stay: Stay<'fee' | 'order'>, t: Trace<typeof params>, core: string, rows: readonly DrugRow[]): void {
	const days = rows.map((row) => t.known(t.dayOf(row, 'used_time')));
	const own = stay
		.fact(charges)
		.net.filter((charge) => chargeKind(charge.row) !== 'material' && namesOf(charge.row).some((name) => coreName(name) === core));
	if (own.length === 0) return;
	if (own.some((charge) => chargeDay(charge) === null)) return t.cannotTell({ kind: 'value', what: 'fee.fee_ocur_time' });
	const lines = own.filter((charge) => days.some((day) => day <= chargeDay(charge)! && chargeDay(charge)! <= day + NEXT_DAY));
	if (lines.length === 0) return;
	if (lines.some(({ row }) => !isAmpoule(row.text('unt')))) return t.cannotTell({ kind: 'value', what: 'fee.unt' });
	const billed = t.quantity({ zh: '计费支数（减退费）', en: 'Ampoules charged net of refunds' }, lines);
	const used = ampoulesOf(
		rows,
		lines.map(({ row }) => row.text('spec'))
	);
	if (used === null) return t.cannotTell({ kind: 'value', what: 'fee.spec' });
	const label = { zh: '用药记录折合支数加允差', en: 'Ampoules by the record, with the tolerance' };
	const sources = rows.map((row) => ({ row, field: 'cnt' }));
	const limit = t.derived<number>(label, 'quantity', used + t.known(t.param('tolerance')) * QUANTITY_SCALE, sources);
	if (!t.gt('more-than-used', billed, limit)) return;
	const orders = stay.has('order') ? stay.rows('order') : [];
	const wards = orders.filter((row) => {
		const time = row.time('drord_begn_time');
		const isNear = time === null || days.some((day) => Math.abs(dayOf(time.seconds) - day) <= NEXT_DAY);
		return isNear && [row.text('drord_detl_name'), row.text('drord_cont')].some((text) => coreName(text).includes(core));
	});
	const fields = { mdtrt_id: stay.id, drord_no: 'W1', drord_begn_time: `${display.day(days[0]!)} 08:00`, drord_detl_name: rows[0]!.text('name') };
	if (!t.absent('no-order-of-the-ward', { zh: '病区该药医嘱', en: 'Orders of the ward' }, wards, orders, { table: 'order', fields })) return;
	const extra = t.known(billed) - used;
	t.report({
		message: 'over',
		data: { item: itemName(lines[0]!.row), billed: t.known(billed) / QUANTITY_SCALE, used: used / QUANTITY_SCALE },
		grade: 'suspect',
		lines: allocate(lines, extra).map(offending)
	});
}
