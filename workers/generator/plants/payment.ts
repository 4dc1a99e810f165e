import { GREAT, TOWN } from '../catalogue/places.ts';
import { profileOf } from '../catalogue/profiles.ts';
import { at } from '../calendar.ts';
import { prescribe } from '../chart/clinic.ts';
import type { Line } from '../chart/model.ts';
import type { Stage } from '../stage.ts';
import { P, give, giveDays, type Problem } from './help.ts';

/** Faults of payment are worth what came into scope. */
const inScope = (lines: readonly Line[]): number => lines.reduce((total, line) => total + line.scope, 0);

const injury = (stage: Stage, way: 'scope' | 'self' | 'refund'): void => {
	const profile = profileOf(stage.random.pick(['tibia', 'hip']));
	const chart = stage.stay(profile, { person: stage.person(profile, 0, '310') });
	const line = give(chart, P['疤痕止痒软化膏'], 2, 1, { selfPaid: way === 'self' });
	const lines = way === 'refund' ? [line, chart.refund(line, line.at + 90)] : [line];
	const note = { scope: '职工医保（310）将限工伤保险药品纳入支付', self: '限工伤保险药品由患者全自费', refund: '限工伤保险药品已全额退费' };
	stage.tell(chart, lines, note[way], line.scope);
};

const maternity = (stage: Stage, right: boolean): void => {
	const profile = profileOf(right ? 'delivery' : 'myoma');
	const chart = stage.stay(profile, { person: stage.person(profile, 2, '310') });
	const line = give(chart, P['益母草注射液'], 1, 2, { maternity: right });
	stage.tell(chart, [line], right ? '生育住院（52）使用限生育保险药品' : '普通住院（21）将限生育保险药品纳入支付', line.scope);
};

const level = (stage: Stage, low: boolean): void => {
	const chart = stage.stay(profileOf('failure'), { place: low ? TOWN : GREAT });
	const lines = giveDays(chart, P['参麦注射液'], 3);
	stage.tell(chart, lines, `限二级及以上机构药品，机构等级为${chart.head.place.level}`, inScope(lines));
};

const clinicDrug = (stage: Stage): void => {
	const profile = profileOf('copd');
	const person = stage.person(profile);
	const chart = stage.clinic(profile, person, at(stage.world.day(stage.random), 10), '11');
	const line = prescribe(chart, P['ω-3鱼油中/长链脂肪乳注射液'], 1);
	stage.tell(chart, [line], '限住院使用的药品在普通门诊（11）结算', line.scope);
};

const stayDrug = (stage: Stage): void => {
	const chart = stage.stay(profileOf('copd'));
	const line = give(chart, P['ω-3鱼油中/长链脂肪乳注射液'], 2);
	stage.tell(chart, [line], '限住院使用的药品在住院期间使用');
};

const emergencyDrug = (stage: Stage): void => {
	const profile = profileOf('infarct');
	const chart = stage.empty(profile, stage.person(profile), at(stage.world.day(stage.random), 20), '13', GREAT);
	const line = prescribe(chart, P['安宫牛黄丸'], 1);
	chart.write('急诊病历', chart.head.begin + 20, '主诉：突发意识模糊。\n处理：限急诊或住院使用的药品一次，建议住院。');
	stage.tell(chart, [line], '限急诊或住院的药品在急诊（13）使用');
};

/** A stroke stay in which the drug of a two-week limit is given on so many distinct dates. */
const course = (stage: Stage, given: number): void => {
	const chart = stage.stay(profileOf('infarct'), { days: given + 1 });
	const lines = giveDays(chart, P['奥扎格雷钠注射液'], given, 2);
	const over = lines.slice(14);
	stage.tell(chart, over.length > 0 ? over : lines, `支付不超过14天，实际使用${given}天`, inScope(over));
};

const twoCourses = (stage: Stage): void => {
	const profile = profileOf('infarct');
	const person = stage.person(profile);
	const day = stage.world.from + stage.random.int(0, 200);
	const lines = [0, 90].flatMap((gap) => giveDays(stage.stay(profile, { person, day: day + gap, days: 10 }), P['奥扎格雷钠注射液'], 9, 2));
	const [first] = stage.charts;
	if (first) stage.tell(first, lines, '两次新发病的两次住院，各用9天');
};

export const PAYMENT: readonly Problem[] = [
	{
		problem: '药品限工伤保险',
		planted: [[1, (s) => injury(s, 'scope')]],
		lookAlikes: [
			[1, (s) => injury(s, 'self')],
			[1, (s) => injury(s, 'refund')]
		]
	},
	{ problem: '药品限医疗机构级别', planted: [[1, (s) => level(s, true)]], lookAlikes: [[1, (s) => level(s, false)]] },
	{ problem: '药品限生育保险', planted: [[1, (s) => maternity(s, false)]], lookAlikes: [[1, (s) => maternity(s, true)]] },
	{
		problem: '药品限就医方式',
		planted: [[0, clinicDrug]],
		lookAlikes: [
			[1, stayDrug],
			[0, emergencyDrug]
		]
	},
	{
		problem: '药品限支付疗程',
		planted: [[1, (s) => course(s, 17)]],
		lookAlikes: [
			[1, (s) => course(s, 13)],
			[2, twoCourses]
		]
	}
];
