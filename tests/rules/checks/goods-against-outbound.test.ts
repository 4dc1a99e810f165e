import rule from '../../../rules/checks/fraud/goods-against-outbound.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	name?: string;
	code?: string;
	local?: string;
	more?: string;
	handed?: string;
	handedCode?: string;
	handedLocal?: string;
	line?: string;
}
const scene = ({
	name = '阿托伐他汀钙片',
	code = 'XC10AAA001',
	local = '',
	more = '',
	handed = '深海鱼油软胶囊',
	handedCode = '',
	handedLocal = '',
	line = 'F1'
}: Scene = {}) => ({
	visit: 'mdtrt_id | psn_no | med_type | begntime\nA | P1 | 41 | 2026-04-02',
	fee: `
		feedetl_sn | init_feedetl_sn | mdtrt_id | fee_ocur_time | med_list_codg | medins_list_codg | medins_list_name | cnt | pric | det_item_fee_sumamt
		F1||A|2026-04-02|${code}|${local}|${name}|2|40|80.00
		${more}`,
	stock: `
		feedetl_sn | med_list_codg | medins_list_codg | name | movement | cnt
		${line}|${handedCode}|${handedLocal}|${handed}|销售出库|2`
});

testRule(rule, {
	valid: {
		'the same code under a trade name': scene({ handed: '立普妥', handedCode: 'XC10AAA001' }),
		'the hospital’s own code': scene({ code: '', local: 'L7', handed: '立普妥', handedLocal: 'L7' }),
		'the name with its strength': scene({ handed: '阿托伐他汀钙片(20mg*7片)', code: '' }),
		'a trade name beside the generic one': scene({ handed: '阿托伐他汀钙片（立普妥）' }),
		'goods of another line': scene({ line: 'F9' }),
		'rice beside the drug on one receipt': {
			...scene({ line: '' }),
			settlement: 'mdtrt_id | setl_id | medfee_sumamt\nA | S1 | 80.00',
			stock: 'setl_id | name | movement | cnt\nS1 | 东北大米 | 销售出库 | 1\nS1 | 阿托伐他汀钙片 | 销售出库 | 2'
		},
		'a receipt that was not uploaded in full': {
			...scene({ line: '', more: 'F2||A|2026-04-02|XC20||布洛芬胶囊|1|20|20.00' }),
			settlement: 'mdtrt_id | setl_id | medfee_sumamt\nA | S1 | 100.00',
			stock: 'setl_id | name | movement | cnt\nS1 | 布洛芬胶囊 | 销售出库 | 1'
		},
		refunded: scene({ more: 'R1|F1|A|2026-04-03|XC10AAA001||阿托伐他汀钙片|-2|40|-80.00' })
	},
	invalid: {
		'a drug charged, fish oil handed out': {
			record: scene(),
			grade: 'suspect',
			message: 'swapped',
			data: { charged: '阿托伐他汀钙片', handed: '深海鱼油软胶囊' },
			lines: ['F1 offending 2 80.00'],
			clears: { 'same-product': 'no-data' }
		},
		'another stent by its code': {
			record: scene({ name: '冠状动脉药物洗脱支架系统', code: 'C0201', handed: '裸金属支架', handedCode: 'C0302' }),
			grade: 'suspect',
			message: 'swapped',
			lines: ['F1 offending 2 80.00']
		},
		'rice for a drug, by the settlement of the receipt': {
			record: {
				...scene({ line: '' }),
				settlement: 'mdtrt_id | setl_id | medfee_sumamt\nA | S1 | 80.00',
				stock: 'setl_id | name | movement | cnt\nS1 | 东北大米 | 销售出库 | 1\nS1 | 医用口罩 | 销售出库 | 5'
			},
			grade: 'suspect',
			message: 'swapped',
			data: { handed: '东北大米' },
			lines: ['F1 offending 2 80.00']
		}
	},
	undetermined: {
		'a refund that fits two lines': {
			record: scene({ more: 'F2||A|2026-04-02|XC10AAA001||阿托伐他汀钙片|2|40|80.00\nR1||A|2026-04-03|XC10AAA001||阿托伐他汀钙片|-1|40|-40.00' }),
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
