import { TOWN, VILLAGE } from '../catalogue/places.ts';
import { SPECIAL, profileOf } from '../catalogue/profiles.ts';
import { at } from '../calendar.ts';
import { prescribe } from '../chart/clinic.ts';
import { sum, type Stage } from '../stage.ts';
import { D, S, type Problem } from './help.ts';

/** Ordinary stays that the cheap one is measured against: a small batch has too few of one diagnosis and rank by chance. */
const PEERS = 11;

/** A stay that only lies and swallows tablets: its cost is far below that of its peers. */
const cheap = (stage: Stage): void => {
	const profile = profileOf('hypertension');
	const place = stage.world.place(stage.random, profile.minimumRank);
	for (let i = 0; i < PEERS; i++) stage.stay(profile, { place });
	const chart = stage.stay(profile, { days: 3, place, options: { bare: true } });
	stage.tell(chart, [], `住院3天，总费用${(sum(chart.lines) / 100).toFixed(2)}元，无治疗`, sum(chart.lines));
};

const dayCase = (stage: Stage): void => {
	const chart = stage.stay(SPECIAL.daySurgery);
	stage.tell(chart, [], '日间手术（28），住院时间短、费用低');
};

/** Six persons come on the same days to the same doctor and get the very same items (同日同医生同组药品). */
const ring = (stage: Stage): void => {
	const profile = profileOf('hypertension');
	const people = Array.from({ length: 6 }, () => stage.person(profile, 0, '390'));
	const doctor = stage.world.doctors.find((one) => one.place === TOWN && one.dept === profile.dept)?.name ?? '';
	const day = stage.world.day(stage.random);
	for (const visit of [0, 14]) {
		for (const [i, person] of people.entries()) {
			const chart = stage.empty(profile, person, at(day + visit, 9, 5 * i), '11', TOWN, doctor);
			chart.charge(S['普通门诊诊察费'], chart.head.begin + 2, 1);
			for (const drug of [D['苯磺酸氨氯地平片'], D['缬沙坦胶囊'], D['阿托伐他汀钙片'], D['依帕司他片']]) prescribe(chart, drug, 28, 28);
			chart.write('门诊病历', chart.head.begin + 30, '主诉：头晕。\n诊断：高血压3级。\n处理：药物治疗。');
			stage.tell(chart, chart.lines, `${people.length}人两日同医生同诊断，收费项目完全相同`, sum(chart.lines));
		}
	}
};

/** A village check-up: the same day and place, other items and sums. */
const checkUp = (stage: Stage): void => {
	const profile = profileOf('hypertension');
	const doctor = stage.world.doctors.find((one) => one.place === VILLAGE && one.dept === profile.dept)?.name ?? '';
	const day = stage.world.day(stage.random);
	const drugs = [D['苯磺酸氨氯地平片'], D['缬沙坦胶囊'], D['阿托伐他汀钙片'], D['碳酸钙D3片'], D['盐酸二甲双胍片']];
	for (let i = 0; i < 6; i++) {
		const chart = stage.empty(profile, stage.person(profile, 0, '390'), at(day, 8, 7 * i), '11', VILLAGE, doctor);
		chart.charge(S['全身健康评估'], chart.head.begin + 2, 1);
		if (i % 2 === 0) chart.lab('血细胞分析', chart.head.begin + 6, chart.order('临时', '血常规', chart.head.begin + 4));
		for (let k = 0; k <= i % 3; k++) prescribe(chart, drugs[(i + k) % drugs.length] ?? D['缬沙坦胶囊'], 7 + 7 * (i % 4), 7);
		chart.write('体检记录', chart.head.begin + 30, '村级集中健康体检，测血压、询问用药，按各人情况取药。');
		stage.tell(chart, chart.lines, '村级集中体检，同日同医生，项目与金额各不相同');
	}
};

export const POPULATION: readonly Problem[] = [
	{ problem: '低标准住院（费用显著低于同病种）', planted: [[1 + PEERS, cheap]], lookAlikes: [[1, dayCase]] },
	{ problem: '团伙就诊（同日同医生同项目）', planted: [[0, ring]], lookAlikes: [[0, checkUp]] }
];
