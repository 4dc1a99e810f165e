import type { KnowledgePoint } from './pack.ts';
import { isDated, overlap, undatedIdentity } from './validity.ts';

/** Remembers points and finds what two of them say of one item at one time (有效期重叠): two prices on one day are no price. */
export class Overlaps {
	readonly #known = new Map<string, KnowledgePoint[]>();

	/** Adds a sound point; the first one before it that is of the same item and, in dated tables, in force on one of its days, or null. */
	add(point: KnowledgePoint): KnowledgePoint | null {
		const identity = undatedIdentity(point);
		const others = this.#known.get(identity) ?? [];
		this.#known.set(identity, others);
		const met = others.find((other) => !isDated(point) || overlap(other, point)) ?? null;
		others.push(point);
		return met;
	}
}
