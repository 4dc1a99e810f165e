import { CONSUMABLES, SERVICES } from '../catalogue/services.ts';
import { DRUGS } from '../catalogue/drugs.ts';
import type { Operation } from '../catalogue/operations.ts';
import { at, dayOf } from '../calendar.ts';
import type { Chart } from './chart.ts';
import { writeOperation } from './documents.ts';

/** Operates on a day of the stay: order, charge, procedure row, anaesthesia with its record, implant, notes. */
export const operate = (chart: Chart, operation: Operation, day: number): void => {
	const { random, head } = chart;
	const wish = at(dayOf(head.begin) + day, random.int(9, 13), random.int(0, 59));
	const begin = Math.max(wish, head.begin + 100);
	const end = Math.min(begin + random.int(operation.minutes[0], operation.minutes[1]), head.end - 45);
	const order = chart.order('临时', `拟行${operation.name}`, begin - 60, { name: operation.item.name, code: operation.item.localCode });
	chart.charge(operation.item, end, 1, { order });
	const anaesthetist = random.pick(['秦安', '孟宁', '严舒', '姚静']);
	chart.operations.push({
		code: operation.code,
		name: operation.name,
		begin,
		end,
		main: chart.operations.length === 0,
		way: operation.anaesthesia ?? '局部麻醉',
		surgeon: head.doctor,
		anaesthetist
	});
	if (operation.anaesthesia !== null) anaesthetise(chart, operation.anaesthesia, begin - 25, end + 15, anaesthetist);
	chart.charge(CONSUMABLES['医用敷料'], end, random.int(3, 8), { order });
	if (operation.implant) {
		chart.charge(operation.implant, end, 1, { order });
		chart.implants.push({ udi: `0169${chart.reportNo('')}`, item: operation.implant, at: begin, operation: operation.name });
	}
	writeOperation(chart, operation, begin, end);
};

const anaesthetise = (chart: Chart, way: '全身麻醉' | '椎管内麻醉', begin: number, end: number, doctor: string): void => {
	const order = chart.order('临时', way, begin - 30, { name: way, code: SERVICES[way].localCode });
	chart.anaesthesia.push({ begin, end, way, doctor });
	chart.charge(SERVICES[way], end, 1, { order });
	chart.charge(SERVICES['麻醉中监测'], end, Math.max(1, Math.floor((end - begin) / 60)), { order });
	const drugs = way === '全身麻醉' ? (['丙泊酚乳状注射液', '罗库溴铵注射液', '枸橼酸舒芬太尼注射液'] as const) : (['盐酸罗哌卡因注射液'] as const);
	for (const drug of drugs) chart.charge(DRUGS[drug], end, chart.random.int(1, 3), { order: chart.orderItem(DRUGS[drug], begin, { way: 'iv' }) });
};

/** A delivery without operation: midwifery item, procedure row and note on the evening of admission. */
export const deliver = (chart: Chart): void => {
	const born = Math.max(chart.head.begin + 180, at(dayOf(chart.head.begin), 21));
	const order = chart.orderItem(SERVICES['单胎顺产接生'], born - 60);
	chart.charge(SERVICES['单胎顺产接生'], born, 1, { order, maternity: true });
	chart.operations.push({
		code: '73.5900x002',
		name: '头位阴道助产',
		begin: born - 30,
		end: born,
		main: true,
		way: '',
		surgeon: chart.head.doctor,
		anaesthetist: ''
	});
	chart.write('分娩记录', born + 60, '宫口开全后指导用力，顺利娩出一活婴，胎盘胎膜完整，会阴无裂伤，产后出血不多。');
};
