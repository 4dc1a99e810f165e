import type { AnyRule } from '../../rules/engine/rule.ts';
import { mergePacks } from '../../rules/knowledge/merge.ts';
import type { KnowledgePack, KnowledgeTableId } from '../../rules/knowledge/pack.ts';
import { canonical } from '../package/bytes.ts';
import type { RecipeSide, TouchedRule, TouchReason } from '../protocol/back-test.ts';

/** A side with its packs read. */
export interface LoadedSide extends RecipeSide {
	readonly localCodes: Readonly<Record<string, string>>;
	readonly loaded: readonly KnowledgePack[];
}

/**
 * Rules that two recipes may let say something different; all others say the same by construction and are not judged again. A rule is touched where
 * one side alone runs it, where one of its parameters is set differently, where a knowledge table that it looks into differs after
 * the packs are merged, and every rule where local codes are mapped differently: any may see another item in a line.
 */
export function touchedRules(rules: readonly AnyRule[], before: LoadedSide, after: LoadedSide): TouchedRule[] {
	const [was, is] = [new Set(runningOn(rules, before)), new Set(runningOn(rules, after))];
	const tables = differingTables(before.loaded, after.loaded);
	const codes = canonical(before.localCodes) !== canonical(after.localCodes);
	return rules.flatMap(({ meta }) => {
		if (!was.has(meta.id) && !is.has(meta.id)) return [];
		const because: TouchReason[] = [];
		if (!was.has(meta.id)) because.push('rule-on');
		if (!is.has(meta.id)) because.push('rule-off');
		if (settingsOf(before, meta.id) !== settingsOf(after, meta.id)) because.push('parameter');
		if ([...meta.knowledge, ...(meta.consults ?? [])].some((table) => tables.has(table))) because.push('knowledge');
		if (codes) because.push('local-codes');
		return because.length > 0 ? [{ rule: meta.id, because }] : [];
	});
}

/** Rules that a side runs, of those that there are. */
export function runningOn(rules: readonly AnyRule[], { stage, rules: chosen }: RecipeSide): string[] {
	const ids = new Set(chosen);
	return rules.filter(({ meta }) => ids.has(meta.id) && meta.stages.includes(stage)).map(({ meta }) => meta.id);
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
