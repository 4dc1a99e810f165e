import type { Finding } from '../../rules/domain/finding.ts';
import type { ReplayReport } from '../protocol/package.ts';
import type { RunRecipe } from '../protocol/review.ts';
import { canonical, textOf } from './bytes.ts';
import { readJson } from './check-content.ts';
import { readContainer, type Packed } from './container.ts';
import { readEnvelope } from './dsse.ts';
import { runDigest } from './export.ts';
import type { InputFile } from './model.ts';
import { contentOf, readLines } from './pack.ts';
import { MEMBERS, readStatement, type Predicate } from './statement.ts';

/** A run made again on this machine. */
export interface Recomputed {
	readonly recipe: RunRecipe;
	readonly files: readonly Pick<InputFile, 'name' | 'digest'>[];
	readonly findings: readonly Finding[];
	/** Rules that look up knowledge: only theirs are incomparable when a pack differs. Not given: all. */
	readonly knowledgeRules?: readonly string[];
}

/** What of a finding is compared. */
interface Compared {
	readonly key: string;
	readonly rule: string;
	readonly evidenceDigest: string;
}

/**
 * Compares a package with a run made again (重算). It says nothing about signatures: verify first.
 * Where files differ nothing is compared; where rules, packs or parameters differ, findings of the rules concerned are left aside
 * and all others are compared.
 * @throws where the bytes are no package
 */
export async function compareFindings(packageBytes: Uint8Array, recomputed: Recomputed): Promise<ReplayReport> {
	const { recipe, files, findings, predicate } = readPackage(new Uint8Array(packageBytes));
	const given = new Set(recomputed.files.map((file) => file.digest));
	const stated = new Set(files.map((file) => file.digest));
	const missingFiles = files.filter((file) => !given.has(file.digest)).map((file) => file.name);
	const extraFiles = recomputed.files.filter((file) => !stated.has(file.digest)).map((file) => file.name);
	const { changed: changedRules, whole } = changes(recipe, recomputed);
	if (missingFiles.length > 0 || extraFiles.length > 0) {
		return { verdict: 'not-comparable', missingFiles, extraFiles, changedRules, equal: 0, gone: [], fresh: [], changed: [] };
	}
	const aside = new Set(changedRules);
	const rest = (list: readonly Compared[]): Compared[] => list.filter((finding) => !aside.has(finding.rule));
	const result = whole
		? { equal: 0, gone: [], fresh: [], changed: [] }
		: compare(rest(findings), rest(recomputed.findings), predicate.masked !== null);
	// Findings that were left out of the package are not new: the statement's digest over the whole run tells.
	const fresh = predicate.counts.leftOut > 0 && runDigest(recomputed.findings) === predicate.run.digest ? [] : result.fresh;
	const differs = result.gone.length + fresh.length + result.changed.length > 0;
	const comparable = !whole && aside.size === 0;
	return { verdict: !comparable ? 'not-comparable' : differs ? 'different' : 'equal', missingFiles, extraFiles, changedRules, ...result, fresh };
}

/** Recipe of a package; null where it has none that can be read. @throws where the bytes are no container */
export function recipeOf(packageBytes: Uint8Array): RunRecipe | null {
	const entry = readContainer(new Uint8Array(packageBytes)).entries.find(({ name }) => name === MEMBERS.recipe);
	return readJson<RunRecipe>(entry);
}

interface Opened {
	readonly recipe: RunRecipe;
	readonly files: readonly InputFile[];
	readonly findings: readonly Compared[];
	readonly predicate: Predicate;
}
function readPackage(bytes: Uint8Array<ArrayBuffer>): Opened {
	const byName = new Map<string, Packed>(readContainer(bytes).entries.map((entry) => [entry.name, entry]));
	const recipe = readJson<RunRecipe>(byName.get(MEMBERS.recipe));
	const files = readJson<InputFile[]>(byName.get(MEMBERS.inputs));
	const envelope = contentOf(byName.get(MEMBERS.statement) ?? NOTHING);
	const statement = envelope && readStatement(readEnvelope(envelope.bytes)?.payload ?? new Uint8Array(0));
	const findings: Compared[] = [];
	const read = readLines(byName.get(MEMBERS.findings) ?? NOTHING, (line) => {
		const { key, rule, evidenceDigest } = JSON.parse(textOf(line)) as Finding;
		findings.push({ key, rule, evidenceDigest });
	});
	if (!recipe || !files || !statement || !read) throw new TypeError('no package that can be read');
	return { recipe, files, findings, predicate: statement.predicate };
}
/** A member that is not there: its directory disagrees with its content, so that reading it fails. */
const NOTHING: Packed = { name: '', method: 0, crc: 0, size: 1, packed: new Uint8Array(0) };

