import { EXAMS, LABS, type LabName } from '../catalogue/diagnostics.ts';
import { profileOf } from '../catalogue/profiles.ts';
import type { Chart } from '../chart/chart.ts';
import type { Line } from '../chart/model.ts';
import { within } from '../chart/stay.ts';
import { sum, type Stage } from '../stage.ts';
import { D, S, type Problem } from './help.ts';

/** A drug of another ward, charged without order and named nowhere. */
const drugWithoutOrder = (stage: Stage): void => {
	const chart = stage.stay(profileOf('hypertension'));
	const lines = [1, 2, 3].map((day) => chart.charge(D['氟比洛芬酯注射液'], within(chart, day, 15), 2));
	stage.tell(chart, lines, '药品收费无医嘱，病历未提及', sum(lines));
};

const examWithoutOrder = (stage: Stage): void => {
	const chart = stage.stay(profileOf('stomach'));
	const line = chart.charge(EXAMS['磁共振平扫'].item, within(chart, 2, 15), 1);
	stage.tell(chart, [line], '检查收费无医嘱，无报告', line.fen);
};

/** The order names the drug by its short name and carries neither code nor the number on the line. */
const otherName = (stage: Stage): void => {
	const chart = stage.stay(profileOf('hypertension'));
	chart.order('长期', '头孢曲松 1.0g ivgtt qd', within(chart, 0, 10), {
		name: '头孢曲松',
		dose: '1.0g',
		freq: 'qd',
		way: 'ivgtt',
		stop: chart.head.end
	});
	chart.write('病程记录', within(chart, 0, 11), '患者咽痛伴低热，予头孢曲松静滴抗感染。');
	const lines = [1, 2, 3].map((day) => chart.charge(D['注射用头孢曲松钠'], within(chart, day, 15), 1));
	stage.tell(chart, lines, '医嘱以简称开立，费用未带医嘱号');
};

/** The operation is charged without order number; procedure row, anaesthesia record and note stand in the record. */
const operated = (stage: Stage): void => {
	const chart = stage.stay(profileOf('appendix'));
	const line = chart.lines.find((one) => one.item.charge === '06' && one.item.name.startsWith('阑尾'));
	if (!line) throw new Error('the ward operates');
	const number = line.order;
	for (const one of chart.lines) if (one.order === number) one.order = '';
	chart.orders.splice(
		chart.orders.findIndex((order) => order.no === number),
		1
	);
	stage.tell(chart, [line], '手术收费无医嘱号，有手术记录与麻醉记录');
};

const chargedLabs = (chart: Chart, name: LabName): Line[] => chart.lines.filter((line) => line.item === LABS[name].item);
const labs = (stage: Stage, extra: number): void => {
	const chart = stage.stay(profileOf('pneumonia'), { days: 9 });
	const added = Array.from({ length: extra }, (_, i) => {
		const when = within(chart, 4 + i, 14, 20);
		return chart.lab('降钙素原检测', when, chart.order('临时', '降钙素原检测', when - 20), false);
	});
	const all = chargedLabs(chart, '降钙素原检测');
	stage.tell(chart, all, `降钙素原检测收费${all.length}次，报告${all.length - extra}份`, sum(added));
};

const scans = (stage: Stage, extra: number): void => {
	const chart = stage.stay(profileOf('failure'), { days: 9 });
	const added = Array.from({ length: extra }, (_, i) => {
		const when = within(chart, 3 + i, 15, 10);
		return chart.exam('数字化摄影(DR)', when, chart.order('临时', '胸部DR', when - 30, { name: '数字化摄影(DR)' }), false);
	});
	const all = chart.lines.filter((line) => line.item === EXAMS['数字化摄影(DR)'].item);
	stage.tell(chart, all, `数字化摄影收费${all.length}次，报告${all.length - extra}份`, sum(added));
};

/** Films charged beside the examinations of the stay, so many more than the reports say were used. */
const films = (stage: Stage, extra: number): void => {
	const chart = stage.stay(profileOf('pneumonia'));
	const used = chart.exams.reduce((total, exam) => total + exam.films, 0);
	const line = chart.charge(S['医用胶片'], within(chart, 1, 16), used + extra);
	stage.tell(chart, [line], `医用胶片收费${used + extra}张，报告用${used}张`, (line.fen / (used + extra)) * extra);
};

/** A long-term order for three days, and each day so many vials of the drug charged. */
const vials = (stage: Stage, daily: number): void => {
	const chart = stage.stay(profileOf('hypertension'), { days: 8 });
	const drug = D['注射用头孢曲松钠'];
	const order = chart.order('长期', `${drug.name} 1.0g ivgtt qd`, within(chart, 1, 10), {
		name: drug.name,
		code: drug.localCode,
		dose: '1.0g',
		freq: 'qd',
		way: 'ivgtt',
		stop: within(chart, 4, 10)
	});
	const lines = [1, 2, 3].map((day) => chart.charge(drug, within(chart, day, 15), daily, { order }));
	stage.tell(chart, lines, `长期医嘱3天共3支，计费${daily * 3}支`, (sum(lines) / daily) * (daily - 1));
};

export const EVIDENCE: readonly Problem[] = [
	{
		problem: '收费无医嘱无记录',
		planted: [
			[1, drugWithoutOrder],
			[1, examWithoutOrder]
		],
		lookAlikes: [
			[1, otherName],
			[1, operated]
		]
	},
	{ problem: '检验收费次数多于报告', planted: [[1, (s) => labs(s, 3)]], lookAlikes: [[1, (s) => labs(s, 0)]] },
	{ problem: '胶片收费多于实际张数', planted: [[1, (s) => films(s, 6)]], lookAlikes: [[1, (s) => films(s, 0)]] },
	{ problem: '药品计费数量超过医嘱用量', planted: [[1, (s) => vials(s, 3)]], lookAlikes: [[1, (s) => vials(s, 1)]] },
	{ problem: '检查收费次数多于报告', planted: [[1, (s) => scans(s, 2)]], lookAlikes: [[1, (s) => scans(s, 0)]] }
];
