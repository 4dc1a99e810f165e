import type { Store } from '../../store/index.ts';
import type { OpenBatch } from '../batch-context.ts';

/** Where each visit of the later version lies in the former one, and which visits of the former one were not asked for. */
export class VisitPlaces {
	readonly #shards: readonly string[];
	/** By the later version's code of the visit: place of the former shard + 1 (0: none), and index in it. */
	readonly #shard: Uint16Array;
	readonly #index: Uint32Array;
	/** Visits of each former shard that the later version does not have. */
	readonly #withdrawn: readonly (readonly number[])[];

	private constructor(shards: readonly string[], shard: Uint16Array, index: Uint32Array, withdrawn: readonly (readonly number[])[]) {
		this.#shards = shards;
		this.#shard = shard;
		this.#index = index;
		this.#withdrawn = withdrawn;
	}

	static async of(before: OpenBatch, after: OpenBatch, store: Store): Promise<VisitPlaces> {
		const [former, later] = await Promise.all([store.batches.heads(before.batch.storage), store.batches.heads(after.batch.storage)]);
		const [texts, codes] = [before.context.dictionaries.get('visit'), after.context.dictionaries.get('visit')];
		const [shard, index] = [new Uint16Array(codes.size), new Uint32Array(codes.size)];
		// The later dictionary also names visits that no row belongs to.
		const has = new Uint8Array(codes.size);
		for (const { visitCode } of later) for (const code of visitCode) has[code] = 1;
		const withdrawn = former.map(({ visitCode }, s) =>
			Array.from(visitCode, (code, i) => ({ i, code: codes.code(texts.text(code)) })).flatMap(({ i, code }) => {
				if (has[code] !== 1) return [i];
				shard[code] = s + 1;
				index[code] = i;
				return [];
			})
		);
		return new VisitPlaces(
			former.map((head) => head.shard),
			shard,
			index,
			withdrawn
		);
	}

	/** Index in its former shard of a visit that has one. */
	indexOf(code: number): number {
		return this.#index[code]!;
	}

	/** Places in `visitCode`, by the former shard of their visits; null for those that are new. */
	grouped(visitCode: Uint32Array): ReadonlyMap<string | null, readonly number[]> {
		const groups = new Map<string | null, number[]>();
		visitCode.forEach((code, visit) => {
			const id = this.#shard[code] === 0 ? null : this.#shards[this.#shard[code]! - 1]!;
			const group = groups.get(id);
			if (group) group.push(visit);
			else groups.set(id, [visit]);
		});
		return groups;
	}

	withdrawn(): readonly (readonly [shard: string, visits: readonly number[]])[] {
		return this.#shards.map((id, s) => [id, this.#withdrawn[s]!] as const).filter(([, visits]) => visits.length > 0);
	}
}
