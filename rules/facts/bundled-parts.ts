import { normalizeCode } from '../knowledge/codes.ts';
import { withoutQualifier } from '../knowledge/names.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { groupBy } from './group.ts';
import { namesOf } from './item-names.ts';
import { chargeDay, limitedCharges, type LimitedCharge } from './limited-charges.ts';
import { normalized } from './memo.ts';

export type Bundle = PointOf<'bundles'>;
export type Item = LimitedCharge<Bundle>;

/** Parts of a whole charged in one window, as a stay has them. */
export interface ChargedParts {
	readonly point: Bundle;
	/** Distinct parts, each with its lines. */
	readonly parts: readonly (readonly Item[])[];
	/** The day of the window; null where it is the visit. */
	readonly day: number | null;
	/** Lines that charge the whole itself in the window. */
	readonly wholes: readonly Item[];
}

/**
 * Wholes (整体项目) of which enough parts are charged within the window. A sample is a day here, told apart by the rule that asks for reports.
 * @throws Undetermined where a part of a day or sample has no date
 */
export function chargedBundles(stay: Stay<never>, t: Trace): ChargedParts[] {
	const wholes = new Map(limitedCharges(stay, t.context, 'bundles', t.day).map(({ point, items }) => [point, items]));
	return limitedCharges(stay, t.context, 'bundles', t.day, 'sub').flatMap(({ point, items }) => {
		const billed = items.filter(({ charge }) => charge.quantity > 0 && charge.amount > 0);
		const dated = point.window !== 'visit' && partsOf(point, billed).length >= point.least;
		if (dated && billed.some(({ charge }) => chargeDay(charge) === null)) throw new Undetermined({ kind: 'value', what: 'fee.fee_ocur_time' });
		const windows = groupBy(billed, ({ charge }) => (point.window === 'visit' ? null : chargeDay(charge)));
		return [...windows].flatMap(([day, own]) => {
			const parts = partsOf(point, own);
			const whole = (wholes.get(point) ?? []).filter(({ charge }) => charge.quantity > 0 && (day === null || chargeDay(charge) === day));
			return parts.length < point.least ? [] : [{ point, parts, day, wholes: whole }];
		});
	});
}

/** Lines by the part of the whole that they are, as knowledge matches them: by code, by name, by name without its brackets. */
function partsOf({ parts }: Bundle, items: readonly Item[]): Item[][] {
	const groups = groupBy(items, ({ charge: { row } }) => {
		const names = namesOf(row).flatMap((name) => [name, withoutQualifier(name)]);
		const codes = [row.text('hilist_code'), row.text('med_list_codg')].map(normalizeCode);
		const isNamed = (part: Bundle['parts'][number]): boolean => part.names.some((name) => names.includes(normalized(name)));
		return parts.findIndex((part) => part.codes.some((code) => codes.includes(normalizeCode(code))) || isNamed(part));
	});
	return [...groups].filter(([part]) => part >= 0).map(([, own]) => own);
}
