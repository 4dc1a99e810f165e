import rule from '../../../../rules/checks/compliance/operation-step-billed-apart.ts';
import type { ExclusionPair } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const STENT = '003205000030000';
const ANGIOGRAPHY = '003205000010000';
const BALLOON = '003205000020000';
const pair = (id: string, main: [string, string], sub: [string, string], more: Partial<ExclusionPair> = {}): ExclusionPair => ({
	table: 'exclusions',
	id,
	officialClass: 'fixture',
	notice: 'fixture',
	got: { window: { by: 'human', verified: true } },
	window: 'operation',
	codes: [main[1]],
	name: main[0],
	subCodes: [sub[1]],
	subName: sub[0],
	...more
});
const stent: [string, string] = ['经皮冠状动脉内支架置入术(STENT)', STENT];
const knowledge = [
	pair('angiography', stent, ['冠状动脉造影术', ANGIOGRAPHY]),
	pair('balloon', stent, ['经皮冠状动脉腔内成形术(PTCA)', BALLOON], { site: 'same' }),
	pair('day', ['洗胃', '003304000010000'], ['插胃管', '003304000020000'], { window: 'day' })
];
const NAMES: Record<string, string> = { [STENT]: stent[0], [ANGIOGRAPHY]: '冠状动脉造影术', [BALLOON]: '经皮冠状动脉腔内成形术(PTCA)' };
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|9000.00|8000.00|6000.00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, code: string, at = '2026-05-05', cnt = 1, of = '') =>
	`${sn}|M1|${at}|${code}|${NAMES[code] ?? code}|${cnt}|1000|${cnt * 1000}.00|${cnt * 1000}.00|${of}`;
const operation = (...rows: string[]) => `
	mdtrt_id|oprn_oprt_name|oprn_oprt_date|oprn_oprt_begntime|oprn_oprt_endtime
	${rows.join('\n')}`;
const stented = 'M1|经皮冠状动脉支架置入术|2026-05-05|2026-05-05 09:00|2026-05-05 10:30';
const anesthesia = `
	mdtrt_id|anst_begin_time|anst_end_time
	M1|2026-05-05 08:50|2026-05-05 10:40`;
const note = (text: string) => `
	mdtrt_id|doc_id|doc_type|rec_time|text
	M1|D1|手术记录|2026-05-05 11:00|${text}`;
const both = fee(line('A', STENT), line('B', ANGIOGRAPHY));
const balloon = fee(line('A', STENT), line('B', BALLOON));

testRule(rule, {
	knowledge,
	valid: {
		'on another day': { visit, fee: fee(line('A', STENT, '2026-05-06'), line('B', ANGIOGRAPHY)), operation: operation(stented) },
		'a session of its own in the morning': {
			visit,
			fee: both,
			operation: operation('M1|冠状动脉造影术|2026-05-05|2026-05-05 08:00|2026-05-05 08:40', 'M1|经皮冠状动脉支架置入术|2026-05-05|2026-05-05 15:00|')
		},
		'two vessels in the note': { visit, fee: balloon, operation: operation(stented), document: note('于前降支置入支架1枚，右冠行球囊扩张。') },
		refunded: { visit, fee: fee(line('A', STENT), line('B', ANGIOGRAPHY), line('R', ANGIOGRAPHY, '2026-05-06', -1, 'B')) },
		'a pair of the day is another rule': { visit, fee: fee('A|M1|2026-05-05||洗胃|1|50|50.00|50.00|', 'B|M1|2026-05-05||插胃管|1|20|20.00|20.00|') }
	},
	invalid: {
		'one operation': {
			record: { visit, settlement, fee: both, operation: operation(stented) },
			grade: 'certain',
			message: 'both',
			data: { main: stent[0], sub: '冠状动脉造影术', quantity: 1 },
			lines: ['A related 1 1000.00', 'B offending 1 1000.00'],
			fund: '750.00',
			clears: { 'other-session': 'not-found' }
		},
		'no operation recorded': {
			record: { visit, fee: both },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 1000.00', 'B offending 1 1000.00'],
			clears: { 'other-session': 'no-data', 'other-site': 'no-data' }
		},
		'two rows under one anaesthesia': {
			record: { visit, fee: both, anesthesia, operation: operation('M1|经皮冠状动脉支架置入术|2026-05-05||', 'M1|冠状动脉造影术|2026-05-05||') },
			grade: 'certain',
			message: 'both',
			lines: ['A related 1 1000.00', 'B offending 1 1000.00']
		},
		'two rows of the day, neither of them the step': {
			record: { visit, fee: both, operation: operation('M1|经皮冠状动脉支架置入术|2026-05-05||', 'M1|临时起搏器置入术|2026-05-05||') },
			grade: 'certain',
			message: 'both',
			lines: ['A related 1 1000.00', 'B offending 1 1000.00']
		},
		'one vessel in the note': {
			record: {
				visit,
				fee: balloon,
				operation: operation(stented),
				document: note('造影示右冠未见狭窄，前降支狭窄90%。于前降支球囊扩张后置入支架1枚。')
			},
			grade: 'certain',
			message: 'both',
			lines: ['A related 1 1000.00', 'B offending 1 1000.00'],
			clears: { 'other-site': 'not-found' }
		},
		'charged after midnight': {
			record: {
				visit,
				fee: fee(line('A', STENT, '2026-05-06'), line('B', ANGIOGRAPHY, '2026-05-06')),
				operation: operation('M1|经皮冠状动脉支架置入术|2026-05-05|2026-05-05 23:00|2026-05-06 01:30')
			},
			grade: 'certain',
			message: 'both',
			lines: ['A related 1 1000.00', 'B offending 1 1000.00']
		},
		'known by name': {
			record: { visit, fee: fee(line('A', STENT), 'B|M1|2026-05-05||冠状动脉造影术|1|800|800.00|800.00|'), operation: operation(stented) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 1000.00', 'B offending 1 800.00']
		}
	},
	undetermined: {
		'the step as an operation of its own, days only': {
			record: { visit, fee: both, operation: operation('M1|经皮冠状动脉支架置入术|2026-05-05||', 'M1|冠状动脉造影术|2026-05-05||') },
			missing: { kind: 'precision', what: 'operation.oprn_oprt_begntime' }
		},
		'two sessions, the step in neither name': {
			record: { visit, fee: both, operation: operation(stented, 'M1|临时起搏器置入术|2026-05-05|2026-05-05 20:00|') },
			missing: { kind: 'value', what: 'operation.oprn_oprt_name' }
		},
		'no date': { record: { visit, fee: fee(line('A', STENT), line('B', ANGIOGRAPHY, '')) }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } },
		'a refund that fits two lines': {
			record: { visit, fee: fee(line('A', STENT), line('B', ANGIOGRAPHY), line('C', ANGIOGRAPHY), line('R', ANGIOGRAPHY, '2026-05-06', -1)) },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
