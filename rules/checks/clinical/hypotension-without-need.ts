import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName } from '../../facts/cells.ts';
import { notRefunded } from '../../facts/charges.ts';
import { namedCharges } from '../../facts/named-charges.ts';
import { rowsNaming } from '../../facts/named-rows.ts';
import { article38 } from '../../facts/regulation.ts';
import { textsIn } from '../../facts/text/documents.ts';
import { mentions } from '../../facts/text/mentions.ts';

const LABEL = { zh: '控制性降压项目', en: 'Controlled hypotension' };
const lowered = namedCharges(LABEL, ['控制性降压', '控制性低血压'], []);
/** Drugs that lower the pressure on purpose (控制性降压药), from general knowledge of anaesthesia. */
const DRUGS = ['硝酸甘油', '硝普钠', '尼卡地平', '乌拉地尔', '拉贝洛尔', '艾司洛尔', '酚妥拉明', '地尔硫', '前列地尔', '氯维地平', '可乐定'] as const;
const WORDS = ['控制性降压', '控制性低血压', '目标平均动脉压', '目标MAP', '目标血压', '降压至', '血压控制在'] as const;

/** 不需降压收控制性降压: controlled hypotension charged, without a drug that lowers the pressure and without a word of it. */
export default defineRule({
	meta: {
		id: 'hypotension-without-need',
		version: 1,
		title: { zh: '无降压用药和记载收取控制性降压', en: 'Controlled hypotension charged without a drug or a note of it' },
		explains: {
			zh: '收取控制性降压，麻醉用药、医嘱和收费中都没有降压药，手术、麻醉记录等文书也没有提到控制性降压或目标血压。既没有麻醉用药记录也没有文书时无法判断；以加深麻醉降压的，须核对麻醉单。',
			en: 'Controlled hypotension is charged, no drug that lowers the pressure is recorded, ordered or charged, and no text speaks of it or of a target. Without drug records and texts nothing can be judged; a pressure lowered by deeper anaesthesia is to be looked up.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000302006000'],
		problems: [168],
		requires: ['visit', 'fee'],
		uses: ['anesthesiaDrug', 'document', 'nursing', 'exam', 'order', 'settlement'],
		knowledge: [],
		clears: { planned: { zh: '文书拟行控制性降压', en: 'Documents plan it' } },
		messages: { none: { zh: '{{item}} 收费，未见降压用药，也无记载', en: '{{item}} charged, neither a drug nor a note of it' } }
	},
	params: {},
	candidates: lowered.visits,
	judge(stay, t) {
		t.each(lowered.of(stay, t.context), (charge) => {
			const drugs = 'anesthesiaDrug' in stay.book.shard.tables ? stay.rows('anesthesiaDrug').length : 0;
			if (drugs + textsIn(stay).length === 0) return t.cannotTell({ kind: 'document', what: 'anesthesiaDrug' });
			lowered.record(t, 'lowered-item', charge);
			if (!notRefunded(t, charge) || !noDrug(t, stay) || !noNote(t, stay)) return;
			t.report({ message: 'none', data: { item: itemName(charge.row) }, grade: 'suspect', lines: [{ charge, role: 'offending' }] });
		});
		if (t.reports.length > 0) t.clear('planned', mentions(stay, WORDS, { status: 'planned' }).sources);
	}
});

function noDrug(t: Trace, stay: Stay): boolean {
	const { found, searched } = rowsNaming(stay, DRUGS, ['anesthesiaDrug', 'order']);
	const fields = { mdtrt_id: stay.id, feedetl_sn: 'W1', medins_list_name: '硝酸甘油注射液', cnt: '1', det_item_fee_sumamt: '1' };
	return t.absent('no-drug', { zh: '降压药', en: 'Drugs that lower the pressure' }, found, searched, { table: 'fee', fields });
}

function noNote(t: Trace, stay: Stay): boolean {
	const { hits, searched } = mentions(stay, WORDS, { status: ['affirmed', 'uncertain', 'past'] });
	const found = [...new Set(hits.map(({ text }) => text.row))];
	const fields = { mdtrt_id: stay.id, doc_type: '麻醉记录', text: '术中控制性降压。' };
	return t.absent('no-note', { zh: '控制性降压的记载', en: 'Notes of it' }, found, searched, { table: 'document', fields });
}
