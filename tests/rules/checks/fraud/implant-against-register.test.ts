import rule from '../../../../rules/checks/fraud/implant-against-register.ts';
import { testRule } from '../../harness/rule-tester.ts';

const visit = `
	mdtrt_id|psn_no|fixmedins_code|med_type|begntime|endtime
	M1|P1|H1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (maker: string, more = '') => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|med_chrgitm_type|prodentp_name|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	F1|M1|2026-05-06 10:30|冠状动脉药物洗脱支架|08|${maker}|1|9000|9000.00|${more}`;
const implant = (...lines: string[]) => `
	mdtrt_id|udi|name|cnt|manufacturer|brand|prodplac
	${lines.map((line, i) => `M1|010690123456789011260${i}|药物洗脱支架|1|${line}`).join('\n')}`;
const stock = (maker: string, price: string, institution = 'H1') => `
	fixmedins_code|period|name|manufacturer|received|purchase_price
	${institution}|202605|冠状动脉药物洗脱支架|${maker}|10|${price}`;
const OTHER = implant('国产乙医疗器械有限公司||');

testRule(rule, {
	valid: {
		'the maker charged': { visit, fee: fee('进口甲公司'), implant: implant('进口甲股份有限公司（上海）||') },
		'by its brand': { visit, fee: fee('维斯达'), implant: implant('进口甲公司|维斯达|') },
		'the fee line says the country': { visit, fee: fee('美国'), implant: implant('进口甲公司||美国') },
		'one of two registered': { visit, fee: fee('进口甲公司'), implant: implant('国产乙公司||', '进口甲公司||') },
		'the registered one was not cheaper': { visit, fee: fee('进口甲公司'), implant: OTHER, stock: stock('国产乙医疗器械有限公司', '9000') },
		refunded: { visit, fee: fee('进口甲公司', '\nF2|M1|2026-05-06 11:30|冠状动脉药物洗脱支架|08|进口甲公司|-1|9000|-9000.00|F1'), implant: OTHER },
		'no device': { visit, fee: fee('进口甲公司').replace('冠状动脉药物洗脱支架', '一次性导管'), implant: OTHER }
	},
	invalid: {
		'another maker, bought for less': {
			record: { visit, fee: fee('进口甲公司'), implant: OTHER, stock: stock('国产乙医疗器械', '3000') },
			grade: 'suspect',
			message: 'cheaper',
			data: { charged: '进口甲公司', registered: '国产乙医疗器械有限公司' },
			lines: ['F1 offending 1 -'],
			clears: { 'price-of-registered': 'found' }
		},
		'another maker, no stock': {
			record: { visit, fee: fee('进口甲公司'), implant: OTHER },
			grade: 'suspect',
			message: 'other',
			lines: ['F1 offending 1 -'],
			clears: { 'price-of-registered': 'no-data' }
		},
		'the stock is another hospital’s': {
			record: { visit, fee: fee('进口甲公司'), implant: OTHER, stock: stock('国产乙医疗器械有限公司', '9000', 'H2') },
			grade: 'suspect',
			message: 'other',
			lines: ['F1 offending 1 -'],
			clears: { 'price-of-registered': 'not-found' }
		}
	},
	undetermined: {
		'no maker charged': { record: { visit, fee: fee(''), implant: OTHER }, missing: { kind: 'value', what: 'fee.prodentp_name' } },
		'no maker registered': {
			record: { visit, fee: fee('进口甲公司'), implant: implant('国产乙公司||', '||') },
			missing: { kind: 'value', what: 'implant.manufacturer' }
		},
		'not registered': {
			record: { visit, fee: fee('进口甲公司'), implant: OTHER.replaceAll('药物洗脱支架', '起搏器') },
			missing: { kind: 'document', what: 'implant' }
		}
	}
});
