import { defineKnowledge } from '../descriptor.ts';
import { price, quantity } from '../field-rules.ts';

/** Price of a selected product (中选价), 1/1 000 000 元 a package of `perPack` units (1/10 000), in force from `from` to `to`. */
export const selectedPrices = defineKnowledge({
	zh: '中选价格',
	en: 'Prices of selected products',
	sides: 'item',
	apart: ['from'],
	byCodes: true,
	fields: { price: price, perPack: quantity }
});
