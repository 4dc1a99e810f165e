import { dayOfIso } from '../domain/display.ts';
import type { ParameterSetting } from '../domain/parameter.ts';
import type { AnyRule, Parameters } from './rule.ts';

/** Parameters of the rules: the override in force on the day of service (the last given wins), else the rule's own default. */
export function createParameters(rules: readonly AnyRule[], overrides: readonly ParameterSetting[] = []): Parameters {
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

function covers(override: ParameterSetting, day: number | null): boolean {
	if (day === null) return override.from === undefined && override.to === undefined;
	return (override.from === undefined || dayOfIso(override.from) <= day) && (override.to === undefined || day <= dayOfIso(override.to));
}
