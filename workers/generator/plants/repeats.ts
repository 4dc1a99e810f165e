import { SPECIAL, profileOf } from '../catalogue/profiles.ts';
import { GREAT } from '../catalogue/places.ts';
import { HOUR, at } from '../calendar.ts';
import type { Chart } from '../chart/chart.ts';
import { watch } from '../chart/intensive.ts';
import { fillStay, within } from '../chart/stay.ts';
import type { Line } from '../chart/model.ts';
import type { Stage } from '../stage.ts';
import { S, give, type Problem } from './help.ts';

const test = (chart: Chart, name: '葡萄糖测定' | '葡萄糖耐量试验' | '糖化血红蛋白测定', day: number): Line => {
	const when = within(chart, day, 7, 10);
	return chart.lab(name, when, chart.order('临时', name, when - 20));
};

/** 葡萄糖耐量试验 contains the glucose values of its day. */
const tolerance = (stage: Stage, way: 'same' | 'other' | 'refund'): void => {
	const chart = stage.stay(profileOf('diabetes'), { days: 9 });
	const whole = test(chart, '葡萄糖耐量试验', 2);
	const part = test(chart, '葡萄糖测定', way === 'other' ? 5 : 2);
	const lines = way === 'refund' ? [whole, part, chart.refund(part, part.at + 200)] : [whole, part];
	const note = { same: '葡萄糖耐量试验与葡萄糖测定同日收费', other: '葡萄糖耐量试验与葡萄糖测定不在同一日', refund: '同日的葡萄糖测定已退费' };
	stage.tell(chart, lines, note[way], part.fen);
};

/** 急诊监护费 contains the consultation. */
const emergencyWatch = (stage: Stage, refunded: boolean): void => {
	const profile = profileOf('angina');
	const chart = stage.empty(profile, stage.person(profile), at(stage.world.day(stage.random), 19), '13', GREAT);
	const order = chart.orderItem(S['急诊监护费'], chart.head.begin + 2);
	const whole = chart.charge(S['急诊监护费'], chart.head.begin + 10, 1, { order });
	const part = chart.charge(S['急诊诊查费'], chart.head.begin + 3, 1);
	chart.write('急诊病历', chart.head.begin + 30, '主诉：胸闷胸痛两小时。\n处理：急诊监护，完善检查。');
	const lines = refunded ? [whole, part, chart.refund(part, part.at + 40)] : [whole, part];
	stage.tell(chart, lines, refunded ? '急诊诊查费已退费' : '急诊监护费与急诊诊查费同日收费', part.fen);
};

const birthWatch = (stage: Stage, hoursBefore: number, refunded = false): void => {
	const chart = stage.stay(profileOf('delivery'), { hour: 8, days: 4 });
	const whole = chart.lines.find((line) => line.item === S['单胎顺产接生']);
	if (!whole) throw new Error('a delivery charges its midwifery');
	const when = whole.at - hoursBefore * HOUR;
	const part = chart.charge(S['胎心监测'], when, 1, { order: chart.orderItem(S['胎心监测'], when - 10), maternity: true });
	const lines = refunded ? [whole, part, chart.refund(part, part.at + 45)] : [whole, part];
	stage.tell(chart, lines, `接生前${hoursBefore}小时收取胎心监测${refunded ? '，已退费' : ''}`, part.fen);
};

const pressure = (stage: Stage, minutesAfter: number): void => {
	const chart = stage.stay(profileOf('pneumonia'));
	const whole = give(chart, S['持续有创性血压监测'], 2, 1, { hour: 10, minute: 5 });
	const when = whole.at + minutesAfter;
	const part = chart.charge(S['心电监测'], when, 1, { order: chart.orderItem(S['心电监测'], when - 10) });
	stage.tell(chart, [whole, part], minutesAfter < 60 ? '持续有创性血压监测与心电监测同一小时收费' : '两项监测不在同一小时', part.fen);
};

