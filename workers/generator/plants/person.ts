import { OPERATIONS } from '../catalogue/operations.ts';
import { PROFILES, profileOf } from '../catalogue/profiles.ts';
import type { Item } from '../catalogue/item.ts';
import type { Stage } from '../stage.ts';
import { D, P, S, give, type Problem } from './help.ts';

/** Wards that treat both sexes and in which nothing sex-limited is usual. */
const BOTH = PROFILES.filter((p) => p.sex === 0 && p.operation === undefined && p.ages[0] >= 25);

const drugOn = (stage: Stage, drug: Item, sex: 1 | 2, profileKey: string | null, refunded = false): void => {
	const profile = profileKey === null ? stage.random.pick(BOTH) : profileOf(profileKey);
	const chart = stage.stay(profile, { person: stage.person(profile, sex) });
	const line = give(chart, drug, 1, 2);
	if (refunded) stage.tell(chart, [line, chart.refund(line, line.at + 60)], `${drug.name}开立后全额退费`);
	else stage.tell(chart, [line], `${drug.name}用于${sex === 1 ? '男' : '女'}性患者`, line.fen);
};

const childDrug = (stage: Stage, years: number): void => {
	const day = stage.world.day(stage.random);
	const profile = years < 14 ? profileOf('bronchitis') : profileOf('pneumonia');
	const chart = stage.stay(profile, { day, person: stage.aged(day, years, 90) });
	const line = give(chart, P['儿童清肺口服液'], 1, 6);
	stage.tell(chart, [line], `儿童专用药品用于${years}岁患者`, line.fen);
};

const childItem = (stage: Stage, years: number): void => {
	const day = stage.world.day(stage.random);
	const profile = years < 14 ? profileOf('enteritis') : profileOf('pneumonia');
	const chart = stage.stay(profile, { day, person: stage.aged(day, years, 40) });
	const lines = years < 14 ? chart.lines.filter((line) => line.item === S['小儿头皮静脉输液']) : [give(chart, S['小儿头皮静脉输液'], 1, 1)];
	stage.tell(chart, lines, `小儿专用项目用于${years}岁患者`, lines[0]?.fen ?? null);
};

const quinolone = (stage: Stage, years: number): void => {
	const day = stage.world.day(stage.random);
	const chart = stage.stay(profileOf('appendix'), { day, person: stage.aged(day, years, 2) });
	const line = give(chart, D['左氧氟沙星氯化钠注射液'], 1);
	stage.tell(chart, [line], `${years}岁患者使用左氧氟沙星`, line.fen);
};

const scanOn = (stage: Stage, sex: 1 | 2): void => {
	const profile = sex === 1 ? stage.random.pick(BOTH) : profileOf('cyst');
	const chart = stage.stay(profile, { person: stage.person(profile, sex) });
	const when = chart.head.begin + 300;
	const line = chart.exam('经阴道B超检查', when, chart.order('临时', '经阴道B超检查', when - 30));
	stage.tell(chart, [line], `经阴道B超检查用于${sex === 1 ? '男' : '女'}性患者`, line.fen);
};

const prostateFluid = (stage: Stage, sex: 1 | 2): void => {
	const profile = sex === 1 ? profileOf('prostate') : profileOf('ureter');
	const chart = stage.stay(profile, { person: stage.person(profile, sex) });
	const when = chart.head.begin + 200;
	const line = chart.lab('前列腺液常规检查', when, chart.order('临时', '前列腺液常规检查', when - 30));
	stage.tell(chart, [line], `前列腺液常规检查用于${sex === 1 ? '男' : '女'}性患者`, line.fen);
};

const turp = (stage: Stage, sex: 1 | 2): void => {
	const profile = sex === 1 ? profileOf('prostate') : profileOf('ureter');
	const chart = stage.stay(profile, { person: stage.person(profile, sex) });
	const row = chart.operations[0];
	if (row) chart.operations[0] = { ...row, code: OPERATIONS.prostate.code, name: OPERATIONS.prostate.name };
	stage.tell(chart, [], `手术编码${OPERATIONS.prostate.code}（仅男性），患者为${sex === 1 ? '男' : '女'}性`);
};

export const PERSON: readonly Problem[] = [
	{
		problem: '药品与性别不符',
		planted: [
			[1, (s) => drugOn(s, P['爱普列特片'], 2, null)],
			[1, (s) => drugOn(s, P['艾附暖宫丸'], 1, null)]
		],
		lookAlikes: [
			[1, (s) => drugOn(s, P['爱普列特片'], 1, 'prostate')],
			[1, (s) => drugOn(s, P['艾附暖宫丸'], 2, 'myoma')],
			[1, (s) => drugOn(s, P['爱普列特片'], 2, null, true)]
		]
	},
	{
		problem: '项目与性别不符',
		planted: [
			[1, (s) => scanOn(s, 1)],
			[1, (s) => prostateFluid(s, 2)]
		],
		lookAlikes: [
			[1, (s) => scanOn(s, 2)],
			[1, (s) => prostateFluid(s, 1)]
		]
	},
	{ problem: '手术操作编码与性别不符', planted: [[1, (s) => turp(s, 2)]], lookAlikes: [[1, (s) => turp(s, 1)]] },
	{ problem: '儿童专用药品用于成人', planted: [[1, (s) => childDrug(s, 46)]], lookAlikes: [[1, (s) => childDrug(s, 6)]] },
	{ problem: '儿童专用项目用于成人', planted: [[1, (s) => childItem(s, 52)]], lookAlikes: [[1, (s) => childItem(s, 5)]] },
	{ problem: '成人用药用于未成年人', planted: [[1, (s) => quinolone(s, 15)]], lookAlikes: [[1, (s) => quinolone(s, 18)]] }
];
