import { display } from '../../domain/display.ts';
import type { Shard } from '../../domain/shard.ts';
import type { Row } from '../../engine/row.ts';
import { defineRule, type RunContext } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import { itemName, zero } from '../../facts/cells.ts';
import { chargeDays, type ChargeDays } from '../../facts/charge-days.ts';
import { notRefunded } from '../../facts/charges.ts';
import { dayAt, NO_DAY, timesOf } from '../../facts/columns.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { handedOver } from '../../facts/handed-over.ts';
import { institutionKey } from '../../facts/institutions.ts';
import { marked } from '../../facts/item-rows.ts';
import { daysOfRow } from '../../facts/method-words.ts';
import { namedCharges } from '../../facts/named-charges.ts';
import { nearRecords } from '../../facts/near-records.ts';
import { article38 } from '../../facts/regulation.ts';
import { textsNeeded } from '../../facts/text/documents.ts';
import { mentions } from '../../facts/text/mentions.ts';

const NAMES = ['全身麻醉', '全麻', '静脉麻醉', '神经阻滞麻醉', '椎管内麻醉', '硬膜外麻醉', '腰麻', '基础麻醉'] as const;
const BESIDE = ['监测', '监护', '恢复', '复苏', '镇痛', '局部', '表面', '浸润', '加收', '评估', '包', '机', '管路', '药'] as const;
const anaesthesia = namedCharges({ zh: '麻醉项目', en: 'Items of anaesthesia' }, NAMES, BESIDE);
/** By these words a text tells of an anaesthesia that is not local; any of them anywhere in the visit clears. */
const WORDS =
	'全麻 全身麻醉 静脉麻醉 静吸复合 基础麻醉 神经阻滞 臂丛 腰丛 颈丛 椎管内 腰麻 腰硬联合 硬膜外 蛛网膜下腔 喉罩 气管插管 无痛 丙泊酚'.split(' ');
const LOCAL = /^$|局|表面|浸润|^无|^-+$/;
/** Past midnight an operation is charged on the next day. */
const NEXT_DAY = 1;

/** 麻醉无记录: an anaesthesia charged of which neither records nor texts of the visit know. */
export default defineRule({
	meta: {
		id: 'anaesthesia-without-record',
		version: 1,
		title: { zh: '收取麻醉费无麻醉记录', en: 'Anaesthesia charged without a record' },
		explains: {
			zh: '收取全身、椎管内、神经阻滞等麻醉，计费日前后没有麻醉记录，手术记录没有该类麻醉方式，文书也没有任何提及（局部浸润麻醉不算）。该机构本批没有交出任何麻醉记录，或本次就诊没有文书时无法判断。',
			en: 'General, neuraxial or regional anaesthesia is charged; around its day there is no anaesthesia record and no operation under it, and no text of the visit speaks of any (local infiltration is none). Where the institution handed over no anaesthesia records at all, or the visit has no texts, nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('七'), article40IfProven('三')],
		official: [],
		problems: [154],
		requires: ['visit', 'fee', 'anesthesia'],
		uses: ['operation', 'document', 'nursing', 'exam', 'settlement'],
		knowledge: [],
		clears: { 'planned-in-documents': { zh: '文书拟行该类麻醉', en: 'Documents plan such an anaesthesia' } },
		messages: { none: { zh: '{{item}} 收费，无麻醉记录，文书未提及', en: '{{item}} charged, no anaesthesia record, no text speaks of one' } }
	},
	params: {},
	candidates: visitsWithoutRecord,
	population: {
		map: (shard, { batch }) => handedOver(shard, batch, 'anesthesia'),
		reduce: (partials) => {
			const all: Record<string, number> = {};
			for (const partial of partials) for (const [key, visits] of Object.entries(partial)) all[key] = (all[key] ?? 0) + visits;
			return all;
		}
	},
	judge(stay, t, institutions: Readonly<Record<string, number>>) {
		t.each(anaesthesia.of(stay, t.context), (charge) => {
			const days = chargeDays(charge);
			if (!days) return t.cannotTell({ kind: 'value', what: 'fee.fee_ocur_time' });
			const { found, searched } = recordsAround(stay, days);
			const row = { mdtrt_id: stay.id, anst_begin_time: `${display.day(days.first)} 08:00`, anst_way: '全身麻醉' };
			if (!t.absent('no-record', { zh: '麻醉记录', en: 'Records of anaesthesia' }, found, searched, { table: 'anesthesia', fields: row })) return;
			const visits = institutions[institutionKey(stay.visit)] ?? 0;
			if (visits === 0) return t.cannotTell({ kind: 'table', what: 'anesthesia' });
			textsNeeded(stay);
			anaesthesia.record(t, 'anaesthesia-item', charge);
			if (!notRefunded(t, charge)) return;
			const handed = t.batch<number>({ zh: '该机构有麻醉记录的就诊数', en: 'Visits of the institution with such records' }, 'integer', visits);
			t.gt('institution-has-records', handed, zero('integer'));
			const told = mentions(stay, WORDS, { status: ['affirmed', 'uncertain', 'past'] });
			const texts = [...new Set(told.hits.map(({ text }) => text.row))];
			const note = { mdtrt_id: stay.id, doc_type: '病程记录', text: '全麻下手术。' };
			if (
				!t.absent('not-mentioned', { zh: '提到麻醉的文书', en: 'Texts that speak of it' }, texts, told.searched, { table: 'document', fields: note })
			)
				return;
			t.report({ message: 'none', data: { item: itemName(charge.row) }, grade: 'suspect', lines: [{ charge, role: 'offending' }] });
		});
		if (t.reports.length > 0) t.clear('planned-in-documents', mentions(stay, WORDS, { status: 'planned' }).sources);
	}
});

/** Visits with such a charge and no record of anaesthesia around its days, by columns. */
function visitsWithoutRecord(shard: Shard, context: RunContext): number[] {
	const { fee } = shard.tables;
	const [begins, ends, isNear] = [timesOf(fee, 'fee_ocur_time'), timesOf(fee, 'fee_end_time'), nearRecords(shard, context, ['anesthesia'])];
	const marks = new Uint8Array(shard.visitCount);
	anaesthesia.items.forEach(shard, context, (row, visit) => {
		const first = dayAt(begins, row);
		if (first === NO_DAY || !isNear(visit, first, Math.max(first, dayAt(ends, row)), NEXT_DAY, 0)) marks[visit] = 1;
	});
	return marked(marks);
}

/** Anaesthesia, and operations under one that is not local, around some days; rows without a time may be of them. */
function recordsAround(stay: Stay<'anesthesia' | 'operation'>, { first, last }: ChargeDays): { found: Row[]; searched: Row[] } {
	const operations = stay.has('operation') ? stay.rows('operation').filter((row) => row.text('vali_flag') !== '0') : [];
	const under: readonly Row[] = operations.filter((row) => !LOCAL.test(row.text('anst_way').trim()));
	const isNear = (row: Row): boolean => {
		const own = daysOfRow(row);
		return own === null || own === 'stay' || (own.first <= last && first - NEXT_DAY <= own.last);
	};
	return { found: [...(stay.rows('anesthesia') as readonly Row[]), ...under].filter(isNear), searched: [...stay.rows('anesthesia'), ...operations] };
}
