import { display } from '../../domain/display.ts';
import type { Charge } from '../../engine/charge.ts';
import type { Row } from '../../engine/row.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName } from '../../facts/cells.ts';
import { chargeDays } from '../../facts/charge-days.ts';
import { notRefunded } from '../../facts/charges.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { coreName } from '../../facts/item-core.ts';
import { namesOf } from '../../facts/item-names.ts';
import { daysOfRow } from '../../facts/method-words.ts';
import { operationCharges } from '../../facts/procedure-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { visitsWithUnrecordedSurgery } from '../../facts/surgery-visits.ts';
import { textsNeeded } from '../../facts/text/documents.ts';
import { mentions } from '../../facts/text/mentions.ts';

const ID = 'operation-without-record';
const params = {
	minAmount: {
		default: 50_000,
		unit: 'amount',
		title: { zh: '手术收费下限（分）', en: 'Least charge of an operation (fen)' },
		why: '清创、换药等小操作常只记在医嘱；500 元以上的手术应有手术记录；经验值，未核实'
	},
	reachDays: {
		default: 1,
		unit: 'day',
		title: { zh: '前后对照记录的日数', en: 'Days around the charge that are looked at' },
		why: '跨零点的手术次日计费；经验值，未核实'
	}
} as const;
/** By any of these a text tells of an operation, whatever its name. */
const WORDS = ['手术', '术后', '术中', '术前', '切除', '切开', '穿刺', '置入', '植入', '介入', '腔镜', '吻合', '缝合'] as const;

/** 手术无记录: an operation charged of which neither the list of procedures, nor anaesthesia, nor any text of the visit knows. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '收取手术费无手术记录', en: 'Operation charged without a record' },
		explains: {
			zh: '收取一定金额以上的手术费，计费日前后没有手术、麻醉记录，全部文书、检查报告、护理记录也没有提到任何手术。拟行、否认的不算提到。本次就诊没有任何文书时无法判断。',
			en: 'An operation of some amount is charged; around its day no procedure and no anaesthesia is recorded, and no text of the visit speaks of any operation. What is only planned or denied does not count. Without any text nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: [],
		problems: [],
		requires: ['visit', 'fee', 'operation'],
		uses: ['document', 'anesthesia', 'exam', 'nursing', 'settlement'],
		knowledge: [],
		clears: { planned: { zh: '文书拟行手术', en: 'Documents plan an operation' } },
		messages: {
			none: { zh: '{{item}} 收费，无手术与麻醉记录，文书未提及手术', en: '{{item}} charged, no procedure, anaesthesia or text of an operation' }
		}
	},
	params,
	candidates: (shard, context) => visitsWithUnrecordedSurgery(shard, context, ID),
	judge(stay, t) {
		const any = stay as unknown as Stay;
		t.each(operationCharges(any, t.context), (charge) => judgeLine(any, t, charge));
		if (t.reports.length > 0) t.clear('planned', mentions(any, WORDS, { status: 'planned' }).sources);
	}
});

function judgeLine(stay: Stay, t: Trace<typeof params>, charge: Charge): void {
	if (charge.quantity <= 0 || charge.amount <= 0) return;
	const days = chargeDays(charge);
	if (!days) return t.cannotTell({ kind: 'value', what: 'fee.fee_ocur_time' });
	const reach = t.known(t.param('reachDays'));
	const rows: readonly Row[] = [
		...stay.rows('operation').filter((row) => row.text('vali_flag') !== '0'),
		...(stay.has('anesthesia') ? stay.rows('anesthesia') : [])
	];
	// A row without a time may be of the day.
	const near = rows.filter((row) => {
		const own = daysOfRow(row);
		return own === null || own === 'stay' || (own.first <= days.last + reach && days.first - reach <= own.last);
	});
	const name = itemName(charge.row);
	const operation = { mdtrt_id: stay.id, oprn_oprt_name: name, oprn_oprt_date: display.day(days.first) };
	if (!t.absent('no-procedure', { zh: '手术、麻醉记录', en: 'Procedures and anaesthesia' }, near, rows, { table: 'operation', fields: operation }))
		return;
	if (!notRefunded(t, charge)) return;
	if (!t.ge('large-enough', t.amount({ zh: '手术收费（减退费）', en: 'Charge net of refunds' }, [charge]), t.param('minAmount', 'amount'))) return;
	textsNeeded(stay);
	const words = [...new Set([...WORDS, ...namesOf(charge.row).map(coreName)])];
	const told = mentions(stay, words, { status: ['affirmed', 'uncertain', 'past'] });
	const texts = [...new Set(told.hits.map(({ text }) => text.row))];
	const note = { mdtrt_id: stay.id, doc_type: '日常病程记录', text: '手术顺利。' };
	if (!t.absent('not-mentioned', { zh: '提到手术的文书', en: 'Texts of an operation' }, texts, told.searched, { table: 'document', fields: note }))
		return;
	t.report({ message: 'none', data: { item: name }, grade: 'suspect', lines: [{ charge, role: 'offending' }] });
}
