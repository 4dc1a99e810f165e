import type { Registry } from '../../rules/engine/registry.ts';
import { userRuleDigest, type UserRuleDefinition, type UserRuleVersion } from '../../rules/user/definition.ts';
import { checkDefinition } from '../../rules/user/form.ts';
import { canonical } from '../package/bytes.ts';
import type { RuleLife, RuleLifeEvent } from '../protocol/rule-life.ts';
import {
	needsSecondLook,
	type TrialReport,
	type UserRuleAnswer,
	type UserRuleApi,
	type UserRuleCalls,
	type UserRuleRefusal,
	type UserRuleSource,
	type UserRuleView
} from '../protocol/user-rule.ts';
import type { Store } from '../store/index.ts';
import { callOf } from './back-test-desk.ts';
import { livesOf } from './rule-life.ts';
import { liveVersion } from './user-rule-run.ts';

export interface UserRulePorts {
	readonly store: () => Promise<Store>;
	/** The store, where this tab may write. @throws Fault read-only */
	readonly writing: () => Promise<Store>;
	readonly registry: Registry;
	readonly now: () => number;
}

/** Steps that lead a committed rule into the runs, from where it stands. */
const TO_LIVE: Readonly<Record<RuleLife, readonly RuleLife[]>> = {
	draft: ['committed', 'trial', 'live'],
	committed: ['trial', 'live'],
	trial: ['live'],
	live: ['trial', 'live'],
	retired: ['trial', 'live']
};

/** The user's own rules as they are kept (自定义规则). One wish after the other: each reads what the one before wrote. */
export class UserRuleDesk implements UserRuleCalls {
	readonly #ports: UserRulePorts;

	constructor(ports: UserRulePorts) {
		this.#ports = ports;
	}

	answer: UserRuleApi['userRules'] = (call, ...args) => callOf<never>(this, call, args) as ReturnType<UserRuleCalls[typeof call]>;

	async list(): Promise<readonly UserRuleView[]> {
		const { settings } = await this.#ports.store();
		const [rules, events] = await Promise.all([settings.userRules(), settings.ruleEvents()]);
		const lives = livesOf(events);
		return rules.map((rule) => ({
			...rule,
			life: lives[rule.id] ?? 'draft',
			live: liveVersion(rule, events)?.version ?? null,
			events: events.filter((event) => event.rule === rule.id).toReversed()
		}));
	}

	check: UserRuleCalls['check'] = async (definition) => {
		const { checked, faults } = checkDefinition(definition);
		return { faults, draft: checked ? { definition, version: 0, digest: userRuleDigest(definition, 0) } : null };
	};

	/** A draft may be faulty: nobody loses what they wrote. */
	saveDraft = (definition: UserRuleDefinition): Promise<UserRuleAnswer> =>
		this.#change(async (store, rules) => {
			if (this.#ports.registry.get(definition.id) || definition.id.trim() === '') return 'known-id';
			const known = rules.find(({ id }) => id === definition.id) ?? { id: definition.id, draft: null, versions: [], trials: {} };
			const last = known.versions.at(-1);
			const draft = last && canonical(last.definition) === canonical(definition) ? null : definition;
			await store.settings.saveUserRules(placed(rules, { ...known, draft }));
			return null;
		});

	remove = (id: string): Promise<UserRuleAnswer> =>
		this.#change(async (store, rules) => {
			const rule = rules.find((one) => one.id === id);
			if (!rule) return 'no-rule';
			if (rule.versions.length > 0) return 'has-versions';
			await store.settings.saveUserRules(rules.filter((one) => one !== rule));
			return null;
		});

	commit = (id: string): Promise<UserRuleAnswer> =>
		this.#change(async (store, rules, events) => {
			const rule = rules.find((one) => one.id === id);
			if (!rule) return 'no-rule';
			if (!rule.draft) return 'no-change';
			if (!checkDefinition(rule.draft).checked) return 'faulty';
			const version = rule.versions.length + 1;
			const made: UserRuleVersion = { definition: rule.draft, version, digest: userRuleDigest(rule.draft, version) };
			await store.settings.saveUserRules(placed(rules, { ...rule, draft: null, versions: [...rule.versions, made] }));
			// A version that runs goes on running until the new one is made live.
			if ((livesOf(events)[id] ?? 'draft') === 'draft') await this.#step(store, events, made, ['draft', 'committed'], '');
			return null;
		});

	keepTrial = (id: string, report: TrialReport): Promise<UserRuleAnswer> =>
		this.#change(async (store, rules, events) => {
			const rule = rules.find((one) => one.id === id);
			const version = rule?.versions.find(({ digest }) => digest === report.digest);
			if (!rule || !version) return 'no-rule';
			await store.settings.saveUserRules(placed(rules, { ...rule, trials: { ...rule.trials, [report.digest]: report } }));
			if (livesOf(events)[id] === 'committed') await this.#step(store, events, version, ['committed', 'trial'], '');
			return null;
		});

	goLive = (id: string, digest: string, reason: string, seen: boolean): Promise<UserRuleAnswer> =>
		this.#change(async (store, rules, events) => {
			const rule = rules.find((one) => one.id === id);
			const version = rule?.versions.find((one) => one.digest === digest);
			if (!rule || !version) return 'no-rule';
			const trial = rule.trials[digest];
			if (!trial) return 'not-tried';
			if (needsSecondLook(trial) && !seen) return 'second-look';
			if (reason.trim() === '') return 'no-reason';
			const from = livesOf(events)[id] ?? 'draft';
			await this.#step(store, events, version, [from, ...TO_LIVE[from]], reason);
			return null;
		});

	retire = (id: string, reason: string): Promise<UserRuleAnswer> =>
		this.#change(async (store, rules, events) => {
			const rule = rules.find((one) => one.id === id);
			const version = rule && (liveVersion(rule, events) ?? rule.versions.at(-1));
			if (!rule || !version) return 'no-rule';
			if (reason.trim() === '') return 'no-reason';
			const from = livesOf(events)[id] ?? 'draft';
			if (from === 'retired') return 'no-change';
			await this.#step(store, events, version, [from, 'retired'], reason);
			return null;
		});

	/** Writes the steps of a path into the one log of lives. */
	async #step(
		store: Store,
		events: readonly RuleLifeEvent[],
		{ definition, version, digest }: UserRuleVersion,
		path: readonly RuleLife[],
		reason: string
	): Promise<void> {
		const common = { rule: definition.id, version, digest, at: this.#ports.now(), actor: await store.settings.actor(), reason: reason.trim() };
		const steps = path.slice(1).map((to, i): RuleLifeEvent => ({ ...common, from: path[i]!, to }));
		await store.settings.saveRuleEvents([...events, ...steps]);
	}

	async #change(
		change: (store: Store, rules: readonly UserRuleSource[], events: readonly RuleLifeEvent[]) => Promise<UserRuleRefusal | null>
	): Promise<UserRuleAnswer> {
		const store = await this.#ports.writing();
		return store.settings.inTurn(async () => {
			const refused = await change(store, await store.settings.userRules(), await store.settings.ruleEvents());
			return { rules: await this.list(), refused };
		});
	}
}

/** The list with a rule in its place, a new one at the end. */
function placed(rules: readonly UserRuleSource[], rule: UserRuleSource): UserRuleSource[] {
	const at = rules.findIndex(({ id }) => id === rule.id);
	return at < 0 ? [...rules, rule] : rules.with(at, rule);
}
