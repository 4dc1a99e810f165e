import { PRICE_SCALE, QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { PointOf } from '../knowledge/pack.ts';

/** Units (计价单位) of a whole package and of what is inside; a vial or bottle (支, 瓶, 袋) may be either and is one only where a package holds one. */
const PACKAGES = ['盒', '包装', '条', '大盒'];
const PIECES = ['片', '粒', '丸', '枚', '贴', '颗'];
/** A cent: prices of single pieces are rounded to it, upward at most by one. */
const CENT = PRICE_SCALE / 100;

/**
 * Price of a selected product (中选价) in the unit that the line is charged in, 1/1 000 000 元: of the package, or of a piece rounded up to a cent.
 * 无法判断 where the line's unit does not tell which of the two it is.
 */
export function selectedPrice(t: Trace, { row }: Charge, point: PointOf<'selectedPrices'>): Traced<number> {
	const label = { zh: '中选价（按明细单位）', en: 'Selected price in the unit of the line' };
	const of = (price: number) => t.knowledge<number>(point, label, 'price', price);
	if (point.perPack === QUANTITY_SCALE) return of(point.price);
	const unit = row.text('unt').trim();
	if (PACKAGES.includes(unit)) return of(point.price);
	if (PIECES.includes(unit)) return of(Math.ceil((point.price * QUANTITY_SCALE) / point.perPack / CENT) * CENT);
	throw new Undetermined({ kind: row.hasField('unt') ? 'value' : 'field', what: 'fee.unt' });
}
