import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { verifyPack } from '../../rules/knowledge/digest.ts';
import { verifyUserRule } from '../../rules/user/definition.ts';
import type { RunRecipe } from '../protocol/review.ts';
import { canonical, textOf } from './bytes.ts';
import type { Packed } from './container.ts';
import { ChainReader } from './journal.ts';
import type { InputFile } from './model.ts';
import { contentOf, readLines } from './pack.ts';
import { inputSubject, MEMBERS, type Statement } from './statement.ts';
import type { Lines } from './verify.ts';

/** What the members hold agrees with what the statement says of them. */
export function checkContent(statement: Statement, entries: readonly Packed[], lines: Lines): void {
	const byName = new Map(entries.map((entry) => [entry.name, entry]));
	const findings = checkFindings(byName.get(MEMBERS.findings), lines);
	const frames = checkChain(byName.get(MEMBERS.decisions), statement, lines);
	const { counts, contents } = statement.predicate;
	const papers = entries.filter((entry) => entry.name.startsWith(MEMBERS.workPapers)).length;
	const listed = findings === counts.findings && frames === counts.frames;
	const fits = listed && papers === counts.workPapers && (contents.workPapers || papers === 0);
	const complete = counts.findings + counts.leftOut === statement.predicate.run.findings && (!contents.undecided || counts.leftOut === 0);
	lines.add('counts', fits && complete, { findings, frames, workPapers: papers, leftOut: counts.leftOut });
	checkRecipe(byName, statement, lines);
	checkInputs(byName.get(MEMBERS.inputs), statement, lines);
}

/** Each line is the RFC 8785 form of its value, so that a digest of it means the value and not its spelling. */
function checkFindings(entry: Packed | undefined, lines: Lines): number {
	let [count, first] = [0, 0];
	const read =
		entry !== undefined &&
		readLines(entry, (line, i) => {
			count++;
			if (first === 0 && !isCanonical(line)) first = i + 1;
		});
	lines.add('findings', read && first === 0, { lines: count, first });
	return count;
}
function isCanonical(line: Uint8Array): boolean {
	try {
		const text = textOf(line);
		return canonical(JSON.parse(text)) === text;
	} catch {
		return false;
	}
}

function checkChain(entry: Packed | undefined, statement: Statement, lines: Lines): number {
	const reader = new ChainReader();
	const read =
		entry !== undefined &&
		readLines(entry, (line) => {
			try {
				reader.take(textOf(line));
			} catch {
				reader.take('');
			}
		});
	const { broken, ...found } = reader.summary;
	const anchored = canonical(found) === canonical(statement.predicate.journal);
	const astray = found.frames < statement.predicate.journal.frames ? 'truncated' : 'other-head';
	const reason = !read ? 'damaged' : broken > 0 ? 'broken' : anchored ? '' : astray;
	lines.add('chain', reason === '', { reason, frame: broken, frames: found.frames, head: found.head, masked: found.masked });
	return found.frames;
}

/** Values of a run's settings are few; what is larger is no recipe. */
const JSON_LIMIT = 128 * 1024 * 1024;
export function readJson<T>(entry: Packed | undefined): T | null {
	const content = entry && entry.size <= JSON_LIMIT ? contentOf(entry) : null;
	if (!content) return null;
	try {
		const text = textOf(content.bytes);
		const value = JSON.parse(text) as T;
		return canonical(value) === text ? value : null;
	} catch {
		return null;
	}
}

function checkRecipe(byName: ReadonlyMap<string, Packed>, { predicate: p }: Statement, lines: Lines): void {
	const recipe = readJson<RunRecipe>(byName.get(MEMBERS.recipe));
	const same =
		recipe !== null &&
		recipe.ruleBase === p.ruleBase &&
		recipe.stage === p.stage &&
		canonical(recipe.packs) === canonical(p.packs) &&
		(recipe.userRules ?? []).every(verifyUserRule);
	lines.add('recipe', same, { ruleBase: p.ruleBase.slice(0, 64), packs: p.packs.length });
	for (const { id, version, digest } of p.packs) {
		const pack = readJson<KnowledgePack>(byName.get(`${MEMBERS.packs}${digest}.json`));
		lines.add(`pack:${id}`, pack !== null && pack.id === id && pack.version === version && pack.digest === digest && verifyPack(pack), { version });
	}
}

function checkInputs(entry: Packed | undefined, statement: Statement, lines: Lines): void {
	const files = readJson<InputFile[]>(entry);
	const subjects = statement.subject.filter((subject) => subject.name.startsWith('input/'));
	const same =
		Array.isArray(files) &&
		files.length === subjects.length &&
		files.length === statement.predicate.counts.inputs &&
		files.every((file, i) => subjects[i]!.name === inputSubject(file.name, i) && subjects[i]!.digest.sha256 === file.digest);
	lines.add('inputs', same, { files: subjects.length });
}
