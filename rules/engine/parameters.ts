import { dayOfIso } from '../domain/display.ts';
import type { AnyRule, Parameters } from './rule.ts';

/** A value that a region sets for a rule's parameter from a day on (本地化). */
export interface ParameterOverride {
	readonly rule: string;
	readonly name: string;
	readonly value: number;
	/** First and last day in force, yyyy-MM-dd. */
	readonly from?: string;
	readonly to?: string;
	readonly region: string;
	/** Document that sets it. */
	readonly source: string;
}

/** Parameters of the rules: the override in force on the day of service (the last given wins), else the rule's own default. */
export function createParameters(rules: readonly AnyRule[], overrides: readonly ParameterOverride[] = []): Parameters {
	const defaults = new Map(rules.map((rule) => [rule.meta.id, rule.params]));
	return {
		get(rule, name, day) {
			const spec = defaults.get(rule)?.[name];
			if (!spec) return null;
			const inForce = overrides.filter((o) => o.rule === rule && o.name === name && covers(o, day)).at(-1);
			return inForce ? { value: inForce.value, source: `${inForce.region} ${inForce.source}` } : { value: spec.default, source: `${rule}.${name}` };
		}
	};
}

function covers(override: ParameterOverride, day: number | null): boolean {
	if (day === null) return override.from === undefined && override.to === undefined;
	return (override.from === undefined || dayOfIso(override.from) <= day) && (override.to === undefined || day <= dayOfIso(override.to));
}
