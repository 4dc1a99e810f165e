import rule from '../../../rules/checks/dip/low-cost-stay.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Low {
	cost?: number;
	way?: string;
	peers?: number;
	level?: string;
	code?: string;
	end?: string;
	type?: string;
}
const record = ({ cost = 900, way = '1', peers = 10, level = '02', code = 'I10.x00', end = '2026-03-16', type = '21' }: Low = {}) => {
	const ids = Array.from({ length: peers }, (_, i) => `Q${i}`);
	return {
		visit: `
			mdtrt_id | psn_no | med_type | begntime | endtime | hosp_lv | dscg_maindiag_code | dscg_way
			M1|P1|${type}|2026-03-13|${end}|${level}|${code}|${way}
			${ids.map((id) => `${id}|P${id}|21|2026-03-01|2026-03-08|02|I10.x02|1`).join('\n')}`,
		settlement: `
			mdtrt_id | setl_id | medfee_sumamt | inscp_amt | fund_pay_sumamt
			M1|S1|${cost}.00|${cost}.00|600.00
			${ids.map((id, i) => `${id}|S${id}|${2000 + i * 100}.00|2000.00|1500.00`).join('\n')}`,
		// Peers are treated: they are no findings of their own.
		fee: fee('降压药', '09', ids)
	};
};
const fee = (name: string, kind: string, peers: readonly string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | cnt | pric | det_item_fee_sumamt
	F1|M1|2026-03-13|${name}|${kind}|1|100|100.00
	${peers.map((id) => `F${id}|${id}|2026-03-01|静脉输液|05|1|8|8.00`).join('\n')}`;
const ten = Array.from({ length: 10 }, (_, i) => `Q${i}`);
const order = `
	mdtrt_id | drord_no | drord_begn_time | drord_cont | medc_way
	M1       | L1       | 2026-03-13      | 硝普钠     | ivgtt`;
const document = `
	mdtrt_id | doc_type | text
	M1       | 病程记录 | 予吸氧。`;

testRule(rule, {
	valid: {
		'half of the median': { ...record({ cost: 1225 }) },
		'an operation': { ...record(), fee: fee('肿物切除术', '06', ten) },
		'intensive care': { ...record(), fee: fee('重症监护', '05', ten) },
		'treated by the vein': { ...record(), order },
		'a course of radiotherapy': { ...record(), fee: fee('直线加速器放射治疗', '05', ten) },
		'left against advice': { ...record({ way: '4' }) },
		died: { ...record({ way: '5' }) },
		'still in the bed': { ...record({ end: '' }) },
		'no stay': { ...record({ type: '11' }) }
	},
	invalid: {
		'a third of its peers': {
			record: { ...record() },
			visit: 'M1',
			grade: 'suspect',
			message: 'low',
			data: { total: '900.00', median: '2450.00', peers: 10 },
			lines: ['S1 offending - 900.00'],
			fund: '600.00',
			clears: { observation: 'no-data' }
		},
		'to be observed': {
			record: { ...record(), document },
			visit: 'M1',
			grade: 'suspect',
			message: 'low',
			lines: ['S1 offending - 900.00'],
			clears: { observation: 'found' }
		}
	},
	undetermined: {
		'too few peers': { record: { ...record({ peers: 9 }) }, missing: { kind: 'peers', what: 'visit.dscg_maindiag_code' } },
		'no peers of that rank': { record: { ...record({ level: '05' }) }, missing: { kind: 'peers', what: 'visit.dscg_maindiag_code' } },
		'no rank': { record: { ...record({ level: '' }) }, missing: { kind: 'value', what: 'visit.hosp_lv' } },
		'no diagnosis': { record: { ...record({ code: '' }) }, missing: { kind: 'value', what: 'visit.dscg_maindiag_code' } }
	}
});
