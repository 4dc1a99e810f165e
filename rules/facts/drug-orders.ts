import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { coreName } from './item-core.ts';
import { namesOf } from './item-names.ts';
import { orderNumbers } from './order-support.ts';

/** Whether the name of an order and a drug, by the cores of its names, mean one another. */
export function isNamedBy(cores: readonly string[], name: string): boolean {
	const ordered = coreName(name);
	return ordered !== '' && cores.some((core) => core.includes(ordered) || ordered.includes(core));
}
/** Whether the text of an order tells of the drug. */
export const isToldIn = (cores: readonly string[], text: string): boolean => cores.some((core) => text.includes(core));

/** Orders of a drug: by name, else by the number on its lines where the order's text names the drug. */
export function ordersOfDrug(stay: Stay<'order'>, lines: readonly Pick<Charge, 'row'>[]): Row<'order'>[] {
	const cores = [...new Set(lines.flatMap(({ row }) => namesOf(row).map(coreName)))];
	const numbers = new Set(lines.flatMap(({ row }) => orderNumbers(row)));
	return stay
		.rows('order')
		.filter(
			(order) => isNamedBy(cores, order.text('drord_detl_name')) || (numbers.has(order.text('drord_no')) && isToldIn(cores, order.text('drord_cont')))
		);
}
