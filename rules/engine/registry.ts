import { VIOLATIONS } from '../domain/finding.ts';
import { TABLES } from '../domain/tables/index.ts';
import type { AnyRule } from './rule.ts';

export interface Registry {
	readonly rules: readonly AnyRule[];
	get(id: string): AnyRule | undefined;
}

/** Items of the typical-problem list (医保函〔2025〕2号): of medical institutions and of retail pharmacies. */
const LAST_PROBLEM = 183;
const LAST_PHARMACY_PROBLEM = 19;
const LAST_IMAGING_PROBLEM = 14;

/**
 * Collects rule modules, keyed by their path (`checks/<dimension>/<id>.ts`), and checks what the compiler cannot: that a rule's file is its id, that
 * its dimension is its folder, that its terms are official and its problems stand in the list.
 * @throws Error naming the rule and the fault: a faulty rule base must not start a run
 */
export function createRegistry(modules: Readonly<Record<string, { readonly default: AnyRule }>>): Registry {
	const byId = new Map<string, AnyRule>();
	for (const [path, module] of Object.entries(modules).sort(([a], [b]) => (a < b ? -1 : 1))) {
		const rule = module.default;
		if (!rule?.meta) throw new Error(`rule ${path}: no rule as its default export`);
		const [dimension, file] = path.split('/').slice(-2) as [string, string];
		const fault = faultOf(rule, dimension, file) ?? (byId.has(rule.meta.id) ? 'id used twice' : null);
		if (fault) throw new Error(`rule ${path}: ${fault}`);
		byId.set(rule.meta.id, rule);
	}
	return { rules: [...byId.values()], get: (id) => byId.get(id) };
}

/** What is wrong with a rule that is to stand at `<dimension>/<file>`, or null. */
function faultOf({ meta }: AnyRule, dimension: string, file: string): string | null {
	if (`${meta.id}.ts` !== file) return `file ${file} is not its id ${meta.id}`;
	if (meta.dimension !== dimension) return `folder ${dimension} is not its dimension ${meta.dimension}`;
	if (!VIOLATIONS.includes(meta.violation)) return `violation ${meta.violation} is no official term`;
	if (meta.basis.length === 0) return 'no basis';
	if (!areItems(meta.problems, LAST_PROBLEM)) return 'problems are no numbers of the list, each once';
	if (!areItems(meta.pharmacyProblems ?? [], LAST_PHARMACY_PROBLEM)) return 'pharmacyProblems are no numbers of the list, each once';
	if (!areItems(meta.imagingProblems ?? [], LAST_IMAGING_PROBLEM)) return 'imagingProblems are no numbers of the list, each once';
	const table = [...meta.requires, ...meta.uses].find((name: string) => !Object.hasOwn(TABLES, name));
	return table === undefined ? null : `unknown table ${String(table)}`;
}

/** Whether these are different whole numbers from 1 to the last of a list. */
function areItems(numbers: readonly number[], last: number): boolean {
	return new Set(numbers).size === numbers.length && numbers.every((number) => Number.isInteger(number) && number >= 1 && number <= last);
}
