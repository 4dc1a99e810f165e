import { DRUGS, POINT_DRUGS } from '../catalogue/drugs.ts';
import type { Item } from '../catalogue/item.ts';
import { SERVICES } from '../catalogue/services.ts';
import type { Chart, ChargeOptions } from '../chart/chart.ts';
import type { Line } from '../chart/model.ts';
import { within } from '../chart/stay.ts';
import type { Scenario, Stage } from '../stage.ts';

export const D = DRUGS;
export const P = POINT_DRUGS;
export const S = SERVICES;

/** One fault and what looks like it, under one name. */
export interface Problem {
	readonly problem: string;
	readonly planted: readonly Case[];
	readonly lookAlikes: readonly Case[];
}
/** Stays that the case takes, and how it is put together. */
export type Case = readonly [stays: number, build: (stage: Stage) => void];

export const scenariosOf = ({ problem, planted, lookAlikes }: Problem): readonly Scenario[] => [
	...planted.map(([stays, build]): Scenario => ({ problem, kind: 'planted', stays, build })),
	...lookAlikes.map(([stays, build]): Scenario => ({ problem, kind: 'look-alike', stays, build }))
];

/** Orders an item on a day of the stay and charges it half an hour later. */
export const give = (chart: Chart, item: Item, day: number, cnt = 1, options: ChargeOptions & { hour?: number; minute?: number } = {}): Line => {
	const when = within(chart, day, options.hour ?? 14, options.minute ?? 0);
	const order = options.order ?? chart.orderItem(item, when - 30, { way: item.list === '201' ? '' : '遵医嘱', freq: 'qd' });
	return chart.charge(item, when, cnt, { ...options, order });
};

/** Charges an item on several days under one order. */
export const giveDays = (chart: Chart, item: Item, days: number, cnt = 1): readonly Line[] => {
	const order = chart.order('长期', `${item.name} qd`, chart.head.begin + 45, {
		name: item.name,
		code: item.localCode,
		freq: 'qd',
		way: 'ivgtt',
		stop: chart.head.end
	});
	return Array.from({ length: days }, (_, day) => chart.charge(item, within(chart, day, 15, 10), cnt, { order }));
};
