import type { Finding } from '../../rules/domain/finding.ts';
import type { BatchContext, Shard } from '../../rules/domain/shard.ts';
import type { Registry } from '../../rules/engine/registry.ts';
import type { AnyRule } from '../../rules/engine/rule.ts';
import { verifyUserRule } from '../../rules/user/definition.ts';
import type { RunRecipe, RunRequest } from '../protocol/review.ts';
import type { RuleException } from '../protocol/rule-life.ts';
import type { Store } from '../store/index.ts';
import { rowFinder } from './list-rows.ts';
import { dayOfMoment, holds, livesOf } from './rule-life.ts';

/** Rules that run where nobody asked for certain ones: those that are live. Rules on trial are judged in back-tests, retired ones nowhere. */
export async function liveRules(rules: readonly AnyRule[], store: Store): Promise<readonly AnyRule[]> {
	const lives = livesOf(await store.settings.ruleEvents());
	return rules.filter(({ meta }) => (lives[meta.id] ?? 'live') === 'live');
}

/** Exceptions of these rules that hold on the day of the run. */
export async function heldExceptions(rules: readonly AnyRule[], store: Store, now: number): Promise<RuleException[]> {
	const ids = new Set(rules.map(({ meta }) => meta.id));
	const today = dayOfMoment(now);
	return (await store.settings.ruleExceptions()).filter((one) => ids.has(one.rule) && holds(one, today));
}

/** A replay judges by the rules and under the exceptions of the package, whatever has been tried, retired or excepted here since. */
export function asPackaged(request: RunRequest, recipe: RunRecipe | null, registry: Registry): RunRequest {
	if (!recipe) return request;
	const userRules = (recipe.userRules ?? []).filter(verifyUserRule);
	const known = (id: string): boolean => registry.get(id) !== undefined || userRules.some(({ definition }) => definition.id === id);
	return { ...request, rules: recipe.rules.map(({ id }) => id).filter(known), exceptions: recipe.exceptions ?? [], userRules };
}

/** Fields of a fee line that name its item. */
const NAMES = ['hilist_code', 'med_list_codg', 'medins_list_codg', 'hilist_name', 'medins_list_name'];

/**
 * For each finding the exception that it falls under, as 1-based place in the list, or 0. Nothing of the finding is changed by it.
 * An exception for an item fits where every offending line is of the item: a finding of more than that stays open work.
 */
export function exceptedBy(findings: readonly Finding[], exceptions: readonly RuleException[], shard: Shard, context: BatchContext): Uint16Array {
	const marks = new Uint16Array(findings.length);
	if (exceptions.length === 0) return marks;
	const find = rowFinder(shard, context);
	const isItem = (item: string, line: Finding['lines'][number]): boolean => {
		const row = line.table === 'fee' ? find(line) : null;
		return row !== null && NAMES.some((field) => row.text(field as never) === item);
	};
	const allOf = (finding: Finding, item: string): boolean => {
		const offending = finding.lines.filter(({ role }) => role === 'offending');
		return offending.length > 0 && offending.every((line) => isItem(item, line));
	};
	findings.forEach((finding, i) => {
		marks[i] =
			1 +
			exceptions.findIndex(
				({ rule, limits: { institution, department, visit, item } }) =>
					rule === finding.rule &&
					(institution === undefined || institution === finding.institution) &&
					(department === undefined || department === finding.department) &&
					(visit === undefined || visit === finding.visit) &&
					(item === undefined || allOf(finding, item))
			);
	});
	return marks;
}
