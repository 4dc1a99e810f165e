import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import type { Charge } from '../engine/charge.ts';
import { notNamed } from './cells.ts';
import { ordersOfDrug } from './drug-orders.ts';
import { namesOf } from './item-names.ts';
import { normalized } from './memo.ts';

/** Forms and routes by which a drug acts where it is put and hardly elsewhere (局部用药); from general knowledge of dosage forms. */
const TOPICAL = [
	'滴眼',
	'眼用',
	'眼膏',
	'滴耳',
	'滴鼻',
	'外用',
	'乳膏',
	'软膏',
	'凝胶',
	'栓剂',
	'阴道',
	'搽剂',
	'洗剂',
	'涂擦',
	'喷雾',
	'吸入',
	'雾化',
	'贴膏',
	'贴剂',
	'含漱',
	'冲洗'
] as const;
const LABEL = { zh: '局部用药', en: 'Used where it is put' };

/** That a drug is not for use on a place of the body only: not by its name, its dosage form, the route on its line or that of an order of it. */
export function systemic(t: Trace, stay: Stay<'fee' | 'order'>, charge: Charge): boolean {
	const { row } = charge;
	if (!notNamed(t, 'not-topical-form', row, TOPICAL, LABEL)) return false;
	const cells: Source[] = [
		{ row, field: 'dosform_name' },
		{ row, field: 'medc_way_dscr' },
		...ordersFor(stay, row).map((order) => ({ row: order as Row, field: 'medc_way' }))
	];
	const texts = cells.map((cell) => normalized(cell.row.text(cell.field as never)));
	const word = TOPICAL.find((one) => texts.some((text) => text.includes(one)));
	const route = t.derived<string>({ zh: '剂型与用法', en: 'Form and route' }, 'text', word ?? texts.find((text) => text !== '') ?? '', cells);
	return t.notIn('not-topical-use', route, t.constant<readonly string[]>(LABEL, 'text', TOPICAL));
}

const known = new WeakMap<object, Map<string, readonly Row<'order'>[]>>();

/** Orders of the drug of a line, looked for once a stay, item and order number: a drug stands on a line a day. */
function ordersFor(stay: Stay<'fee' | 'order'>, row: Row<'fee'>): readonly Row<'order'>[] {
	if (!stay.has('order')) return [];
	const orders = known.get(stay) ?? known.set(stay, new Map()).get(stay)!;
	const key = `${namesOf(row).join('\n')}\n${row.text('rx_drord_no')}`;
	let own = orders.get(key);
	if (!own) orders.set(key, (own = ordersOfDrug(stay, [{ row }])));
	return own;
}
