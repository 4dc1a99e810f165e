import { SPECIAL, profileOf } from '../catalogue/profiles.ts';
import { GREAT } from '../catalogue/places.ts';
import { DAY, at } from '../calendar.ts';
import type { Chart } from '../chart/chart.ts';
import type { Line } from '../chart/model.ts';
import { CARE, fillStay, firstDay, stayDays, within } from '../chart/stay.ts';
import { watch } from '../chart/intensive.ts';
import { letDie } from '../background.ts';
import { sum, type Stage } from '../stage.ts';
import { D, S, type Problem } from './help.ts';

const bedLines = (chart: Chart): Line[] => chart.lines.filter((line) => line.item.charge === '01');
const careLines = (chart: Chart): Line[] => chart.lines.filter((line) => line.item.charge === '07');

const infusionOrder = (chart: Chart): string => chart.lines.find((line) => line.item === S['静脉输液'])?.order ?? '';

const beds = (stage: Stage, extra: number): void => {
	const chart = stage.stay(profileOf('copd'));
	const lines = bedLines(chart);
	const last = lines.at(-1);
	if (!last) throw new Error('a stay has beds');
	const added = Array.from({ length: extra }, (_, i) => chart.charge(last.item, within(chart, stayDays(chart) - i, 6, 30), 1));
	stage.tell(chart, [...lines, ...added], `住院${stayDays(chart)}天，床位费${stayDays(chart) + extra}天`, sum(added));
};

/** On the day of a move both wards charge the bed: one day over, with the move in the record. */
const movedBed = (stage: Stage): void => {
	const chart = stage.stay(profileOf('failure'), {
		days: 9,
		options: { bed: S['普通病房床位费(三人间)'] },
		before: (c) => {
			c.leavingDept = '呼吸内科';
		}
	});
	const added = chart.charge(S['普通病房床位费(双人间)'], within(chart, 4, 16, 20), 1, { dept: '呼吸内科' });
	chart.order('临时', '转呼吸内科继续治疗', within(chart, 4, 15));
	chart.write('转科记录', within(chart, 4, 15, 30), '患者因肺部感染转呼吸内科继续治疗，当日转出科室与转入科室各记床位费一日。');
	stage.tell(chart, [...bedLines(chart)], `转科当日两个病区各记床位费，多1天（${added.sn}）`);
};

const nursing = (stage: Stage, extra: number): void => {
	const chart = stage.stay(profileOf('stomach'), { leaveHour: 15 });
	const lines = careLines(chart);
	const last = lines.at(-1);
	if (!last) throw new Error('a stay has care');
	const added = Array.from({ length: extra }, (_, i) => chart.charge(last.item, within(chart, stayDays(chart) - i, 7, 30), 1, { order: last.order }));
	stage.tell(chart, [...lines, ...added], `住院${stayDays(chart)}天，护理费${stayDays(chart) + extra}天`, sum(added));
};

const careLevel = (stage: Stage, changed: boolean): void => {
	const chart = stage.stay(profileOf('pneumonia'), { days: 8 });
	const lower = careLines(chart);
	const from = at(firstDay(chart) + 3, 0, 30);
	const raised = lower.filter((line) => line.at >= from).slice(0, changed ? 99 : 3);
	const level = chart.orders.find((order) => order.text === CARE[2].text);
	let order = raised[0]?.order ?? '';
	if (changed && level) {
		level.stop = from;
		order = chart.order('长期', CARE[1].text, from, { code: CARE[1].item.localCode, stop: chart.head.end });
		for (const [i, row] of chart.nursing.entries()) if (row.at >= from) chart.nursing[i] = { ...row, level: CARE[1].text, rounds: 1, vitals: 6 };
		chart.write('病程记录', from, '患者气促加重，予一级护理，加强巡视。');
	}
	const first = sum(raised);
	const lines = raised.map((line) => {
		chart.lines.splice(chart.lines.indexOf(line), 1);
		const made = chart.charge(CARE[1].item, line.at, 1, { order });
		return Object.assign(made, { sn: line.sn });
	});
	stage.tell(chart, lines, changed ? '护理级别医嘱当日起改为一级' : '医嘱与护理记录为二级护理，按一级护理收费3天', sum(lines) - first);
};

