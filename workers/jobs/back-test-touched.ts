import type { Registry } from '../../rules/engine/registry.ts';
import { mergePacks } from '../../rules/knowledge/merge.ts';
import type { KnowledgePack, KnowledgeTableId } from '../../rules/knowledge/pack.ts';
import { canonical } from '../package/bytes.ts';
import type { RecipeSide, TouchedRule, TouchReason } from '../protocol/back-test.ts';

/** A side with its packs read. */
export interface LoadedSide extends RecipeSide {
	readonly localCodes: Readonly<Record<string, string>>;
	readonly loaded: readonly KnowledgePack[];
	/** Rules that there are on this side: what is built in, and the user's own. */
	readonly registry: Registry;
}

/**
 * Rules that two recipes may let say something different; all others say the same by construction and are not judged again. A rule is touched where
 * one side alone runs it, where a rule of the user's own stands in another version, where one of its parameters is set differently, where a knowledge table that it looks into differs after
 * the packs are merged, and every rule where local codes are mapped differently: any may see another item in a line.
 */
export function touchedRules(before: LoadedSide, after: LoadedSide): TouchedRule[] {
	const [was, is] = [new Set(runningOn(before)), new Set(runningOn(after))];
	const tables = differingTables(before.loaded, after.loaded);
	const codes = canonical(before.localCodes) !== canonical(after.localCodes);
	return [...new Set([...was, ...is])].flatMap((rule) => {
		const because: TouchReason[] = [];
		if (!was.has(rule)) because.push('rule-on');
		if (!is.has(rule)) because.push('rule-off');
		if (was.has(rule) && is.has(rule) && versionOf(before, rule) !== versionOf(after, rule)) because.push('version');
		if (settingsOf(before, rule) !== settingsOf(after, rule)) because.push('parameter');
		if ([before, after].some((side) => looksInto(side, rule).some((table) => tables.has(table)))) because.push('knowledge');
		if (codes) because.push('local-codes');
		return because.length > 0 ? [{ rule, because }] : [];
	});
}

/** What a user's own rule says; a built-in one is the same on both sides, for one rule base judges them. */
const versionOf = ({ userRules = [] }: RecipeSide, rule: string): string => userRules.find(({ definition }) => definition.id === rule)?.digest ?? '';

function looksInto({ registry }: LoadedSide, id: string): readonly KnowledgeTableId[] {
	const meta = registry.get(id)?.meta;
	return meta ? [...meta.knowledge, ...(meta.consults ?? [])] : [];
}

/** Rules that a side runs, of those that there are. */
export function runningOn({ registry, stage, rules: chosen }: LoadedSide): string[] {
	const ids = new Set(chosen);
	return registry.rules.filter(({ meta }) => ids.has(meta.id) && meta.stages.includes(stage)).map(({ meta }) => meta.id);
}

/** Settings of a rule as text; their order counts, for the last that is in force wins. */
const settingsOf = ({ parameters }: RecipeSide, rule: string): string => canonical(parameters.filter((setting) => setting.rule === rule));

/** Knowledge tables whose points differ once the packs of each side are merged; a new version that says the same of a table touches nothing there. */
export function differingTables(before: readonly KnowledgePack[], after: readonly KnowledgePack[]): ReadonlySet<KnowledgeTableId> {
	if (before.length === after.length && before.every((pack, i) => pack.digest === after[i]!.digest)) return new Set();
	const [was, is] = [textsByTable(before), textsByTable(after)];
	return new Set([...was.keys(), ...is.keys()].filter((table) => was.get(table) !== is.get(table)));
}

function textsByTable(packs: readonly KnowledgePack[]): Map<KnowledgeTableId, string> {
	const texts = new Map<KnowledgeTableId, string[]>();
	for (const point of mergePacks(packs).points) {
		const text = canonical(point);
		const list = texts.get(point.table);
		if (list) list.push(text);
		else texts.set(point.table, [text]);
	}
	return new Map(Array.from(texts, ([table, list]) => [table, list.join('\n')]));
}