const rounds = (stage: Stage, way: 'over' | 'limit' | 'refund'): void => {
	const chart = stage.stay(profileOf('stomach'));
	const line = chart.lines.filter((one) => one.item === S['住院诊查费'])[2];
	if (!line) throw new Error('every day of a stay has its ward round');
	if (way !== 'limit') chart.resize(line, 2);
	const lines = way === 'refund' ? [line, chart.refund(line, line.at + 120, 1)] : [line];
	const note = { over: '住院诊查费一日收取2次（上限1次）', limit: '住院诊查费每日1次', refund: '多收的1次住院诊查费已退' };
	stage.tell(chart, lines, note[way], line.fen / 2);
};

const hours = (stage: Stage, cnt: number): void => {
	const chart = stage.stay(profileOf('pneumonia'));
	const line = give(chart, S['心电监测'], 2, cnt, { hour: 0 });
	stage.tell(chart, [line], `心电监测一日收取${cnt}小时`, Math.round((line.fen * (cnt - 24)) / cnt));
};

const hba1c = (stage: Stage, gap: number): void => {
	const chart = stage.stay(profileOf('diabetes'), { days: gap + 3 });
	const first = chart.lines.find((line) => line.item.name === '糖化血红蛋白测定');
	const second = test(chart, '糖化血红蛋白测定', gap);
	stage.tell(chart, first ? [first, second] : [second], `两次糖化血红蛋白测定间隔${gap}天（15天内限1次）`, second.fen);
};

const ventilator = (stage: Stage, extra: number): void => {
	const chart = stage.open(SPECIAL.intensive, { place: GREAT, days: 8, hour: 15 });
	const lines = watch(chart, 96);
	fillStay(chart, { ownCare: true });
	const first = lines[0];
	const last = lines.at(-1);
	// The first and the last day have free hours: no calendar day is charged above 24.
	const added = extra === 0 || !first || !last ? [] : [first, last];
	for (const line of added) chart.resize(line, line.cnt + extra / 2);
	const fen = added.reduce((total, line) => total + Math.round((line.fen * (extra / 2)) / line.cnt), 0);
	stage.tell(chart, lines, `呼吸机记录96小时，收费${96 + extra}小时`, fen);
};

export const REPEATS: readonly Problem[] = [
	{
		problem: '项目重复收费（单日）',
		planted: [
			[1, (s) => tolerance(s, 'same')],
			[0, (s) => emergencyWatch(s, false)]
		],
		lookAlikes: [
			[1, (s) => tolerance(s, 'other')],
			[1, (s) => tolerance(s, 'refund')],
			[0, (s) => emergencyWatch(s, true)]
		]
	},
	{
		problem: '项目重复收费（6小时）',
		planted: [[1, (s) => birthWatch(s, 2)]],
		lookAlikes: [
			[1, (s) => birthWatch(s, 9)],
			[1, (s) => birthWatch(s, 2, true)]
		]
	},
	{ problem: '项目重复收费（同一小时）', planted: [[1, (s) => pressure(s, 30)]], lookAlikes: [[1, (s) => pressure(s, 330)]] },
	{
		problem: '项目超限定频次（每日）',
		planted: [[1, (s) => rounds(s, 'over')]],
		lookAlikes: [
			[1, (s) => rounds(s, 'limit')],
			[1, (s) => rounds(s, 'refund')]
		]
	},
	{ problem: '按小时计费超24小时', planted: [[1, (s) => hours(s, 30)]], lookAlikes: [[1, (s) => hours(s, 24)]] },
	{ problem: '项目周期超频次', planted: [[1, (s) => hba1c(s, 5)]], lookAlikes: [[1, (s) => hba1c(s, 16)]] },
	{ problem: '呼吸机计费小时超设备记录', planted: [[1, (s) => ventilator(s, 12)]], lookAlikes: [[1, (s) => ventilator(s, 0)]] }
];
