import type { KnowledgePoint } from '../../rules/knowledge/pack.ts';
import { isDated, overlap } from '../../rules/knowledge/validity.ts';

/** Remembers what is dated by its codes: one code with two values on one day (编码有效期重叠), whatever the rows call the item. */
export class CodeDays {
	readonly #known = new Map<string, { readonly point: KnowledgePoint; readonly place: string }[]>();

	/** Place of an earlier row of one of the point's codes that is in force on one of its days, with the code; null where there is none. */
	add(point: KnowledgePoint, place: string): { readonly code: string; readonly place: string } | null {
		if (!isDated(point)) return null;
		for (const code of point.codes) {
			const met = this.#known.get(`${point.table}|${code}`)?.find((other) => overlap(other.point, point));
			if (met) return { code, place: met.place };
		}
		for (const code of point.codes) {
			const key = `${point.table}|${code}`;
			this.#known.set(key, [...(this.#known.get(key) ?? []), { point, place }]);
		}
		return null;
	}
}
