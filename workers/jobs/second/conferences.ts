import type { DecisionPayload } from '../../protocol/decision.ts';
import type { Conference, ConferenceView } from '../../protocol/second.ts';
import { Fault } from '../../store/index.ts';
import type { SecondRoom } from './desk-ports.ts';
import type { Pairs } from './pairs.ts';

/** Conferences (合议): both reviewers' words kept as they were, who was there, and the decision that came of it. */
export class Conferences {
	readonly #room: SecondRoom;
	readonly #pairs: Pairs;

	constructor(room: SecondRoom, pairs: Pairs) {
		this.#room = room;
		this.#pairs = pairs;
	}

	/** The record is written before the decision that names it: a decision never names what is not there. */
	async confer(batch: string, key: string, merge: string, said: Pick<Conference, 'present' | 'decision' | 'amountOf' | 'grounds'>): Promise<void> {
		await this.#room.writing();
		const pair = (await this.#pairs.of(batch)).find((one) => one.key === key && one.merge === merge);
		if (!pair?.first || !pair.second) throw new Fault('not-found', `pair ${key}`);
		const { first, second, evidenceDigest } = pair;
		const id = this.#room.ports.random().slice(0, 16);
		const present = said.present.map((name) => name.trim()).filter((name) => name !== '');
		await this.#room.enter(batch, 'conferences', id, { key, evidenceDigest, merge, first, second, ...said, present });
		await this.#room.ports.decide(decisionOf(batch, id, { key, evidenceDigest, first, second }, said));
	}

	async all(batch: string): Promise<ConferenceView[]> {
		const state = await this.#room.state();
		const { book } = state;
		const { index } = await state.runOf(batch);
		const textOf = (facet: 'rule' | 'visit', key: string): string => (index.find(key) < 0 ? '' : index.text(facet, index.find(key)));
		const stands = (key: string, id: string): boolean => book.standing(batch, key)?.frame.payload.conference === id;
		return book
			.register(batch, 'conferences')
			.map(({ id, value, actor, at }) => ({
				...value,
				id,
				actor,
				at,
				rule: textOf('rule', value.key),
				visit: textOf('visit', value.key),
				stands: stands(value.key, id)
			}))
			.reverse();
	}
}

type Both = Pick<Conference, 'key' | 'evidenceDigest' | 'first' | 'second'>;

function decisionOf(
	batch: string,
	conference: string,
	{ key, evidenceDigest, first, second }: Both,
	said: Pick<Conference, 'decision' | 'amountOf' | 'grounds'>
): DecisionPayload {
	const lines = said.amountOf === 'first' ? first.lines : said.amountOf === 'second' ? second.lines : [];
	return {
		kind: 'decide',
		batch,
		decision: said.decision,
		targets: [{ key, evidenceDigest }],
		reason: '合议',
		note: said.grounds,
		...(said.decision === 'confirm' && lines.length > 0 ? { lines } : {}),
		conference
	};
}
