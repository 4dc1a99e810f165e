import { CONSUMABLES, SERVICES } from '../catalogue/services.ts';
import { DRUGS } from '../catalogue/drugs.ts';
import { OPERATIONS } from '../catalogue/operations.ts';
import { PANEL_NAMES, PANELS, type PanelName } from '../catalogue/diagnostics.ts';
import type { Item } from '../catalogue/item.ts';
import type { DrugName, ServiceName } from '../catalogue/profiles.ts';
import { DAY, HOUR, at, dayOf } from '../calendar.ts';
import type { Chart } from './chart.ts';
import { writeFrontPage, writeNotes } from './documents.ts';
import { deliver, operate } from './surgery.ts';

/** What a stay deviates in from the ordinary course of its ward. */
export interface StayOptions {
	/** Day of the operation, counted from admission. */
	readonly operationDay?: number;
	readonly bed?: Item;
	/** No infusions, therapies or second tests: a stay that only lies and swallows. */
	readonly bare?: boolean;
	/** Leaves out daily bed and care lines (they are charged by the hour or by the caller). */
	readonly ownCare?: boolean;
}

export const CARE = {
	1: { item: SERVICES['Ⅰ级护理'], text: '一级护理', rounds: 1, vitals: 6 },
	2: { item: SERVICES['Ⅱ级护理'], text: '二级护理', rounds: 2, vitals: 3 },
	3: { item: SERVICES['Ⅲ级护理'], text: '三级护理', rounds: 3, vitals: 2 }
} as const;

export const firstDay = (chart: Chart): number => dayOf(chart.head.begin);
/** Days that may be charged: the day of admission counts, that of discharge does not, and a same-day stay is one. */
export const stayDays = (chart: Chart): number => Math.max(1, dayOf(chart.head.end) - firstDay(chart));

/** A minute of the stay's day: never before admission, never after discharge. */
export const within = (chart: Chart, day: number, hour: number, minute = 0): number => {
	const { begin, end } = chart.head;
	const wish = at(firstDay(chart) + day, hour, minute);
	return Math.min(Math.max(wish, day === 0 ? begin + 40 + minute : begin), end);
};

/** Writes the ordinary course of a ward into the chart: every charge with its order, report or note. */
export const fillStay = (chart: Chart, options: StayOptions = {}): Chart => {
	const { profile } = chart.head;
	for (const [code, name] of profile.second) if (chart.random.chance(0.6)) chart.diagnoses.push({ code, name, main: false });
	lie(chart, options);
	testAtAdmission(chart, options.bare ?? false);
	for (const drug of options.bare ? [] : profile.infusions) infuse(chart, drug);
	for (const drug of profile.orals) giveTablets(chart, drug);
	for (const therapy of options.bare ? [] : profile.therapies) treat(chart, therapy);
	if (profile.operation !== undefined) operate(chart, OPERATIONS[profile.operation], options.operationDay ?? (stayDays(chart) > 2 ? 2 : 0));
	if (profile.key === 'delivery') deliver(chart);
	if (chart.leaving !== '5') takeHome(chart);
	writeNotes(chart);
	writeFrontPage(chart);
	if (!options.bare) refundSome(chart);
	return chart;
};

/** Bed, care and ward round of each day that counts, and the nurses' notes. */
const lie = (chart: Chart, options: StayOptions): void => {
	const care = CARE[chart.head.profile.care];
	const { begin, end, profile } = chart.head;
	const open = begin + 15;
	chart.order('长期', `${profile.dept}护理常规`, open, { stop: end });
	for (const text of ['测血压 bid', '测体温 q6h', '留陪一人']) chart.order('长期', text, open, { stop: end });
	chart.order('临时', chart.leaving === '5' ? '宣布临床死亡' : '今日出院', end - 60);
	chart.order('长期', profile.orals.length > 1 ? '低盐低脂饮食' : '普食', open, { stop: end });
	if (!options.ownCare) {
		const level = chart.order('长期', care.text, open, { stop: end, name: care.text, code: care.item.localCode });
		const bed = options.bed ?? (chart.random.chance(0.3) ? SERVICES['普通病房床位费(双人间)'] : SERVICES['普通病房床位费(三人间)']);
		for (let day = 0; day < stayDays(chart); day++) {
			chart.charge(bed, within(chart, day, 6, 10), 1);
			chart.charge(care.item, within(chart, day, 6, 12), 1, { order: level });
			chart.charge(SERVICES['住院诊查费'], within(chart, day, 8, 5), 1);
			nurse(chart, day, care.text, care.rounds, care.vitals);
		}
	}
	nurse(chart, stayDays(chart), care.text, care.rounds, 1);
};

