import rule from '../../../../rules/checks/compliance/prescription-missing.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const visit = (type = '41') =>
	`mdtrt_id|psn_no|insutype|med_type|fixmedins_code|begntime|endtime\nM1|P1|310|${type}|Y1|2026-05-06 09:00|2026-05-06 09:00`;
const settlement = 'mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt\nM1|S1|300.00|200.00|100.00';
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|setl_id|rx_drord_no|rx_circ_flag|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt|inscp_amt|memo|init_feedetl_sn
	${lines.join('\n')}`;
const amo = ({ rx = '', circ = '', scope = '20.00', memo = '', kind = '09' } = {}) =>
	`F1|M1|S1|${rx}|${circ}|2026-05-06|阿莫西林胶囊|${kind}|1|20|20.00|${scope}|${memo}|`;
const stock = (flag = '1', at = 'Y1') =>
	`fixmedins_code|period|name|rx_flag|movement|cnt|unt|moved_at\n${at}|202605|阿莫西林胶囊|${flag}|销售出库|1|盒|2026-05-06`;
const order = 'mdtrt_id|drord_no|drord_begn_time|drord_detl_name\nM1|R1|2026-05-06|阿莫西林胶囊';
const without = (...fields: string[]) => {
	const [head, ...lines] = fee(amo())
		.trim()
		.split('\n')
		.map((line) => line.split('|'));
	const keep = head!.map((name) => !fields.includes(name));
	return [head!, ...lines].map((line) => line.filter((_, i) => keep[i]).join('|')).join('\n');
};

testRule(rule, {
	valid: {
		'a number on the line': { visit: visit(), fee: fee(amo({ rx: 'R1' })), stock: stock() },
		'a prescription in the files': { visit: visit(), fee: fee(amo()), stock: stock(), order },
		'filled elsewhere': { visit: visit(), fee: fee(amo({ circ: '1' })), stock: stock() },
		'over the counter': { visit: visit(), fee: fee(amo()), stock: stock('0') },
		'a visit to a hospital': { visit: visit('11'), fee: fee(amo()), stock: stock() },
		'self-paid': { visit: visit(), fee: fee(amo({ scope: '0.00' })), stock: stock() },
		'no drug': { visit: visit(), fee: fee(amo({ kind: '08' })), stock: stock() }
	},
	invalid: {
		'no number, no prescription': {
			record: { visit: visit(), settlement, fee: fee(amo()), stock: stock() },
			grade: 'suspect',
			message: 'missing',
			data: { item: '阿莫西林胶囊' },
			lines: ['F1 offending 1 20.00'],
			fund: '10.00',
			clears: { 'paper-prescription': 'not-found' }
		},
		'a note speaks of one': {
			record: { visit: visit(), fee: fee(amo({ memo: '纸质处方另存' })), stock: stock() },
			grade: 'suspect',
			message: 'missing',
			lines: ['F1 offending 1 20.00'],
			clears: { 'paper-prescription': 'found' }
		}
	},
	undetermined: {
		'nobody says what needs a prescription': { record: { visit: visit(), fee: fee(amo()) }, missing: { kind: 'knowledge', what: 'rxDrugs' } },
		'another pharmacy’s stock': {
			record: { visit: visit(), fee: fee(amo()), stock: stock('1', 'Y2') },
			missing: { kind: 'knowledge', what: 'rxDrugs' }
		},
		'no place for a number': {
			record: { visit: visit(), fee: without('rx_drord_no'), stock: stock() },
			missing: { kind: 'field', what: 'fee.rx_drord_no' }
		},
		'no in-scope amount': {
			record: { visit: visit(), fee: fee(amo({ scope: '' })), stock: stock() },
			missing: { kind: 'value', what: 'fee.inscp_amt' }
		},
		'no kind of visit': { record: { visit: visit(''), fee: fee(amo()), stock: stock() }, missing: { kind: 'value', what: 'visit.med_type' } }
	}
});

const listed: PointOf<'rxDrugs'> = {
	table: 'rxDrugs',
	officialClass: '处方药',
	notice: 'fixture',
	got: {},
	id: 'amo',
	codes: [],
	name: '阿莫西林胶囊'
};

testRule(rule, {
	knowledge: [listed],
	valid: { 'not on the list': { visit: visit(), fee: fee(amo().replace('阿莫西林胶囊', '板蓝根颗粒')) } },
	invalid: { 'by a list': { record: { visit: visit(), fee: fee(amo()) }, grade: 'suspect', message: 'missing', lines: ['F1 offending 1 20.00'] } }
});