/**
 * Rules whose findings cannot be compared. `whole`: nothing can, for the stage differs.
 * A rule base with another digest and the same versions has changed below the rules: then each rule counts as changed.
 */
function changes(before: RunRecipe, { recipe: now, knowledgeRules }: Recomputed): { changed: string[]; whole: boolean } {
	const versions = (recipe: RunRecipe): Map<string, number> => new Map(recipe.rules.map((rule) => [rule.id, rule.version]));
	const [was, is] = [versions(before), versions(now)];
	const all = [...new Set([...was.keys(), ...is.keys()])].sort();
	const changed = new Set(all.filter((rule) => was.get(rule) !== is.get(rule)));
	if (before.ruleBase !== now.ruleBase && changed.size === 0) all.forEach((rule) => changed.add(rule));
	if (difference(before.packs, now.packs).length > 0) (knowledgeRules ?? all).forEach((rule) => changed.add(rule));
	// Local codes decide which item a line is: any rule may see another one.
	if (canonical(before.localCodes ?? {}) !== canonical(now.localCodes ?? {})) all.forEach((rule) => changed.add(rule));
	for (const setting of difference(before.parameters, now.parameters)) changed.add(setting.rule);
	for (const { definition } of difference(before.userRules ?? [], now.userRules ?? [])) changed.add(definition.id);
	return { changed: [...changed].sort(), whole: before.stage !== now.stage };
}

/** What only one of the two lists has, whatever their order. */
function difference<T>(a: readonly T[], b: readonly T[]): T[] {
	const [inA, inB] = [a, b].map((list) => new Set(list.map((item) => canonical(item)))) as [Set<string>, Set<string>];
	return [...a.filter((item) => !inB.has(canonical(item))), ...b.filter((item) => !inA.has(canonical(item)))];
}

type Difference = Pick<ReplayReport, 'equal' | 'gone' | 'fresh' | 'changed'>;

/** First those of the same key and evidence, then, of what is left, those of the same key. */
function compare(before: readonly Compared[], now: readonly Compared[], masked: boolean): Difference {
	const unused = new Set(now);
	const take = (finding: Compared, index: Index, slot: string): Compared | undefined => {
		const found = index.get(slot)?.find((candidate) => unused.has(candidate) && fits(finding.key, candidate.key));
		if (found) unused.delete(found);
		return found;
	};
	const exactly = index(now, (finding) => `${slotOf(finding, masked)} ${finding.evidenceDigest}`);
	const unequal = before.filter((finding) => !take(finding, exactly, `${slotOf(finding, masked)} ${finding.evidenceDigest}`));
	const loosely = index([...unused], (finding) => slotOf(finding, masked));
	const pairs = unequal.map((finding) => ({ finding, other: take(finding, loosely, slotOf(finding, masked)) }));
	return {
		equal: before.length - unequal.length,
		gone: pairs.flatMap(({ finding, other }) => (other ? [] : [finding.key])),
		fresh: [...unused].map(({ key }) => key),
		changed: pairs.flatMap(({ finding, other }) => (other ? [{ key: finding.key, before: finding.evidenceDigest, now: other.evidenceDigest }] : []))
	};
}
type Index = ReadonlyMap<string, readonly Compared[]>;

function index(findings: readonly Compared[], slotOf: (finding: Compared) => string): Index {
	const slots = new Map<string, Compared[]>();
	for (const finding of findings) {
		const slot = slots.get(slotOf(finding));
		if (slot) slot.push(finding);
		else slots.set(slotOf(finding), [finding]);
	}
	return slots;
}
/** Where masked keys are looked for: they keep their length, and nothing else for sure. */
const slotOf = ({ rule, key }: Compared, masked: boolean): string => (masked ? `${rule} ${key.length}` : key);

/** A masked key fits every key of its length that has the same characters where it has no star. */
export function fits(masked: string, key: string): boolean {
	if (masked === key) return true;
	for (let i = 0; i < masked.length; i++) if (masked[i] !== '*' && masked[i] !== key[i]) return false;
	return masked.includes('*') && masked.length === key.length;
}
