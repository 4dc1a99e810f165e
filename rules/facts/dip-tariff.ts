import type { Tariff } from '../dip/simulate.ts';
import { PRICE_SCALE, RATIO_SCALE } from '../domain/units.ts';

const PERCENT = 100;
/** Parameters of money are in 分. */
const FEN = 100;

/** Parameters of what a city sets for the settlement; a region's own come instead of the defaults. */
export const TARIFF_PARAMS = {
	lower: { default: 50, unit: 'percent', title: { zh: '低倍率界线', en: 'Lower limit of the band' }, why: '费用偏差规则；各地可不同' },
	upper: { default: 200, unit: 'percent', title: { zh: '高倍率界线', en: 'Upper limit of the band' }, why: '费用偏差规则；各地可不同' },
	pointValue: {
		default: null,
		unit: 'amount',
		title: { zh: '点值（元/分）', en: 'Value of a point' },
		why: '每分的支付金额，由地方按年度和险种设定；未设定时只给出分值'
	},
	hospitalFactor: {
		default: null,
		unit: 'percent',
		title: { zh: '机构系数', en: 'Factor of the hospital' },
		why: '由地方按机构和年度设定；未设定时不计金额'
	},
	auxiliaryFactor: {
		default: null,
		unit: 'percent',
		title: { zh: '辅助系数', en: 'Auxiliary factor' },
		why: '由地方按辅助目录设定；不用辅助目录的地方设为 100'
	}
} as const;
export type TariffParameter = keyof typeof TARIFF_PARAMS;

/**
 * The tariff of the parameters as they stand on a day. What no region has set stays unknown; limits fall back to those of the rule that cities quote.
 * @param valueOf value of a parameter in its unit: percent, 分 for a point; null where it is not set
 */
export function tariffOf(valueOf: (name: TariffParameter) => number | null): Tariff {
	const scaled = (name: TariffParameter, scale: number, unit: number): number | null => {
		const value = valueOf(name);
		return value === null ? null : Math.round((value * scale) / unit);
	};
	const limit = (name: 'lower' | 'upper'): number => scaled(name, RATIO_SCALE, PERCENT) ?? (TARIFF_PARAMS[name].default * RATIO_SCALE) / PERCENT;
	return {
		pointValue: scaled('pointValue', PRICE_SCALE, FEN),
		hospitalFactor: scaled('hospitalFactor', RATIO_SCALE, PERCENT),
		auxiliaryFactor: scaled('auxiliaryFactor', RATIO_SCALE, PERCENT),
		limits: { lower: limit('lower'), upper: limit('upper') }
	};
}
