import rule from '../../../../rules/checks/fraud/examination-against-report.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = (id: string, name: string, more: Partial<PointOf<'methodWords'>>): PointOf<'methodWords'> => ({
	table: 'methodWords',
	family: 'imaging',
	id,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	places: ['exam.finding', 'exam.conclusion'],
	got: { needs: { by: 'human', verified: false } },
	...more
});
const knowledge = [
	point('ecg', '十八导联心电图', { needs: ['V7', '18导联', '十八导联'], against: ['12导联', '十二导联'] }),
	point('pressure', '动态血压监测', { needs: ['24小时动态血压', '日间均值'], against: ['袖带测血压'], places: ['exam.finding', 'nursing.text'] }),
	point('three', 'CT三维重建', { needs: ['MPR', 'VR', '三维重建'] }),
	point('rows', '64排CT', { needs: ['64排'], against: ['16排'], places: ['exam.equipment'] }),
	point('bnp', 'B型钠尿肽(BNP)测定', { needs: ['B型钠尿肽', 'BNP'], against: ['NT-proBNP'], places: ['lab.item_name'] })
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (name: string, day = '05') => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt
	F1|M1|2026-05-${day}|${name}|1|150|150.00`;
const exam = (...lines: string[]) => `
	mdtrt_id|rpt_no|exam_time|exam_type|item_name|equipment|finding|conclusion
	${lines.map((line, i) => `M1|E${i + 1}|2026-05-${line}`).join('\n')}`;
const ECG = '05 09:00|心电|常规心电图检查||12导联同步记录，窦性心律，心率76次/分|正常心电图';
const CHEST = '05 09:00|CT|胸部CT平扫||横断位扫描，双肺纹理清晰，未见实变影|胸部未见异常';
const nursing = `
	mdtrt_id|rec_time|text
	M1|2026-05-05 08:00|袖带测血压 132/80mmHg
	M1|2026-05-05 12:00|袖带测血压 128/78mmHg`;
const lab = (name: string) => `
	mdtrt_id|rpt_no|sapl_time|rpt_time|item_name|result
	M1|L1|2026-05-05 07:00|2026-05-05 09:00|${name}|800`;

testRule(rule, {
	knowledge,
	valid: {
		'eighteen leads told': {
			visit,
			fee: fee('十八导联心电图'),
			exam: exam(ECG, '05 09:30|心电|十八导联心电图||加做V7-V9、V3R-V5R，窦性心律|正常心电图')
		},
		'a report of some days later': {
			visit,
			fee: fee('动态血压监测'),
			exam: exam('08 09:00|动态血压|动态血压监测||24小时动态血压，日间均值132/80mmHg|节律正常'),
			nursing
		},
		'a reconstruction told': { visit, fee: fee('CT三维重建'), exam: exam('05 09:00|CT|胸部CT平扫||MPR及VR示右侧第5肋骨骨折|肋骨骨折') },
		'the machine that was charged': { visit, fee: fee('64排CT'), exam: exam('05 09:00|CT|胸部CT平扫|64排螺旋CT|双肺纹理清晰|未见异常') },
		'the test that was charged': { visit, fee: fee('B型钠尿肽(BNP)测定'), lab: lab('B型钠尿肽(BNP)') },
		'an examination of no point': { visit, fee: fee('常规心电图检查'), exam: exam(ECG) }
	},
	invalid: {
		'twelve leads reported': {
			record: { visit, fee: fee('十八导联心电图'), exam: exam(ECG) },
			grade: 'suspect',
			message: 'otherwise',
			data: { told: '12导联' },
			lines: ['F1 offending 1 150.00'],
			clears: { elsewhere: 'not-found' }
		},
		'pressure by the cuff': {
			record: { visit, fee: fee('动态血压监测'), nursing },
			grade: 'suspect',
			message: 'otherwise',
			data: { told: '袖带测血压' },
			lines: ['F1 offending 1 150.00']
		},
		'a CT report without reconstruction': {
			record: { visit, fee: fee('CT三维重建'), exam: exam(CHEST) },
			grade: 'suspect',
			message: 'not-told',
			lines: ['F1 offending 1 150.00']
		},
		'another machine': {
			record: { visit, fee: fee('64排CT'), exam: exam('05 09:00|CT|胸部CT平扫|16排螺旋CT|双肺纹理清晰|未见异常') },
			grade: 'suspect',
			message: 'otherwise',
			data: { told: '16排' },
			lines: ['F1 offending 1 150.00']
		},
		'another test, whose name contains the letters': {
			record: { visit, fee: fee('B型钠尿肽(BNP)测定'), lab: lab('NT-proBNP') },
			grade: 'suspect',
			message: 'otherwise',
			lines: ['F1 offending 1 150.00'],
			clears: { elsewhere: 'no-data' }
		}
	},
	undetermined: {
		'no report': { record: { visit, fee: fee('十八导联心电图') }, missing: { kind: 'document', what: 'exam' } },
		'reports of other days only': {
			record: { visit, fee: fee('十八导联心电图', '09'), exam: exam(ECG) },
			missing: { kind: 'document', what: 'exam' }
		},
		'a report of another kind of examination': {
			record: { visit, fee: fee('CT三维重建'), exam: exam('05 09:00|超声|腹部彩超||肝胆胰脾未见明显异常回声|未见异常') },
			missing: { kind: 'document', what: 'exam' }
		},
		'a report of a few signs': {
			record: { visit, fee: fee('CT三维重建'), exam: exam('05 09:00|CT|胸部CT平扫||见片|正常') },
			missing: { kind: 'document', what: 'exam' }
		}
	}
});
