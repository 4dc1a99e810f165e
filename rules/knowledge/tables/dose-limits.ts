import { defineKnowledge, needsOneOf } from '../descriptor.ts';
import { optional, quantity, text, whole } from '../field-rules.ts';

/** Highest dose of the label (说明书用量), 1/10 000 mg: of one dose, of a day, a day and kilogram; for a route and an age in years where it differs. */
export const doseLimits = defineKnowledge({
	zh: '说明书用量',
	en: 'Doses of the label',
	sides: 'item',
	apart: ['route', 'ageFrom', 'ageTo'],
	fault: needsOneOf('singleMg', 'dailyMg', 'mgPerKg'),
	fields: {
		singleMg: optional(quantity),
		dailyMg: optional(quantity),
		mgPerKg: optional(quantity),
		route: optional(text(40)),
		ageFrom: optional(whole(0, 150)),
		ageTo: optional(whole(0, 150))
	}
});
