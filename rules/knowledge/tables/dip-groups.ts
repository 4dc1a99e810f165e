import { defineKnowledge } from '../descriptor.ts';
import { amount, millionths, named, optional, patterned, price, quantity, text } from '../field-rules.ts';

/**
 * Group of a city's DIP catalogue (病种目录): `group` in the catalogue's own notation (K80.1:51.2300), which `rules/dip` reads; `points` 1/1 000 000 point;
 * `meanCost` 分; `meanDays` 1/10 000 day; `regionMean` the city's M of that year, 1/1 000 000 元. Groups of one `catalogue` belong together: cities and
 * years are never mixed. `codes` are empty, since a code of a diagnosis stands in many groups.
 */
export const dipGroups = defineKnowledge({
	zh: 'DIP 病种目录',
	en: 'Groups of a DIP catalogue',
	sides: 'none',
	apart: ['catalogue', 'group'],
	fields: {
		catalogue: named(text(80)),
		group: named(patterned(200, /^[0-9A-Z.:_+/-]+$/u, 'K80.1:51.2300')),
		points: millionths,
		meanCost: optional(amount),
		meanDays: optional(quantity),
		regionMean: optional(price)
	}
});
