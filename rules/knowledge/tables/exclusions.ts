import { defineKnowledge } from '../descriptor.ts';
import { codes, named, oneOf, optional, text, texts } from '../field-rules.ts';

/**
 * The main item contains the second one: both billed within the window is the second billed twice. `codes`, `name`, `aliases` are the main item's
 * (涉及项), those with `sub` the contained item's (违规项). Windows `operation` (one operation) and `overlap` (spans of use that meet) need records, so
 * rules of their own read them, by `family`.
 */
export const exclusions = defineKnowledge({
	zh: '重复收费',
	en: 'Items that contain others',
	sides: 'pair',
	fields: {
		subCodes: named(codes),
		subName: named(text()),
		subAliases: named(optional(texts)),
		window: oneOf('day', 'visit', '6h', '1h', 'operation', 'overlap'),
		/** `same`: only where both are of one part of the body, tooth or side. */
		site: optional(oneOf('any', 'same')),
		subKind: optional(oneOf('item', 'material', 'anaesthesia', 'imaging', 'monitor')),
		family: optional(text(40))
	}
});
