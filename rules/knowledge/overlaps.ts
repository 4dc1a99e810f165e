import { identityOf } from './identity.ts';
import type { KnowledgePoint } from './pack.ts';
import { descriptorOf } from './tables/index.ts';

/**
 * Remembers points and finds what two of them say of one item at one time (有效期重叠): a price from two notices on one day is no price. Only tables that
 * keep points apart by their first day hold several of an item; in the others the later is the same point, and `isDated` is false.
 */
export class Overlaps {
	readonly #known = new Map<string, KnowledgePoint[]>();

	static isDated(point: KnowledgePoint): boolean {
		return descriptorOf(point.table).apart?.includes('from') ?? false;
	}

	/** Adds a sound point; the first one before it that is of the same item and, in dated tables, in force on one of its days, or null. */
	add(point: KnowledgePoint): KnowledgePoint | null {
		const { from: _, ...undated } = point;
		const identity = identityOf(undated as KnowledgePoint);
		const others = this.#known.get(identity);
		if (!others) {
			this.#known.set(identity, [point]);
			return null;
		}
		const dated = Overlaps.isDated(point);
		const met = others.find((other) => !dated || meet(other, point)) ?? null;
		others.push(point);
		return met;
	}
}

/** Days as yyyy-MM-dd compare as texts; without a first or last day a point is always in force on that side. */
function meet(a: KnowledgePoint, b: KnowledgePoint): boolean {
	return (a.from ?? '') <= (b.to ?? '9999') && (b.from ?? '') <= (a.to ?? '9999');
}