const afterDischarge = (stage: Stage): void => {
	const chart = stage.stay(profileOf('angina'));
	const order = infusionOrder(chart);
	const when = chart.head.end + 2 * DAY;
	const lines = [chart.charge(S['静脉输液'], when, 1, { order }), chart.charge(D['维生素C注射液'], when, 2, { order })];
	stage.tell(chart, lines, '出院后第2天仍收取输液及药品费', sum(lines));
};

const takenHome = (stage: Stage): void => {
	const chart = stage.stay(profileOf('hypertension'));
	const when = chart.head.end - 15;
	const order = chart.orderItem(D['缬沙坦胶囊'], when - 10, { days: 14 });
	const line = chart.charge(D['缬沙坦胶囊'], when, 14, { order, takenHome: true, daysOfSupply: 14 });
	stage.tell(chart, [line], '出院当日的出院带药，14天量');
};

const evening = (stage: Stage): void => {
	const chart = stage.stay(profileOf('stomach'), { leaveHour: 10 });
	const order = infusionOrder(chart);
	const line = chart.charge(S['静脉输液'], at(firstDay(chart) + stayDays(chart), 17, 40), 1, { order });
	stage.tell(chart, [line], '上午出院，当日傍晚补记的治疗费（同一日）');
};

const lateRefund = (stage: Stage): void => {
	const chart = stage.stay(profileOf('pneumonia'));
	const line = chart.lines.find((one) => one.item === D['盐酸氨溴索注射液']);
	if (!line) throw new Error('the ward gives this drug');
	stage.tell(chart, [line, chart.refund(line, chart.head.end + 2 * DAY)], '出院后第2天的是退费');
};

const beforeAdmission = (stage: Stage, same: boolean): void => {
	const chart = stage.stay(profileOf('gallstone'), { hour: 14 });
	const when = same ? chart.head.begin - 180 : chart.head.begin - 4 * DAY;
	const line = chart.exam('彩色多普勒超声常规检查', when, chart.order('临时', '肝胆彩超', when - 15, { name: '彩色多普勒超声常规检查' }));
	stage.tell(chart, [line], same ? '入院当日上午的门诊检查' : '入院前4天的检查计入住院费用', line.fen);
};

const afterDeath = (stage: Stage, after: boolean): void => {
	const chart = stage.open(SPECIAL.intensive, { place: GREAT, leaveHour: 13 });
	letDie(chart);
	watch(chart, 60);
	fillStay(chart, { ownCare: true });
	const when = after ? chart.head.end + 30 * 60 : chart.head.end - 40;
	const order = after ? infusionOrder(chart) : chart.orderItem(D['重酒石酸去甲肾上腺素注射液'], when - 5, { way: 'iv' });
	const lines = after
		? [chart.charge(S['静脉输液'], when, 1, { order }), chart.charge(D['盐酸氨溴索注射液'], when, 2, { order })]
		: [chart.charge(D['重酒石酸去甲肾上腺素注射液'], when, 4, { order })];
	stage.tell(chart, lines, after ? '死亡次日仍收取输液及药品费' : '死亡当日抢救用药，在死亡之前', sum(lines));
};

export const DAYS: readonly Problem[] = [
	{
		problem: '床位费天数超过住院天数',
		planted: [[1, (s) => beds(s, 2)]],
		lookAlikes: [
			[1, (s) => beds(s, 0)],
			[1, movedBed]
		]
	},
	{ problem: '护理费天数超过住院天数', planted: [[1, (s) => nursing(s, 2)]], lookAlikes: [[1, (s) => nursing(s, 0)]] },
	{ problem: '护理收费级别高于医嘱', planted: [[1, (s) => careLevel(s, false)]], lookAlikes: [[1, (s) => careLevel(s, true)]] },
	{
		problem: '出院后收费',
		planted: [[1, afterDischarge]],
		lookAlikes: [
			[1, takenHome],
			[1, evening],
			[1, lateRefund]
		]
	},
	{ problem: '入院前收费', planted: [[1, (s) => beforeAdmission(s, false)]], lookAlikes: [[1, (s) => beforeAdmission(s, true)]] },
	{ problem: '死亡后收费', planted: [[1, (s) => afterDeath(s, true)]], lookAlikes: [[1, (s) => afterDeath(s, false)]] }
];
