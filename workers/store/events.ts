import type { Codec } from './codec.ts';
import { guarded } from './fault.ts';
import type { Entry } from './journal.ts';
import type { JournalFrame } from '../protocol/decision.ts';
import type { Database, EventRecord } from './schema.ts';

/** The journal's view in the database: read by tabs that do not hold the journal, and the journal's own second copy. */
export class EventStore {
	constructor(
		private readonly db: Database,
		private readonly codec: Codec
	) {}

	async put(entries: readonly Entry[]): Promise<void> {
		const records = await Promise.all(
			entries.map(async ({ frame, text }): Promise<EventRecord> => ({
				event: frame.eventId,
				batch: frame.payload.batch,
				lamport: frame.lamport,
				text: await this.codec.seal(text)
			}))
		);
		await guarded(() => this.db.transaction('rw', this.db.events, () => this.db.events.bulkPut(records)));
	}

	/** Events after a counter, in the order of the journal. */
	async since(lamport: number): Promise<Entry[]> {
		const records = await guarded(() => this.db.events.where('lamport').above(lamport).sortBy('lamport'));
		return Promise.all(
			records.map(async (record) => {
				const text = await this.codec.open(record.text);
				return { text, frame: JSON.parse(text) as JournalFrame };
			})
		);
	}
}
