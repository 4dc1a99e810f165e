import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import ages from '../../../rules/checks/dip/diagnosis-outside-age.ts';
import sexes from '../../../rules/checks/dip/diagnosis-against-sex.ts';
import notMain from '../../../rules/checks/dip/main-diagnosis-not-allowed.ts';
import unrelated from '../../../rules/checks/dip/main-procedure-against-diagnosis.ts';
import unsupported from '../../../rules/checks/dip/diagnosis-without-support.ts';
import type { AnyRule } from '../../../rules/engine/rule.ts';
import type { KnowledgePack } from '../../../rules/knowledge/pack.ts';
import { runRule } from '../../rules/harness/rule-tester.ts';

const starter = JSON.parse(readFileSync(new URL('../../../static/knowledge/starter.json', import.meta.url), 'utf8')) as KnowledgePack;

interface Case {
	readonly main?: string;
	readonly other?: string;
	readonly operation?: string;
	readonly sex?: string;
	readonly born?: string;
	readonly items?: string;
	readonly note?: string;
	readonly labs?: string;
}
/** Findings and 无法判断 of a rule on one stay, with the starter pack alone. */
function asked(
	rule: AnyRule,
	{
		main = 'J18.900',
		other = 'I10.x00',
		operation = '',
		sex = '1',
		born = '1966-03-12',
		items = '床位费',
		note = '病情平稳。',
		labs = '钠|140|N'
	}: Case
): string {
	const raw = {
		visit: [
			{ mdtrt_id: 'A', med_type: '21', gend: sex, brdy: born, begntime: '2026-05-04 09:00', endtime: '2026-05-10 10:00', dscg_maindiag_code: main }
		],
		diagnosis: [
			{ mdtrt_id: 'A', diag_code: main, maindiag_flag: '1' },
			{ mdtrt_id: 'A', diag_code: other, maindiag_flag: '0' }
		],
		fee: [{ mdtrt_id: 'A', medins_list_name: items, fee_ocur_time: '2026-05-05', cnt: '1', pric: '10', det_item_fee_sumamt: '10.00' }],
		operation: operation === '' ? [] : [{ mdtrt_id: 'A', oprn_oprt_code: operation, main_oprn_flag: '1', oprn_oprt_date: '2026-05-06' }],
		document: [{ mdtrt_id: 'A', doc_type: '日常病程记录', rec_time: '2026-05-05 09:00', text: note }],
		lab: [{ mdtrt_id: 'A', rpt_time: '2026-05-05 09:00', item_name: labs.split('|')[0]!, result: labs.split('|')[1]!, abnormal: labs.split('|')[2]! }]
	};
	const { findings, undetermined, errors } = runRule(rule, raw, { knowledge: starter.points }, true);
	expect(errors).toEqual([]);
	expect(findings.filter(({ grade }) => grade === 'certain')).toEqual([]);
	return findings.length > 0 ? 'suspect' : undetermined.length > 0 ? 'cannot tell' : 'passes';
}

describe.each<[string, AnyRule, readonly (readonly [string, Case, string])[]]>([
	[
		'sex',
		sexes,
		[
			['an ovarian cyst of a man', { other: 'N83.201' }, 'suspect'],
			['breast cancer of a man', { main: 'C50.900' }, 'passes'],
			['prostate hyperplasia of a woman', { other: 'N40.x00', sex: '2' }, 'suspect'],
			['prostate hyperplasia of a man', { other: 'N40.x00' }, 'passes'],
			['osteoporosis after the menopause', { other: 'M81.000', sex: '2' }, 'passes'],
			['osteoporosis of old age, of a man', { other: 'M81.800' }, 'passes']
		]
	],
	[
		'age',
		ages,
		[
			['newborn jaundice at sixty', { other: 'P59.900' }, 'suspect'],
			['lung disease of the premature at ten', { other: 'P27.100', born: '2016-01-01' }, 'passes'],
			['cataract of old age at forty', { main: 'H25.900', born: '1986-01-01' }, 'passes'],
			['cataract of old age at eighteen', { main: 'H25.900', born: '2008-01-01' }, 'suspect'],
			['cataract of a child', { main: 'H26.000', born: '2018-01-01' }, 'passes']
		]
	],
	[
		'main diagnosis',
		notMain,
		[
			['the fall that broke the bone', { main: 'W01.000' }, 'suspect'],
			['the broken bone', { main: 'S72.000' }, 'passes'],
			['chemotherapy', { main: 'Z51.102' }, 'passes']
		]
	],
	[
		'main procedure',
		unrelated,
		[
			['a knee for pneumonia', { operation: '81.5400' }, 'suspect'],
			['a knee for arthrosis beside pneumonia', { operation: '81.5400', other: 'M17.900' }, 'passes'],
			['a gastroscopy for pneumonia', { operation: '44.1300' }, 'passes'],
			['a coronary stent for diabetes', { main: 'E11.900', operation: '36.0600' }, 'passes'],
			['gallstones', { main: 'K80.100', operation: '51.2300' }, 'passes']
		]
	],
	[
		'support',
		unsupported,
		[
			['respiratory failure without oxygen, gases or a word', { other: 'J96.000' }, 'suspect'],
			['oxygen', { other: 'J96.000', items: '氧气吸入' }, 'passes'],
			['a word', { other: 'J96.000', note: '患者呼吸困难，予面罩给氧。' }, 'passes'],
			['a gas without its unit', { other: 'J96.000', labs: '氧分压|52|L' }, 'cannot tell'],
			['high blood pressure needs none', { other: 'I10.x00' }, 'passes'],
			['sepsis under an antibiotic', { other: 'A41.900', items: '注射用头孢他啶' }, 'passes']
		]
	]
])('facts of the starter pack about diagnoses: %s', (_, rule, cases) => {
	it.each(cases)('%s', (_name, record, expected) => expect(asked(rule, record)).toBe(expected));
});

test('no fact about diagnoses calls itself checked', () => {
	const tables = ['diagnosisSexes', 'diagnosisAges', 'chapterLinks', 'notMainDiagnoses', 'diagnosisSupport'];
	const points = starter.points.filter(({ table }) => tables.includes(table));
	expect(points.length).toBeGreaterThan(40);
	for (const { got } of points) expect(Object.values(got).every(({ verified }) => !verified)).toBe(true);
});
