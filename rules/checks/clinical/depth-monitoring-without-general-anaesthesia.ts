import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName } from '../../facts/cells.ts';
import { notRefunded } from '../../facts/charges.ts';
import { cellText } from '../../facts/method-words.ts';
import { namedCharges } from '../../facts/named-charges.ts';
import { rowsNaming } from '../../facts/named-rows.ts';
import { article38 } from '../../facts/regulation.ts';
import { hitsIn, mentions } from '../../facts/text/mentions.ts';

const DEPTH = { zh: '麻醉深度监测项目', en: 'Monitoring of the depth of anaesthesia' };
const depth = namedCharges(DEPTH, ['麻醉深度'], []);
/** Words of ways (麻醉方式) in which a patient sleeps. */
const GENERAL = ['全身', '全麻', '静脉', '吸入', '复合', '联合', '插管', '喉罩', '镇静', '基础麻醉'] as const;
const HYPNOTICS = ['丙泊酚', '依托咪酯', '七氟', '地氟', '异氟', '瑞马唑仑', '环泊酚', '咪达唑仑', '氯胺酮'] as const;
const CONVERTED = ['改全身麻醉', '改全麻', '改为全身麻醉', '改为全麻', '全身麻醉', '全麻', '气管插管', '喉罩', '静脉麻醉'] as const;
const SAID = ['affirmed', 'uncertain', 'past'] as const;

/** 非全麻收麻醉深度监测: the depth of anaesthesia measured where every record tells that the patient was awake. */
export default defineRule({
	meta: {
		id: 'depth-monitoring-without-general-anaesthesia',
		version: 1,
		title: { zh: '非全身麻醉收取麻醉深度监测', en: 'Depth of anaesthesia monitored in a patient awake' },
		explains: {
			zh: '收取麻醉深度电生理监测，本次就诊每份麻醉记录的麻醉方式都不是全身麻醉、静脉麻醉或镇静，没有全麻药使用记录，也没有改全身麻醉的记载。没有麻醉记录或麻醉方式未写名称时无法判断。',
			en: 'Monitoring of the depth of anaesthesia is charged, every anaesthesia record names another way than general, intravenous or sedation, no hypnotic is recorded and no text tells of a change to it. Without a record that names its way nothing can be judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000302006000'],
		problems: [167],
		requires: ['visit', 'fee', 'anesthesia'],
		uses: ['anesthesiaDrug', 'document', 'nursing', 'exam', 'order', 'settlement'],
		knowledge: [],
		clears: { planned: { zh: '文书拟行全身麻醉', en: 'Documents plan a general anaesthesia' } },
		messages: { awake: { zh: '{{item}} 收费，麻醉方式为 {{way}}', en: '{{item}} charged, the anaesthesia was {{way}}' } }
	},
	params: {},
	candidates: depth.visits,
	judge(stay, t) {
		t.each(depth.of(stay, t.context), (charge) => {
			const records = stay.rows('anesthesia');
			if (records.length === 0) return t.cannotTell({ kind: 'document', what: 'anesthesia' });
			depth.record(t, 'depth-item', charge);
			if (!notRefunded(t, charge) || !records.every((row) => isAwake(t, row)) || !noHypnotic(t, stay) || !notConverted(t, stay, records)) return;
			t.report({
				message: 'awake',
				data: { item: itemName(charge.row), way: [...new Set(records.map((row) => row.text('anst_way')))].join('、') },
				grade: 'suspect',
				lines: [{ charge, role: 'offending' }]
			});
		});
		if (t.reports.length > 0) t.clear('planned', mentions(stay, ['全身麻醉', '全麻'], { status: 'planned' }).sources);
	}
});

/** A way that is no name (a code of a list that nobody gave us) says nothing. */
function isAwake(t: Trace, row: Row<'anesthesia'>): boolean {
	const way = row.text('anst_way');
	const word = GENERAL.find((one) => way.includes(one));
	const value = /\p{Script=Han}/u.test(way) ? (word ?? way) : null;
	const said = t.derived<string>({ zh: '麻醉方式', en: 'Way of anaesthesia' }, 'text', value, [{ row, field: 'anst_way' }], {
		kind: 'value',
		what: 'anesthesia.anst_way'
	});
	return t.notIn('not-general', said, t.constant({ zh: '全身麻醉、静脉麻醉、镇静', en: 'General, intravenous, sedation' }, 'text', GENERAL));
}

function noHypnotic(t: Trace, stay: Stay): boolean {
	const { found, searched } = rowsNaming(stay, HYPNOTICS, ['anesthesiaDrug', 'order']);
	const fields = { mdtrt_id: stay.id, feedetl_sn: 'W1', medins_list_name: '丙泊酚注射液', cnt: '1', det_item_fee_sumamt: '1' };
	return t.absent('no-hypnotic', { zh: '全麻药、镇静药', en: 'Hypnotics' }, found, searched, { table: 'fee', fields });
}

function notConverted(t: Trace, stay: Stay, records: readonly Row<'anesthesia'>[]): boolean {
	const memos = records.filter((row) => {
		const memo = cellText(row, 'memo');
		return memo !== null && hitsIn(memo, CONVERTED, { status: SAID }).length > 0;
	});
	const { hits, searched } = mentions(stay, CONVERTED, { status: SAID });
	const found = [...memos, ...new Set(hits.map(({ text }) => text.row))];
	const fields = { mdtrt_id: stay.id, doc_type: '麻醉记录', text: '改全身麻醉。' };
	return t.absent('not-converted', { zh: '改全身麻醉的记载', en: 'Notes of a general anaesthesia' }, found, [...records, ...searched], {
		table: 'document',
		fields
	});
}
