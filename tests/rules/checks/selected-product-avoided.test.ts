import rule from '../../../rules/checks/compliance/selected-product-avoided.ts';
import type { KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const knowledge: KnowledgePoint[] = [
	{
		table: 'agreedVolumes',
		id: 'a',
		officialClass: '集采',
		codes: ['XC10AAA155'],
		name: '阿托伐他汀钙片',
		quantity: 100_000_000,
		alternatives: ['立普妥'],
		from: '2026-04-01',
		to: '2026-05-31',
		notice: 'fixture',
		got: { quantity: { by: 'column', verified: true } }
	}
];
interface Scene {
	readonly months?: readonly string[];
	readonly received?: string;
	readonly issued?: string;
	readonly item?: string;
	readonly place?: string;
	readonly opening?: string;
}
const scene = ({ months = ['202604', '202605'], received = '0', issued = '500', item = '立普妥', place = 'H1', opening = '0' }: Scene = {}) => ({
	visit: `mdtrt_id | psn_no | med_type | fixmedins_code | begntime\nA | P1 | 11 | ${place} | 2026-05-05\nB | P2 | 11 | ${place} | 2026-05-06`,
	fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt\nF1|A|2026-05-05|${item}|7|6|42\nF2|B|2026-05-06|${item}|14|6|84`,
	stock: [
		'fixmedins_code | period | name | med_list_codg | opening | received | issued',
		...months.flatMap((month) => [`H1|${month}|阿托伐他汀钙片|XC10AAA155|${opening}|${received}|0`, `H1|${month}|立普妥||0|500|${issued}`])
	].join('\n')
});

testRule(rule, {
	knowledge,
	valid: {
		'the selected product is bought too': scene({ received: '9000' }),
		'it was in stock': scene({ opening: '200' }),
		'no alternative handed out': scene({ issued: '0' }),
		'another institution': scene({ place: 'H2' }),
		'another drug': scene({ item: '瑞舒伐他汀钙片' })
	},
	invalid: {
		'only the alternative, told once': {
			record: scene(),
			visit: 'B',
			grade: 'suspect',
			message: 'avoided',
			data: { item: '阿托伐他汀钙片', agreed: 10_000, issued: '1000' },
			lines: ['F2 related 14 84.00'],
			clears: { 'supply-stopped': 'no-data' }
		}
	},
	undetermined: {
		'a month is missing': { record: scene({ months: ['202605'] }), missing: { kind: 'value', what: 'stock.period' } },
		'what went out is not told': { record: scene({ issued: '' }), missing: { kind: 'value', what: 'stock.issued' } }
	}
});
