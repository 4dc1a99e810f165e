import type { Comparison } from '../protocol/delta.ts';
import type { Codec } from './codec.ts';
import { guarded } from './fault.ts';
import type { Database } from './schema.ts';

/** Comparisons of batches with the ones that they follow: one a batch, whole or absent, gone with it. */
export class DeltaStore {
	constructor(
		private readonly db: Database,
		private readonly codec: Codec
	) {}

	async put(storage: string, comparison: Comparison): Promise<void> {
		const data = await this.codec.seal(comparison);
		await guarded(() => this.db.deltas.put({ storage, data }));
	}

	async get(storage: string): Promise<Comparison | null> {
		const record = await guarded(() => this.db.deltas.get(storage));
		return record ? this.codec.open(record.data) : null;
	}
}
