import type { RunRecipe } from '../../protocol/review.ts';
import { canonical } from '../../package/bytes.ts';

type Compared = Pick<RunRecipe, 'stage' | 'rules' | 'packs' | 'parameters'>;

/** What two recipes differ in, in short: 'bed-days 1↔2, 医保目录 2026.1↔—'. Empty where they are the same; identifiers are those of rules and packs. */
export function differences(theirs: Compared, ours: Compared): string {
	const rules = unequal(
		theirs.rules.map(({ id, version }) => [id, String(version)]),
		ours.rules.map(({ id, version }) => [id, String(version)])
	);
	const packs = unequal(
		theirs.packs.map(({ id, version, digest }) => [id, `${version}#${digest.slice(0, 6)}`]),
		ours.packs.map(({ id, version, digest }) => [id, `${version}#${digest.slice(0, 6)}`])
	);
	const settings = (recipe: Compared): [string, string][] =>
		recipe.parameters.map(({ rule, name, from = '', value }) => [`${rule}.${name} ${from}`.trim(), canonical(value)]);
	const stage = theirs.stage === ours.stage ? [] : [`stage ${theirs.stage}↔${ours.stage}`];
	return [...stage, ...rules, ...packs, ...unequal(settings(theirs), settings(ours))].join(', ');
}

function unequal(theirs: readonly (readonly [string, string])[], ours: readonly (readonly [string, string])[]): string[] {
	const [a, b] = [new Map(theirs), new Map(ours)];
	const names = [...new Set([...a.keys(), ...b.keys()])].sort();
	return names.filter((name) => a.get(name) !== b.get(name)).map((name) => `${name} ${a.get(name) ?? '—'}↔${b.get(name) ?? '—'}`);
}