const NOTES = [
	'遵医嘱完成输液及口服药发放，无不良反应',
	'协助翻身拍背，皮肤完整',
	'测体温、脉搏、血压，已记录',
	'进行健康宣教，患者及家属表示理解',
	'夜间安静入睡，巡视无异常'
];
export const nurse = (chart: Chart, day: number, level: string, rounds: number, vitals: number): void => {
	const note = day === 0 ? '入院评估完成，介绍病区环境，遵医嘱执行治疗' : chart.random.pick(NOTES);
	chart.nursing.push({ at: within(chart, day, 10, 30), level, vitals, rounds, text: `${note}。` });
};

const testAtAdmission = (chart: Chart, bare: boolean): void => {
	const { profile, begin } = chart.head;
	const days = stayDays(chart);
	runPanels(chart, bare ? profile.panels.slice(0, 2) : profile.panels, begin + 50);
	for (const [i, exam] of (bare ? profile.exams.slice(-1) : profile.exams).entries()) {
		const when = days > 1 && i > 0 ? within(chart, 1, 9, 5 + i * 13) : Math.min(begin + 60 + i * 11, chart.head.end);
		chart.exam(exam, when, chart.order('临时', `${chart.head.profile.part}${exam}`, when - 30, { name: exam }));
	}
	if (bare) return;
	for (let day = 3; day < days; day += 3) {
		const again = profile.panels.filter((p) => AGAIN.has(p) && chart.random.chance(0.35));
		runPanels(chart, ['blood', ...again], within(chart, day, 6, 30));
	}
};
const AGAIN = new Set<PanelName>(['salts', 'kidney', 'liver', 'infection', 'gas', 'clotting']);

/** One order a panel, one charge and one report an item. */
export const runPanels = (chart: Chart, panels: readonly PanelName[], when: number): void => {
	for (const panel of panels) {
		const order = chart.order('临时', PANEL_NAMES[panel], when - 20, { name: PANEL_NAMES[panel] });
		for (const test of PANELS[panel]) chart.lab(test, when, order);
	}
};

/** A drug in its own bottle: drug, solvent and infusion a day; the giving set with the first bottle of the day. */
const infuse = (chart: Chart, name: DrugName): void => {
	const drug = DRUGS[name];
	const oncology = chart.head.profile.key === 'chemo';
	const solvent = SOLVENTS.has(name) ? null : chart.random.chance(0.6) ? DRUGS['氯化钠注射液(100ml)'] : DRUGS['氯化钠注射液(250ml)'];
	const twice = TWICE.has(name);
	const begin = chart.head.begin + 45;
	const order = chart.order('长期', `${name} ${drug.spec} ivgtt ${twice ? 'bid' : 'qd'}`, begin, {
		name,
		code: drug.localCode,
		dose: drug.spec,
		freq: twice ? 'bid' : 'qd',
		way: 'ivgtt',
		stop: chart.head.end
	});
	const first = chart.head.profile.infusions[0] === name;
	const last = oncology ? 1 : stayDays(chart);
	for (let day = 0; day < last; day++) {
		const when = within(chart, day, 9, chart.random.int(0, 40));
		chart.charge(drug, when, twice ? 2 : 1, { order });
		if (solvent) chart.charge(solvent, when, twice ? 2 : 1, { order });
		chart.charge(chart.head.profile.dept === '儿科' ? SERVICES['小儿头皮静脉输液'] : SERVICES['静脉输液'], when, 1, { order });
		chart.charge(CONSUMABLES['一次性使用注射器'], when, 1, { order });
		if (!first) continue;
		chart.charge(CONSUMABLES['一次性使用输液器'], when, 1, { order });
		if (day % 4 === 0) chart.charge(CONSUMABLES['一次性使用静脉留置针'], when, 1, { order });
	}
};
const SOLVENTS = new Set<DrugName>(['甘露醇注射液', '左氧氟沙星氯化钠注射液']);
const TWICE = new Set<DrugName>(['注射用头孢呋辛钠', '注射用哌拉西林钠他唑巴坦钠', '盐酸氨溴索注射液', '依达拉奉注射液']);

