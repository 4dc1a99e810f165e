import { verifyUserRule } from '../../rules/user/definition.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import type { BackTestChoices, BackTestRequest, BackTestSpec, FrozenDecision, PackChoice, RecipeSide, SideRequest } from '../protocol/back-test.ts';
import type { JournalFrame } from '../protocol/decision.ts';
import type { RunInfo, RunRecipe } from '../protocol/review.ts';
import type { UserRuleSource } from '../protocol/user-rule.ts';
import { Fault, type Store } from '../store/index.ts';
import { runningOn, touchedRules, type LoadedSide } from './back-test-touched.ts';
import { DecisionBook } from './decision-book.ts';
import type { RuleBase } from './registry.ts';
import { ownOf, registryOf } from './user-rule-run.ts';

export interface PlanPorts {
	readonly store: Store;
	readonly ruleBase: RuleBase;
	readonly build: string;
	/** Frames of the journal as they lie on disk, in the order of their chain. */
	readonly journal: () => Promise<readonly string[]>;
}

/** What a back-test of a batch may start from. */
export async function choicesOf(batch: string, { store }: PlanPorts): Promise<BackTestChoices> {
	const run = await latestRun(store, batch);
	const kept = await store.settings.packs();
	const keptDigests = new Set(kept.map(({ digest }) => digest));
	const all = new Map([...kept, ...(await store.settings.everyUsedPack())].map((pack) => [pack.digest, pack]));
	const base = run && sideOf(run.recipe);
	const rank = ({ digest }: PackChoice): number => {
		const at = base?.packs.indexOf(digest) ?? -1;
		return at < 0 ? Infinity : at;
	};
	const packs = Array.from(all.values(), (pack): PackChoice => ({
		id: pack.id,
		title: pack.title,
		version: pack.version,
		digest: pack.digest,
		points: pack.points.length,
		kept: keptDigests.has(pack.digest)
	}));
	const text = (pack: PackChoice): string => `${pack.id} ${pack.version} ${pack.digest}`;
	return { base, packs: packs.sort((a, b) => (rank(a) === rank(b) ? (text(a) < text(b) ? -1 : 1) : rank(a) - rank(b))) };
}

/**
 * Freezes a back-test: both recipes, the packs behind them, the rules that the change touches, and the decisions that stood at the time.
 * @throws Fault not-found where the batch, its run, a rule that is switched or a pack is not there
 */
export async function planBackTest(spec: BackTestSpec, ports: PlanPorts): Promise<BackTestRequest> {
	const { store, ruleBase, build } = ports;
	const run = await latestRun(store, spec.batch);
	const base = spec.base ?? (run && sideOf(run.recipe));
	if (!base) throw new Fault('not-found', `run of batch ${spec.batch}`);
	const before = await load(base, run, ports);
	const unknownRules = base.rules.filter((id) => !before.registry.get(id));
	const after = await load(changedSide(base, spec.change, await store.settings.userRules()), run, ports);
	const missing = spec.change.rulesOn.find((id) => !after.registry.get(id));
	if (missing !== undefined) throw new Fault('not-found', `rule ${missing}`);
	const touched = touchedRules(before, after);
	const judged = new Set(touched.map(({ rule }) => rule));
	const request = (side: LoadedSide): SideRequest => ({
		rules: runningOn(side).filter((id) => judged.has(id)),
		packs: side.loaded,
		parameters: side.parameters,
		localCodes: side.localCodes,
		userRules: side.userRules ?? []
	});
	return {
		batch: spec.batch,
		asOf: spec.asOf,
		actor: await store.settings.actor(),
		build,
		run: spec.base === null && run ? { id: run.id, at: run.at } : null,
		otherRuleBase: spec.base === null && run !== null && run.recipe.ruleBase !== ruleBase.digest,
		unknownRules,
		touched,
		before: request(before),
		after: request(after),
		recipes: { before: recipeOf(before, ruleBase), after: recipeOf(after, ruleBase) },
		decisions: decisionsAsOf(spec.batch, spec.asOf, await ports.journal())
	};
}

/**
 * The base with the change: parameters come last and so win, a rule switched on and off is off.
 * @param own the user's own rules as kept, for those that are switched on
 */
export function changedSide(base: RecipeSide, change: BackTestSpec['change'], own: readonly UserRuleSource[]): RecipeSide {
	const off = new Set(change.rulesOff);
	const rules = [...new Set([...base.rules, ...change.rulesOn])].filter((id) => !off.has(id));
	const versions = new Map((base.userRules ?? []).map((version) => [version.definition.id, version]));
	for (const { id, versions: committed } of own) if (change.rulesOn.includes(id) && committed.length > 0) versions.set(id, committed.at(-1)!);
	return {
		...base,
		rules,
		packs: change.packs ?? base.packs,
		parameters: [...base.parameters, ...change.parameters],
		userRules: [...versions.values()].filter(({ definition: { id } }) => rules.includes(id))
	};
}

/** Decisions about findings of a batch that stood at a time: what was decided or taken back later is as if it never was. */
export function decisionsAsOf(batch: string, asOf: number, journal: readonly string[]): FrozenDecision[] {
	const book = new DecisionBook();
	for (const text of journal) {
		const frame = JSON.parse(text) as JournalFrame;
		if (frame.payload.batch === batch && frame.at <= asOf) book.apply(frame);
	}
	return Array.from(book.decided(batch), ({ key, standing }) => ({
		key,
		evidenceDigest: standing.evidenceDigest,
		decision: standing.frame.payload.decision
	}));
}

async function latestRun(store: Store, batch: string): Promise<RunInfo | null> {
	return store.runs.latest((await store.batches.get(batch)).storage);
}

const sideOf = (recipe: RunRecipe): RecipeSide => ({
	stage: recipe.stage,
	rules: recipe.rules.map(({ id }) => id),
	packs: recipe.packs.map(({ digest }) => digest),
	parameters: recipe.parameters,
	localCodes: recipe.localCodes ?? {},
	userRules: recipe.userRules ?? []
});

/** Packs that are kept now, or that a run used. @throws Fault not-found */
async function load(side: RecipeSide, run: RunInfo | null, { store, ruleBase }: PlanPorts): Promise<LoadedSide> {
	const kept = new Map((await store.settings.packs()).map((pack) => [pack.digest, pack]));
	const loaded: KnowledgePack[] = [];
	for (const digest of side.packs) {
		const pack = kept.get(digest) ?? (await store.settings.usedPacks([digest]).catch(() => []))[0];
		if (!pack) throw new Fault('not-found', `pack ${digest}`);
		loaded.push(pack);
	}
	// A text that is not what its digest says must not run; it stands among the rules that nobody has.
	const userRules = (side.userRules ?? []).filter(verifyUserRule);
	return {
		...side,
		userRules,
		loaded,
		registry: registryOf(ruleBase.registry, { userRules }),
		localCodes: side.localCodes ?? run?.recipe.localCodes ?? {}
	};
}

function recipeOf(side: LoadedSide, { digest }: RuleBase): RunRecipe {
	const { stage, parameters, localCodes, userRules = [], registry } = side;
	const rules = runningOn(side).map((id) => registry.get(id)!);
	return {
		stage,
		ruleBase: digest,
		rules: rules.map(({ meta }) => ({ id: meta.id, version: meta.version })),
		packs: side.loaded.map((pack) => ({ id: pack.id, version: pack.version, digest: pack.digest })),
		parameters,
		...(Object.keys(localCodes).length > 0 ? { localCodes } : {}),
		...ownOf(rules, userRules)
	};
}
