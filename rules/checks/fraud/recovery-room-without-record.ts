import { defineRule } from '../../engine/rule.ts';
import { itemName } from '../../facts/cells.ts';
import { notRefunded } from '../../facts/charges.ts';
import { namedCharges } from '../../facts/named-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { mentions } from '../../facts/text/mentions.ts';

const RECOVERY = { zh: '麻醉恢复室项目', en: 'Items of the recovery room' };
const recovery = namedCharges(RECOVERY, ['麻醉恢复室', '麻醉复苏室', 'pacu'], ['麻醉药']);
const WORDS = ['麻醉恢复室', '恢复室', '复苏室', 'PACU'];
const NO = ['0', '否', '无'] as const;
const YES = ['1', '是', '有'] as const;

/** 麻醉恢复室无记录: monitoring in the recovery room charged where every anaesthesia record says that there was none. */
export default defineRule({
	meta: {
		id: 'recovery-room-without-record',
		version: 1,
		title: { zh: '未入麻醉恢复室收取恢复室监护', en: 'Recovery room charged without a stay in it' },
		explains: {
			zh: '收取麻醉恢复室监护，本次就诊每份麻醉记录都写明未入复苏室、没有进出时间，文书也没有提到恢复室。没有麻醉记录或记录未填复苏室标志时无法判断。',
			en: 'Monitoring in the recovery room is charged, every anaesthesia record of the visit says that there was none and bears no times of it, and no text speaks of it. Without such records, or their mark, nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: [],
		problems: [162],
		requires: ['visit', 'fee', 'anesthesia'],
		uses: ['document', 'nursing', 'exam', 'settlement'],
		knowledge: [],
		clears: { 'planned-in-documents': { zh: '文书拟送恢复室', en: 'Documents plan a stay in the recovery room' } },
		messages: {
			none: { zh: '{{item}} 收费，{{records}} 份麻醉记录均未入复苏室', en: '{{item}} charged, {{records}} anaesthesia records without it' }
		}
	},
	params: {},
	candidates: recovery.visits,
	judge(stay, t) {
		t.each(recovery.of(stay, t.context), (charge) => {
			const records = stay.rows('anesthesia');
			if (records.length === 0) return t.cannotTell({ kind: 'document', what: 'anesthesia' });
			recovery.record(t, 'recovery-item', charge);
			if (!notRefunded(t, charge)) return;
			const times = records.filter(
				(row) => row.time('pacu_begntime') ?? row.time('pacu_endtime') ?? (YES as readonly string[]).includes(row.text('pacu_flag'))
			);
			const witness = { mdtrt_id: stay.id, anst_begin_time: '2026-01-01 08:00', pacu_begntime: '2026-01-01 09:00', pacu_flag: '1' };
			if (!t.absent('no-recovery-record', { zh: '复苏室记录', en: 'Records of recovery' }, times, records, { table: 'anesthesia', fields: witness }))
				return;
			const no = t.constant({ zh: '未入复苏室', en: 'Not in the recovery room' }, 'text', NO);
			if (!records.every((row) => t.in('said-not', t.text(row, 'pacu_flag'), no))) return;
			const { hits, searched } = mentions(stay, WORDS, { status: ['affirmed', 'uncertain', 'past'] });
			const found = [...new Set(hits.map(({ text }) => text.row))];
			const note = { mdtrt_id: stay.id, doc_type: '病程记录', text: '术毕入麻醉恢复室。' };
			if (!t.absent('not-mentioned', { zh: '提到恢复室的文书', en: 'Texts that speak of it' }, found, searched, { table: 'document', fields: note }))
				return;
			t.report({
				message: 'none',
				data: { item: itemName(charge.row), records: records.length },
				grade: 'suspect',
				lines: [{ charge, role: 'offending' }]
			});
		});
		if (t.reports.length > 0) t.clear('planned-in-documents', mentions(stay, WORDS, { status: 'planned' }).sources);
	}
});
