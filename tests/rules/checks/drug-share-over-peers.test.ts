import { expect, it } from 'vitest';
import rule from '../../../rules/checks/compliance/drug-share-over-peers.ts';
import { shareReduce, type Shares } from '../../../rules/facts/shares.ts';
import { departments, peers } from '../harness/departments.ts';
import { testRule } from '../harness/rule-tester.ts';

const usual = { '09': 350, '04': 650 };
const many = { '09': 780, '04': 220 };
const own = { at: 'A', bill: many };

testRule(rule, {
	valid: {
		'a ward like its peers': departments([{ at: 'A', bill: { '09': 540, '04': 460 } }, ...peers(usual)]),
		'a cancer ward among cancer wards': departments([{ ...own, name: '肿瘤内科' }, ...peers(many, { name: '肿瘤内科' }), ...peers(usual, {}, 'R')]),
		'a ward of twelve stays': departments([{ ...own, stays: 12 }, ...peers(usual)]),
		'one costly case': departments([{ at: 'A', bill: usual, first: [{ '09': 300_000, '04': 10 }] }, ...peers(usual)]),
		'refunds bring it down': departments([{ at: 'A', bill: { '09:贵药': 780, '04': 650, '09:退': -430 } }, ...peers(usual)])
	},
	invalid: {
		'78 % drugs, six peers 35 %': {
			record: departments([{ ...own, first: [{}, { '09': 800, '11': 100, '04': 100 }] }, ...peers(usual)]),
			visit: 'A-1',
			grade: 'suspect',
			message: 'over',
			data: { share: '78.3', median: '35.0', peers: 6, stays: 39 },
			lines: ['A-1-0 related 1 100.00', 'A-1-1 related 1 800.00'],
			fund: null
		}
	},
	undetermined: {
		'four peers': { record: departments([own, ...peers(usual).slice(0, 4)]), missing: { kind: 'peers', what: 'visit.dscg_dept_name' } },
		'one hospital': { record: departments([own]), missing: { kind: 'peers', what: 'visit.dscg_dept_name' } },
		'no charge categories': {
			record: departments([{ at: 'A', bill: { ':某药': 780, ':某检验': 220 } }, ...peers(usual)]),
			missing: { kind: 'value', what: 'fee.med_chrgitm_type' }
		},
		'no department': { record: departments([{ ...own, name: '' }, ...peers(usual)]), missing: { kind: 'value', what: 'visit.dscg_dept_name' } }
	}
});

it('drug-share-over-peers: the order of the shards does not matter', () => {
	const one = (visit: string, part: number): Shares => {
		const top = { visit, base: 1000, part, unknown: 0 };
		return { A: { name: '皮肤科', stays: 1, base: 1000, part, unknown: 0, topPart: top, topBase: top } };
	};
	const [a, b, c] = [one('V1', 300), one('V2', 500), one('V3', 500)];
	expect(shareReduce([a, b, c])).toEqual(shareReduce([c, b, a]));
	expect(shareReduce([shareReduce([a, b]), c])).toEqual(shareReduce([a, shareReduce([b, c])]));
	expect(shareReduce([a, b, c]).A).toMatchObject({ stays: 3, part: 1300, topPart: { visit: 'V2' } });
});
