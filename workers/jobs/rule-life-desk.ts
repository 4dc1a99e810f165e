import type { DeskAnswer, DeskRefusal, NewException, RuleDesk, RuleException, RuleLifeEvent, RuleLifeStep } from '../protocol/rule-life.ts';
import type { Store } from '../store/index.ts';
import type { RuleBase } from './registry.ts';
import { dayOfMoment, exceptionRefusal, livesOf, stepRefusal, trimmed } from './rule-life.ts';

export interface DeskPorts {
	readonly store: () => Promise<Store>;
	/** The store, where this tab may write. @throws Fault read-only */
	readonly writing: () => Promise<Store>;
	readonly ruleBase: RuleBase;
	readonly now: () => number;
}

/** Lives of the built-in rules and exceptions of all, as the user keeps them. One wish after the other: each reads what the one before wrote. */
export class RuleLifeDesk {
	readonly #ports: DeskPorts;

	constructor(ports: DeskPorts) {
		this.#ports = ports;
	}

	async desk(): Promise<RuleDesk> {
		const { settings } = await this.#ports.store();
		const [events, exceptions] = await Promise.all([settings.ruleEvents(), settings.ruleExceptions()]);
		return { lives: { ...livesOf(events) }, events: events.toReversed(), exceptions: exceptions.toReversed(), ruleBase: this.#ports.ruleBase.digest };
	}

	/** A built-in rule is named by its version and the rule base. Rules of the user's own take their steps at their own desk, where they are committed. */
	step = (wish: RuleLifeStep): Promise<DeskAnswer> =>
		this.#change(async (store) => {
			const { registry, digest } = this.#ports.ruleBase;
			const rule = registry.get(wish.rule);
			if (!rule) return 'no-rule';
			const events = await store.settings.ruleEvents();
			const refused = stepRefusal(wish, livesOf(events)[wish.rule] ?? 'live');
			if (refused) return refused;
			const event: RuleLifeEvent = {
				rule: wish.rule,
				version: rule.meta.version,
				digest,
				from: wish.from,
				to: wish.to,
				reason: wish.reason.trim(),
				at: this.#ports.now(),
				actor: await store.settings.actor()
			};
			await store.settings.saveRuleEvents([...events, event]);
			return null;
		});

	except = (wish: NewException): Promise<DeskAnswer> =>
		this.#change(async (store) => {
			const known = await store.settings.ruleExceptions();
			const at = this.#ports.now();
			const refused = exceptionRefusal(wish, known, dayOfMoment(at));
			if (refused) return refused;
			const { rule, limits, reason, until } = wish;
			const actor = await store.settings.actor();
			const exception: RuleException = { id: `x${known.length + 1}`, rule, limits: trimmed(limits), reason: reason.trim(), until, actor, at };
			await store.settings.saveRuleExceptions([...known, exception]);
			return null;
		});

	end = (id: string, reason: string): Promise<DeskAnswer> =>
		this.#change(async (store) => {
			const known = await store.settings.ruleExceptions();
			if (!known.some((one) => one.id === id && !one.ended)) return 'no-exception';
			if (reason.trim() === '') return 'no-reason';
			const ended = { at: this.#ports.now(), actor: await store.settings.actor(), reason: reason.trim() };
			await store.settings.saveRuleExceptions(known.map((one) => (one.id === id ? { ...one, ended } : one)));
			return null;
		});

	async #change(change: (store: Store) => Promise<DeskRefusal | null>): Promise<DeskAnswer> {
		const store = await this.#ports.writing();
		return store.settings.inTurn(async () => {
			const refused = await change(store);
			return { desk: await this.desk(), refused };
		});
	}
}
