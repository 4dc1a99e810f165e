import type { Item } from '../catalogue/item.ts';
import { DRUGS } from '../catalogue/drugs.ts';
import { SERVICES } from '../catalogue/services.ts';
import type { Chart } from './chart.ts';

/** An outpatient visit of an hour: consultation, one blood count now and then, and tablets for some weeks. */
export const fillClinic = (chart: Chart, daysOfSupply = 7): Chart => {
	const { begin, profile, kind } = chart.head;
	chart.charge(kind === '13' ? SERVICES['急诊诊查费'] : SERVICES['普通门诊诊察费'], begin + 5, 1);
	if (chart.random.chance(0.4)) chart.lab('血细胞分析', begin + 15, chart.order('临时', '血常规', begin + 12));
	for (const name of profile.orals.slice(0, 3)) {
		const pack = DRUGS[name].unit === '瓶' || DRUGS[name].unit === '支';
		prescribe(chart, DRUGS[name], pack ? 1 : daysOfSupply, daysOfSupply);
	}
	const [complaint, history, signs] = profile.words;
	chart.write(
		'门诊病历',
		begin + 30,
		`主诉：${complaint}。\n现病史：${history}。\n查体：${signs}。\n诊断：${profile.name}。\n处理：药物治疗，随诊。`
	);
	return chart;
};

/** A drug on a prescription of the visit. */
export const prescribe = (chart: Chart, item: Item, cnt: number, daysOfSupply = 0): ReturnType<Chart['charge']> => {
	const order = chart.orderItem(item, chart.head.begin + 20, { way: 'po', freq: 'qd', days: daysOfSupply });
	return chart.charge(item, chart.head.begin + 25, cnt, { order, daysOfSupply });
};

/** A session of dialysis under the benefit for special diseases (门诊特病). */
export const fillDialysis = (chart: Chart, dialyser: Item): Chart => {
	const order = chart.orderItem(SERVICES['血液透析'], chart.head.begin + 5);
	chart.charge(SERVICES['血液透析'], chart.head.begin + 20, 1, { order });
	chart.charge(dialyser, chart.head.begin + 20, 1, { order });
	chart.charge(DRUGS['肝素钠注射液'], chart.head.begin + 20, 1, {
		order: chart.orderItem(DRUGS['肝素钠注射液'], chart.head.begin + 5, { way: '体外' })
	});
	chart.write('透析记录', chart.head.begin + 40, '经动静脉内瘘行血液透析4小时，超滤量2.4升，过程顺利，血压平稳。');
	return chart;
};
