import type { Bilingual } from '../domain/finding.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import { allocate, offending } from './excess.ts';
import { gradeOf } from './items.ts';
import type { KindCharge } from './kind-charges.ts';
import { daysOfStay, staySpan } from './stay-days.ts';

/** Parameters of rules that compare charged days with the days of a stay. */
export const DAYS_OVER_STAY = {
	grace: {
		default: 0,
		unit: 'day',
		title: { zh: '宽限天数', en: 'Days of grace' },
		why: '地方规定算头又算尾时为 1；宽限只决定是否提示，不从金额中扣除；本产品的约定，未见国家规定'
	},
	certainFrom: {
		default: 2,
		unit: 'day',
		title: { zh: '明确违规起始天数', en: 'Days over that are certain' },
		why: '多 1 天可能是计出日口径差异，2 天及以上不是；本产品的约定，未见国家规定'
	}
} as const;

/**
 * Reports charges by the day (床位, 护理) beyond the days of the stay (计入不计出). Days that the record itself explains (`lawful`: a second ward on the day
 * of a transfer) are no part of the wrong; the latest charges are.
 */
export function reportDaysOverStay(
	stay: Stay,
	t: Trace<typeof DAYS_OVER_STAY>,
	label: Bilingual,
	parts: readonly KindCharge[],
	lawful: readonly Source[]
): void {
	const span = stay.fact(staySpan);
	const { days, missing } = daysOfStay(span);
	const lines = parts.map(({ charge }) => charge);
	const billed = t.quantity(label, lines);
	const stayDays = t.derived(
		{ zh: '住院天数（计入不计出）', en: 'Days of stay' },
		'quantity',
		days === null ? null : days * QUANTITY_SCALE,
		span?.sources ?? [],
		missing
	);
	if (!t.gt('more-than-stay', billed, stayDays)) return;
	const over = t.derived({ zh: '多计天数', en: 'Days too many' }, 'quantity', t.known(billed) - t.known(stayDays), [
		...billed.sources,
		...stayDays.sources
	]);
	if (!t.gt('more-than-grace', over, t.param('grace', 'quantity', QUANTITY_SCALE))) return;
	const explained = t.derived({ zh: '转科当日重复计费天数', en: 'Days of transfer charged twice' }, 'quantity', lawful.length * QUANTITY_SCALE, []);
	if (!t.gt('more-than-explained', over, explained)) return;
	parts.forEach(({ charge, match }) => t.matches('counted-item', charge.row, match));
	const extra = t.known(over) - t.known(explained);
	t.report({
		message: 'over',
		data: { billed: t.known(billed) / QUANTITY_SCALE, stay: days!, extra: extra / QUANTITY_SCALE },
		grade:
			extra >= t.known(t.param('certainFrom')) * QUANTITY_SCALE && parts.every(({ match }) => gradeOf(match) === 'certain') ? 'certain' : 'suspect',
		lines: allocate(lines, extra).map(offending)
	});
}
