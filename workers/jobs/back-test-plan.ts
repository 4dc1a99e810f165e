import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import type { BackTestChoices, BackTestRequest, BackTestSpec, FrozenDecision, PackChoice, RecipeSide, SideRequest } from '../protocol/back-test.ts';
import type { JournalFrame } from '../protocol/decision.ts';
import type { RunInfo, RunRecipe } from '../protocol/review.ts';
import { Fault, type Store } from '../store/index.ts';
import { runningOn, touchedRules, type LoadedSide } from './back-test-touched.ts';
import { DecisionBook } from './decision-book.ts';
import type { RuleBase } from './registry.ts';

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
	const { rules } = ruleBase.registry;
	const run = await latestRun(store, spec.batch);
	const base = spec.base ?? (run && sideOf(run.recipe));
	if (!base) throw new Fault('not-found', `run of batch ${spec.batch}`);
	const before = await load(base, run, store);
	const unknownRules = base.rules.filter((id) => !ruleBase.registry.get(id));
	const changed = changedSide(base, spec.change);
	const missing = spec.change.rulesOn.find((id) => !ruleBase.registry.get(id));
	if (missing !== undefined) throw new Fault('not-found', `rule ${missing}`);
	const after = await load(changed, run, store);
	const touched = touchedRules(rules, before, after);
	const judged = new Set(touched.map(({ rule }) => rule));
	const request = (side: LoadedSide): SideRequest => ({
		rules: runningOn(rules, side).filter((id) => judged.has(id)),
		packs: side.loaded,
		parameters: side.parameters,
		localCodes: side.localCodes
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

/** The base with the change: parameters come last and so win, a rule switched on and off is off. */
export function changedSide(base: RecipeSide, change: BackTestSpec['change']): RecipeSide {
	const off = new Set(change.rulesOff);
	return {
		...base,
		rules: [...new Set([...base.rules, ...change.rulesOn])].filter((id) => !off.has(id)),
		packs: change.packs ?? base.packs,
		parameters: [...base.parameters, ...change.parameters]
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
	localCodes: recipe.localCodes ?? {}
});

/** Packs that are kept now, or that a run used. @throws Fault not-found */
async function load(side: RecipeSide, run: RunInfo | null, store: Store): Promise<LoadedSide> {
	const kept = new Map((await store.settings.packs()).map((pack) => [pack.digest, pack]));
	const loaded: KnowledgePack[] = [];
	for (const digest of side.packs) {
		const pack = kept.get(digest) ?? (await store.settings.usedPacks([digest]).catch(() => []))[0];
		if (!pack) throw new Fault('not-found', `pack ${digest}`);
		loaded.push(pack);
	}
	return { ...side, loaded, localCodes: side.localCodes ?? run?.recipe.localCodes ?? {} };
}

function recipeOf(side: LoadedSide, { registry, digest }: RuleBase): RunRecipe {
	const { stage, parameters, localCodes } = side;
	return {
		stage,
		ruleBase: digest,
		rules: runningOn(registry.rules, side).map((id) => ({ id, version: registry.get(id)!.meta.version })),
		packs: side.loaded.map((pack) => ({ id: pack.id, version: pack.version, digest: pack.digest })),
		parameters,
		...(Object.keys(localCodes).length > 0 ? { localCodes } : {})
	};
}
