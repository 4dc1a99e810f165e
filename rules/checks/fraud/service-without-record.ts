import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { itemName } from '../../facts/cells.ts';
import {
	datesOf,
	partsByDay,
	recordRow,
	recordsOfNeed,
	unrecordedParts,
	type DayPart,
	type Recorded,
	type RecordNeed
} from '../../facts/charge-record-days.ts';
import { offending } from '../../facts/excess.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { limitedCharges, type Limited } from '../../facts/limited-charges.ts';
import { cellsSaying, together } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsOfTable } from '../../facts/table-items.ts';
import { mentions } from '../../facts/text/mentions.ts';

const params = {
	minShare: {
		default: 50,
		unit: 'percent',
		title: { zh: '有记录的计费日占比下限', en: 'Least share of charged days that have any record' },
		why: '记录本身不全时，没有提到不等于没有做；与“无医嘱收费”同一口径，未核实'
	}
} as const;

/** 无记录收费: a service charged, or charged on more days, than the records that it leaves tell of. */
export default defineRule({
	meta: {
		id: 'service-without-record',
		version: 1,
		title: { zh: '收费项目无实施记录', en: 'Service charged without a record' },
		explains: {
			zh: '应有记录的项目，知识点所指的记录（设备、护理、文书、报告等）存在，却没有一条提到它；逐日应有记录的，计费日数多于提到它的日数。否认、拟行的不算；费用清单、医嘱单、首页不能证明自身。没有这类记录，或计费日大半没有任何记录时无法判断。',
			en: 'Of a service that leaves records, those kinds of records exist and none tells of it, or fewer days than charged have one that does. Denials and plans do not count; lists of charges and orders prove nothing. Without such records, or where most days charged have none at all, nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: [],
		problems: [15, 36, 60, 69, 70, 171, 172],
		requires: ['visit', 'fee'],
		uses: ['device', 'nursing', 'document', 'exam', 'lab', 'operation', 'anesthesia', 'order', 'implant', 'settlement'],
		knowledge: ['recordNeeds'],
		clears: {
			'told-elsewhere': { zh: '其他文书提到该项目', en: 'Other documents tell of the item' },
			'sent-out': { zh: '有外送检查、检验，报告可能在外院', en: 'Tests were sent out: their reports may be elsewhere' }
		},
		messages: {
			none: { zh: '{{item}} 计费 {{lines}} 条，记录均未提到', en: '{{item}}: {{lines}} lines charged, no record tells of it' },
			days: { zh: '{{item}} 计费 {{billed}} 日，有记录 {{recorded}} 日', en: '{{item}} charged on {{billed}} days, recorded on {{recorded}}' }
		}
	},
	params,
	candidates: (shard, context) => itemsOfTable('recordNeeds').visits(shard, context),
	judge(stay, t) {
		const found: RecordNeed[] = [];
		t.each(limitedCharges(stay, t.context, 'recordNeeds', t.day), (need) => void (judgeNeed(t, stay, need) && found.push(need.point)));
		if (found.length === 0) return;
		const words = found.flatMap((point) => point.words);
		t.clear('told-elsewhere', mentions(stay, words, { status: ['affirmed', 'uncertain', 'past'] }).sources);
		t.clear('sent-out', together([cellsSaying(stay, 'lab', ['etip_flag'], SENT), cellsSaying(stay, 'exam', ['etip_flag'], SENT)]));
	}
});

const SENT = /^(1|是|y)$/i;
const LABEL = { zh: '提到该项目的记录', en: 'Records that tell of the item' };
const [PERCENT, NEXT_DAY] = [100, 1];
function judgeNeed(t: Trace<typeof params>, stay: Stay, { point, items }: Limited<RecordNeed>): boolean {
	const own = items.filter(({ charge }) => charge.quantity > 0);
	if (own.length === 0) return false;
	const charges = own.map(({ charge }) => charge);
	const records = recordsOfNeed(stay, point);
	if (records.isUndated) return false;
	// Asked for refunds that fit several lines.
	t.quantity({ zh: '计费数量（减退费）', en: 'Charged net of refunds' }, charges);
	const parts = partsByDay(charges);
	const days = new Set(parts.map(({ day }) => day));
	if (!isComparable(t, parts, days, records, point.perDay ? 0 : NEXT_DAY))
		throw new Undetermined({ kind: 'document', what: point.records.join(',') });
	own.forEach(({ charge, match }) => t.matches('leaves-a-record', charge.row, match));
	const item = itemName(charges[0]!.row);
	if (records.hits.length === 0) {
		t.absent('no-record', LABEL, [], records.searched, recordRow(stay, point, Math.min(...days)));
		const lines = charges.map((charge) => offending({ charge, quantity: charge.quantity }));
		t.report({ message: 'none', data: { item, lines: charges.length }, grade: 'suspect', lines });
		return true;
	}
	if (!point.perDay || !isMoreDays(t, parts, days, records)) return false;
	const wrong = unrecordedParts(parts, records.toldDays, days.size - records.toldDays.size);
	t.report({ message: 'days', data: { item, billed: days.size, recorded: records.toldDays.size }, grade: 'suspect', lines: wrong.map(offending) });
	return true;
}

/** Records of most days charged exist, so that silence says something. @param reach days later that a record may be written */
function isComparable(t: Trace<typeof params>, parts: readonly DayPart[], days: ReadonlySet<number>, { anyDays }: Recorded, reach: number): boolean {
	const share = Math.floor(([...days].filter((day) => anyDays.has(day) || anyDays.has(day + reach)).length * PERCENT) / days.size);
	return t.ge(
		'records-comparable',
		t.derived<number>({ zh: '有记录的计费日占比', en: 'Charged days with any record' }, 'integer', share, datesOf(parts)),
		t.param('minShare')
	);
}

function isMoreDays(t: Trace, parts: readonly DayPart[], days: ReadonlySet<number>, { hits, toldDays }: Recorded): boolean {
	const billed = t.derived<number>({ zh: '计费日数', en: 'Days charged' }, 'days', days.size, datesOf(parts));
	const sources = hits.map(({ source }) => source);
	return t.gt('more-days-than-recorded', billed, t.derived<number>({ zh: '提到该项目的日数', en: 'Days recorded' }, 'days', toldDays.size, sources));
}
