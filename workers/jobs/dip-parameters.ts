import type { Tariff } from '../../rules/dip/simulate.ts';
import { PRICE_SCALE, RATIO_SCALE } from '../../rules/domain/units.ts';
import type { RunContext } from '../../rules/engine/rule.ts';
import { TARIFF_PARAMS } from '../../rules/facts/dip-tariff.ts';
import { DIP_PARAMETERS, type DipParameter, type DipParameterName } from '../protocol/dip.ts';

/** The rule whose parameters are the city's: the one that simulates the payment. */
export const DIP_RULE = 'higher-group-by-procedure';
const PERCENT = 100;
const FEN = 100;
const MONEY: readonly DipParameterName[] = ['regionMean', 'pointValue'];

/**
 * What the city sets, each with where it comes from: tried here, in the catalogue's own file, set for a region on the day, the rule's default, or
 * not set at all: never guessed.
 * @param ofCatalogue M of the catalogue, 1/1 000 000 元
 */
export function dipParameters(
	{ parameters }: RunContext,
	day: number | null,
	ofCatalogue: number | null,
	tried: Readonly<Partial<Record<DipParameterName, number>>>
): DipParameter[] {
	return DIP_PARAMETERS.map((name): DipParameter => {
		const own = tried[name];
		if (own !== undefined) return { name, value: own, origin: 'trial', source: '' };
		if (name === 'regionMean' && ofCatalogue !== null) return { name, value: ofCatalogue, origin: 'catalogue', source: '' };
		const set = parameters.get(DIP_RULE, name, day);
		if (!set || set.value === null) return { name, value: null, origin: 'unset', source: '' };
		const value = Math.round(MONEY.includes(name) ? (set.value * PRICE_SCALE) / FEN : (set.value * RATIO_SCALE) / PERCENT);
		const isDefault = set.source === `${DIP_RULE}.${name}`;
		return { name, value, origin: isDefault ? 'default' : 'region', source: isDefault ? '' : set.source };
	});
}

/** The tariff of these parameters. */
export function tariffWith(parameters: readonly DipParameter[]): Tariff {
	const valueOf = (name: DipParameterName): number | null => parameters.find((one) => one.name === name)!.value;
	const limit = (name: 'lower' | 'upper'): number => valueOf(name) ?? (TARIFF_PARAMS[name].default * RATIO_SCALE) / PERCENT;
	return {
		pointValue: valueOf('pointValue'),
		hospitalFactor: valueOf('hospitalFactor'),
		auxiliaryFactor: valueOf('auxiliaryFactor'),
		limits: { lower: limit('lower'), upper: limit('upper') }
	};
}
