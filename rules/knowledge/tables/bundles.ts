import { defineKnowledge, type PointFault } from '../descriptor.ts';
import { codes, oneOf, optional, price, records, texts, whole } from '../field-rules.ts';

/** Fewer parts than it takes: the whole could never be seen. */
const fewerThanLeast = (point: Readonly<Record<string, unknown>>): PointFault | null =>
	(point['parts'] as readonly unknown[]).length >= (point['least'] as number)
		? null
		: { id: 'too-few-parts', zh: '的部分少于 least', en: 'has fewer parts than least' };

/**
 * A whole whose parts are charged one by one (分解收费): at least `least` of the parts within the window stand for the whole, of this price (1/1 000 000
 * 元) where it is known.
 */
export const bundles = defineKnowledge({
	zh: '整体项目',
	en: 'Wholes and their parts',
	sides: 'parts',
	fault: fewerThanLeast,
	fields: { parts: records({ names: texts, codes }), least: whole(2, 50), window: oneOf('day', 'visit', 'sample'), price: optional(price) }
});
