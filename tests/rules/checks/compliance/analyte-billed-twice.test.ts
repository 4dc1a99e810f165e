import rule from '../../../../rules/checks/compliance/analyte-billed-twice.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = (id: string, name: string, window: PointOf<'repeatLimits'>['window']): PointOf<'repeatLimits'> => ({
	table: 'repeatLimits',
	id,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	got: { most: { by: 'human', verified: true }, window: { by: 'human', verified: true } },
	most: 1,
	window
});
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, name: string, cnt = 1, at = '2026-05-05', of = '') => `${sn}|M1|${at}|${name}|${cnt}|6|${cnt * 6}.00|${of}`;
const lab = (...rows: string[]) => `
	mdtrt_id|rpt_no|rpt_time|spcm_no|sapl_time|rpt_name|item_name
	${rows.join('\n')}`;
const document = `
	mdtrt_id|doc_type|text
	M1|病程记录|明日复查肝功能。`;
const PROTEIN = '血清总蛋白测定';
const taken = (no: string, at: string, item = '总蛋白') => `M1|${no}|2026-05-05|${''}|${at}|肝功能|${item}`;

testRule(rule, {
	knowledge: [
		point('protein', PROTEIN, 'sample'),
		point('ast', '血清天门冬氨酸氨基转移酶测定', 'sample'),
		point('hbsab', '乙型肝炎表面抗体测定', 'visit')
	],
	valid: {
		'the next morning': { visit, fee: fee(line('A', PROTEIN, 2)), lab: lab(taken('R1', '2026-05-05 08:00'), taken('R2', '2026-05-06 07:00')) },
		'morning and evening by report': { visit, fee: fee(line('A', PROTEIN), line('B', PROTEIN)), lab: lab(taken('R1', ''), taken('R2', '')) },
		once: { visit, fee: fee(line('A', PROTEIN)), lab: lab() },
		refunded: { visit, fee: fee(line('A', PROTEIN, 2), line('R', PROTEIN, -1, '2026-05-06', 'A')), lab: lab(taken('R1', '')) },
		'a limit of the visit is another rule': { visit, fee: fee(line('A', '乙型肝炎表面抗体测定', 3)), lab: lab(taken('R1', '', '乙型肝炎表面抗体')) }
	},
	invalid: {
		'two panels of one sample': {
			record: { visit, fee: fee(line('A', PROTEIN), line('B', PROTEIN)), lab: lab(taken('R1', '2026-05-05 08:00'), taken('R2', '2026-05-05 08:00')) },
			grade: 'suspect',
			message: 'over',
			data: { billed: 2, samples: 1, extra: 1 },
			lines: ['A offending 1 6.00'],
			clears: { repeated: 'no-data' }
		},
		'one sample number under two reports': {
			record: {
				visit,
				document,
				fee: fee(line('A', '血清天门冬氨酸氨基转移酶测定', 2)),
				lab: lab('M1|R1|2026-05-05 10:00|S9||肝功能|天门冬氨酸氨基转移酶', 'M1|R2|2026-05-05 11:00|S9||心肌酶|天门冬氨酸氨基转移酶')
			},
			grade: 'suspect',
			message: 'over',
			lines: ['A offending 1 6.00'],
			clears: { repeated: 'found' }
		}
	},
	undetermined: {
		'no report names it': {
			record: { visit, fee: fee(line('A', PROTEIN, 2)), lab: lab(taken('R1', '', '肌酐')) },
			missing: { kind: 'document', what: 'lab' }
		},
		'a refund that fits two lines': {
			record: { visit, fee: fee(line('A', PROTEIN, 2), line('B', PROTEIN, 2), line('R', PROTEIN, -1, '2026-05-06')), lab: lab(taken('R1', '')) },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
