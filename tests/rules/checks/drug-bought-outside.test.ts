import rule from '../../../rules/checks/compliance/drug-bought-outside.ts';
import { testRule } from '../harness/rule-tester.ts';

const TOLD = '已嘱家属至院外药房自行购买甲药，带入病房使用。';
const scene = ({ note = TOLD, type = '日常病程记录', order = '乙药 1g ivgtt', kind = '21', more = '' } = {}) => ({
	visit: `mdtrt_id | med_type | begntime | endtime\nA | ${kind} | 2026-05-04 | 2026-05-10`,
	order: `mdtrt_id | drord_no | drord_cont | drord_begn_time\nA | O1 | ${order} | 2026-05-05`,
	document: `mdtrt_id | doc_type | rec_time | text\nA | ${type} | 2026-05-05 | ${note}\n${more}`
});

testRule(rule, {
	valid: {
		'nothing of the kind': scene({ note: '继续目前治疗。' }),
		denied: scene({ note: '患者否认院外购买药品，未带入病房使用。' }),
		'before the admission': scene({ type: '入院记录', note: '入院前自行购买感冒药口服。' }),
		'after discharge': scene({ type: '出院记录', note: '出院后院外药店购买甲药继续口服。' }),
		'the person asked for it': scene({ more: 'A | 日常病程记录 | 2026-05-06 | 患者要求自费使用进口药。' }),
		'an aid': scene({ note: '嘱家属至院外购买支具，带入病房使用。' }),
		'never used': scene({ note: '嘱家属至院外购买甲药。' }),
		'no stay': scene({ kind: '11' })
	},
	invalid: {
		'told by the note itself': { record: scene(), grade: 'suspect', message: 'outside', lines: [], clears: { shortage: 'not-found' } },
		'used by the order, the hospital had none': {
			record: scene({ note: '我院药房暂时缺药，嘱家属院外购买甲药。', order: '甲药 1g ivgtt（患者自院外购入）' }),
			grade: 'suspect',
			message: 'outside',
			lines: [],
			clears: { shortage: 'found' }
		}
	}
});
