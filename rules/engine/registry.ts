import { VIOLATIONS } from '../domain/finding.ts';
import { TABLES } from '../domain/tables/index.ts';
import type { AnyRule } from './rule.ts';

export interface Registry {
	readonly rules: readonly AnyRule[];
	get(id: string): AnyRule | undefined;
}

/**
 * Collects rule modules, keyed by their path (`checks/<dimension>/<id>.ts`), and checks what the compiler cannot: that a rule's file is its id, that
 * its dimension is its folder, that its terms are official.
 * @throws Error naming the rule and the fault: a faulty rule base must not start a run
 */
export function createRegistry(modules: Readonly<Record<string, { readonly default: AnyRule }>>): Registry {
	const byId = new Map<string, AnyRule>();
	for (const [path, module] of Object.entries(modules).sort(([a], [b]) => (a < b ? -1 : 1))) {
		const rule = module.default;
		if (!rule?.meta) throw new Error(`rule ${path}: no rule as its default export`);
		const [dimension, file] = path.split('/').slice(-2) as [string, string];
		const { meta } = rule;
		const fault =
			`${meta.id}.ts` !== file
				? `file ${file} is not its id ${meta.id}`
				: meta.dimension !== dimension
					? `folder ${dimension} is not its dimension ${meta.dimension}`
					: byId.has(meta.id)
						? 'id used twice'
						: !VIOLATIONS.includes(meta.violation)
							? `violation ${meta.violation} is no official term`
							: meta.basis.length === 0
								? 'no basis'
								: [...meta.requires, ...meta.uses].some((table: string) => !(table in TABLES))
									? 'unknown table'
									: null;
		if (fault) throw new Error(`rule ${path}: ${fault}`);
		byId.set(meta.id, rule);
	}
	return { rules: [...byId.values()], get: (id) => byId.get(id) };
}
