/**
 * Seeded pseudo-random numbers: sfc32 (Chris Doty-Humphrey, PractRand), filled from a text by a 32-bit FNV-1a hash.
 * Each unit of the batch has a generator of its own, so that what stands in one stay never depends on how another was drawn.
 */
export class Random {
	#a: number;
	#b: number;
	#c: number;
	#counter = 1;

	constructor(seed: string) {
		this.#a = hash(seed, 0x811c9dc5);
		this.#b = hash(seed, 0x9e3779b9);
		this.#c = hash(seed, 0x85ebca6b);
		for (let i = 0; i < 12; i++) this.next();
	}

	/** A whole number of 32 bits. */
	next(): number {
		const result = (this.#a + this.#b + this.#counter) | 0;
		this.#counter = (this.#counter + 1) | 0;
		this.#a = this.#b ^ (this.#b >>> 9);
		this.#b = (this.#c + (this.#c << 3)) | 0;
		this.#c = ((this.#c << 21) | (this.#c >>> 11)) + result;
		return result >>> 0;
	}

	/** A number of [0, 1). */
	unit(): number {
		return this.next() / 4294967296;
	}

	/** A whole number from `low` to `high`, both included. */
	int(low: number, high: number): number {
		return low + Math.floor(this.unit() * (high - low + 1));
	}

	chance(probability: number): boolean {
		return this.unit() < probability;
	}

	pick<T>(list: readonly T[]): T {
		const value = list[this.int(0, list.length - 1)];
		if (value === undefined) throw new RangeError('cannot pick from an empty list');
		return value;
	}

	/** One of the list, each as likely as its weight. */
	weighted<T extends { readonly weight: number }>(list: readonly T[]): T {
		let left = this.unit() * list.reduce((sum, one) => sum + one.weight, 0);
		for (const one of list) {
			left -= one.weight;
			if (left < 0) return one;
		}
		return this.pick(list);
	}
}

const hash = (text: string, start: number): number => {
	let value = start;
	for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	return value >>> 0;
};
