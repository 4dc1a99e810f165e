import type { Finding } from '../../rules/domain/finding.ts';
import type { RunRecipe } from '../protocol/review.ts';
import { canonical, digest, utf8, type Bytes } from './bytes.ts';
import { writeContainer } from './container.ts';
import { signEnvelope } from './dsse.ts';
import { htmlDocument } from './html-blocks.ts';
import { chainOf } from './journal.ts';
import { writeKeys } from './keys.ts';
import { LIMITS } from './limits.ts';
import type { ExportInput } from './model.ts';
import { deflateMember, linesToChunks, storeMember, textMember, type Member } from './pack.ts';
import { sanitize, type Sanitized } from './sanitize.ts';
import { MEMBERS, PACKAGE_FORMAT, PREDICATE_TYPE, STATEMENT_TYPE, subjectsOf, writeStatement, type Statement } from './statement.ts';
import { keyIdOf } from './suites.ts';
import { listWorkbook } from './workbook.ts';
import { workPapers } from './work-papers.ts';

/** The package would be larger than its own readers allow: export fewer findings or no work papers. */
export class PackageTooLarge extends Error {
	constructor(
		readonly size: number,
		readonly entries: number
	) {
		super(`package too large: ${size} bytes in ${entries} members`);
		this.name = 'PackageTooLarge';
	}
}

/**
 * Makes a signed package (证据包). The same input gives the same bytes, since Ed25519 is deterministic and the container knows no time.
 * Everything that holds data of people goes through `sanitize` first; nothing else of `input` is read for it.
 */
export async function exportPackage(input: ExportInput): Promise<Bytes> {
	if (input.signers.length === 0) throw new RangeError('a package needs a signer');
	const missing = input.recipe.packs.find(({ digest: sha }) => !input.packs.some((pack) => pack.digest === sha));
	if (missing) throw new RangeError(`a pack of the recipe was not given: ${missing.id}`);
	const content = sanitize(input, input.contents, input.batch);
	const members = [...recordMembers(content), ...recipeMembers(input, content), textMember(MEMBERS.keys, writeKeys(input.signers))];
	members.push(storeMember(MEMBERS.list, await listWorkbook({ ...content, rules: input.rules })));
	const papers = input.contents.workPapers ? workPapers(input, content) : [];
	for (const { name, blocks } of papers) members.push(textMember(`${MEMBERS.workPapers}${name}.html`, htmlDocument(`检查底稿 ${name}`, blocks)));
	for (const { name, bytes } of (await input.documents?.(content)) ?? []) members.push(storeMember(name, bytes));
	refuseTooLarge(members);
	const statement = writeStatement(statementOf(input, content, members));
	const envelope = storeMember(MEMBERS.statement, await signEnvelope(statement, input.signers));
	return writeContainer([envelope, ...members].map(({ name, method, crc, size, packed }) => ({ name, method, crc, size, packed })));
}

function recordMembers(content: Sanitized): Member[] {
	return [
		deflateMember(MEMBERS.findings, linesToChunks(map(content.findings, canonical))),
		deflateMember(MEMBERS.decisions, linesToChunks(content.lines)),
		textMember(MEMBERS.profiles, canonical(content.profiles)),
		textMember(MEMBERS.inputs, canonical(content.files)),
		textMember(MEMBERS.receipt, canonical(content.receipt))
	];
}

/** What the run was made with. Rules, packs and parameters are sorted, so that equal recipes are equal bytes. */
function recipeMembers({ recipe, packs }: ExportInput, { exceptions }: Sanitized): Member[] {
	const byDigest = new Map(packs.map((pack) => [pack.digest, pack]));
	return [
		textMember(MEMBERS.recipe, canonical(sortedRecipe(exceptions && recipe.exceptions ? { ...recipe, exceptions } : recipe))),
		...[...byDigest.keys()].sort().map((sha) => textMember(`${MEMBERS.packs}${sha}.json`, canonical(byDigest.get(sha))))
	];
}

export function sortedRecipe(recipe: RunRecipe): RunRecipe {
	const sorted = <T>(list: readonly T[]): T[] => [...list].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
	return {
		...recipe,
		rules: sorted(recipe.rules),
		packs: sorted(recipe.packs),
		parameters: sorted(recipe.parameters),
		...(recipe.userRules ? { userRules: sorted(recipe.userRules) } : {}),
		...(recipe.exceptions ? { exceptions: sorted(recipe.exceptions) } : {})
	};
}

function statementOf(input: ExportInput, content: Sanitized, members: readonly Member[]): Statement {
	const { broken: _, ...journal } = chainOf(content.lines);
	return {
		_type: STATEMENT_TYPE,
		subject: subjectsOf(content.files, members),
		predicateType: PREDICATE_TYPE,
		predicate: {
			format: PACKAGE_FORMAT,
			build: input.build,
			batch: input.batch,
			claimedTime: input.at,
			signers: input.signers.map(({ publicKey, suite, name }) => ({ keyId: keyIdOf(publicKey), suite, name })),
			stage: input.recipe.stage,
			ruleBase: input.recipe.ruleBase,
			packs: sortedRecipe(input.recipe).packs.map(({ id, version, digest: sha }) => ({ id, version, digest: sha })),
			counts: {
				findings: content.findings.length,
				leftOut: content.withheld.undecided,
				frames: journal.frames,
				inputs: content.files.length,
				workPapers: members.filter((member) => member.name.startsWith(MEMBERS.workPapers)).length
			},
			journal,
			run: { findings: input.findings.length, digest: runDigest(input.findings) },
			contents: input.contents,
			masked: content.withheld.masked,
			members: members.map(({ name, method, size, packedSha256 }) => ({ name, method, size, packedSha256 })),
			timeStamp: null
		}
	};
}

/** Digest over all findings of a run, whatever of them is exported. Without keys, for those may hold what is masked. */
export function runDigest(findings: readonly Finding[]): string {
	const lines = findings.map((finding) => `${finding.rule} ${finding.version} ${finding.evidenceDigest}\n`).sort();
	return digest(utf8(lines.join('')));
}

function refuseTooLarge(members: readonly Member[]): void {
	const size = members.reduce((sum, member) => sum + member.size, 0);
	if (size > LIMITS.inflated * 0.95 || members.length >= LIMITS.entries) throw new PackageTooLarge(size, members.length);
}

function* map<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
	for (const item of items) yield change(item);
}