const FREQUENCIES = { 1: 'qd', 2: 'bid', 3: 'tid' } as const;
const giveTablets = (chart: Chart, name: DrugName): void => {
	const drug = DRUGS[name];
	const perDay = name === '盐酸二甲双胍片' || name === '依帕司他片' || drug.unit === '袋' ? 3 : name === '吸入用布地奈德混悬液' ? 2 : 1;
	const pack = drug.unit === '瓶' || name === '门冬胰岛素注射液';
	const order = chart.order('长期', `${name} ${drug.spec}`, chart.head.begin + 45, {
		name,
		code: drug.localCode,
		dose: drug.spec,
		freq: FREQUENCIES[perDay],
		way: drug.unit === '支' ? '外用' : 'po',
		stop: chart.head.end
	});
	for (let day = 0; day < stayDays(chart); day += pack ? 7 : 1) {
		chart.charge(drug, within(chart, day, 8, chart.random.int(10, 30)), pack ? 1 : perDay, { order });
	}
};

const HOURS: Partial<Record<ServiceName, readonly [number, number]>> = { 心电监测: [8, 20], 氧气吸入: [4, 10] };
const treat = (chart: Chart, name: ServiceName): void => {
	const item = SERVICES[name];
	const hours = HOURS[name];
	const order = chart.order('长期', name, chart.head.begin + 45, { name, code: item.localCode, freq: 'qd', stop: chart.head.end });
	for (let day = 0; day < Math.min(stayDays(chart), hours ? 4 : 99); day++) {
		const when = within(chart, day, 8, 40);
		const room = Math.floor((Math.min(at(firstDay(chart) + day + 1, 0), chart.head.end) - when) / HOUR);
		const cnt = hours ? Math.min(chart.random.int(hours[0], hours[1]), Math.max(room, 1)) : name === '雾化吸入' ? 2 : 1;
		chart.charge(item, when, cnt, { order });
	}
};

/** 出院带药: half of the tablets of the stay for a week, in the last hour before leaving. */
const takeHome = (chart: Chart): void => {
	const when = chart.head.end - 20;
	for (const name of chart.head.profile.orals) {
		if (DRUGS[name].unit === '支' || !chart.random.chance(0.5)) continue;
		const order = chart.orderItem(DRUGS[name], when - 10, { days: 7, freq: 'qd', way: 'po' });
		chart.charge(DRUGS[name], when, DRUGS[name].unit === '瓶' ? 1 : 7, { order, takenHome: true, daysOfSupply: 7 });
	}
};

/** One stay in seven returns a bottle that was not used, in part or as a whole. */
const refundSome = (chart: Chart): void => {
	if (!chart.random.chance(0.15)) return;
	const drugs = chart.lines.filter((line) => line.item.charge === '09' && line.cnt > 0 && !line.takenHome && chart.head.end - line.at > DAY);
	if (drugs.length === 0) return;
	const original = chart.random.pick(drugs);
	chart.refund(original, original.at + 4 * HOUR, original.cnt > 1 && chart.random.chance(0.5) ? 1 : original.cnt);
};
