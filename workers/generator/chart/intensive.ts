import { SERVICES } from '../catalogue/services.ts';
import { DAY, HOUR, at, dayOf } from '../calendar.ts';
import type { Chart } from './chart.ts';
import type { Line } from './model.ts';
import { nurse, stayDays, within } from './stay.ts';

/** Bed, special care and hourly items of an intensive-care stay; the hours charged are those of the device record. */
export const watch = (chart: Chart, ventilatorHours: number): readonly Line[] => {
	const { begin, end } = chart.head;
	const care = chart.order('长期', '特级护理', begin + 15, { stop: end, code: SERVICES['特级护理'].localCode });
	for (let day = 0; day < stayDays(chart); day++) {
		chart.charge(SERVICES['监护病房床位费'], within(chart, day, 6, 10), 1);
		chart.charge(SERVICES['特级护理'], within(chart, day, 6, 12), 1, { order: care });
		chart.charge(SERVICES['住院诊查费'], within(chart, day, 8, 5), 1);
		nurse(chart, day, '特级护理', 1, 12);
	}
	chart.devices.push({ device: 'ICU住留', begin, end, hours: Math.floor((end - begin) / HOUR) });
	const start = (Math.floor(begin / HOUR) + 2) * HOUR;
	chargeHours(chart, '心电监测', start, Math.floor((end - start) / HOUR), '心电监护仪');
	return chargeHours(chart, '呼吸机辅助呼吸', start, Math.min(ventilatorHours, Math.floor((end - start) / HOUR)), '呼吸机');
};

/** Charges hours day by day, never more than the day has left, and writes the device's own record of them. */
export const chargeHours = (chart: Chart, name: '心电监测' | '呼吸机辅助呼吸', start: number, hours: number, device: string): readonly Line[] => {
	const item = SERVICES[name];
	const end = start + hours * HOUR;
	const order = chart.order('长期', name, start - 10, { code: item.localCode, stop: end });
	const lines: Line[] = [];
	for (let from = start; from < end; from = at(dayOf(from) + 1, 0)) {
		const until = Math.min(end, (dayOf(from) + 1) * DAY);
		lines.push(chart.charge(item, from, (until - from) / HOUR, { order }));
	}
	chart.devices.push({ device, begin: start, end, hours });
	return lines;
};
