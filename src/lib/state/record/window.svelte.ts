import { clamped, panned, sameRange, zoomed, type Range } from './range.ts';

/** The stretch of the stay that timeline, records, day list and trends show; whole until someone chooses. */
export class RecordWindow {
	readonly #whole: () => Range;
	#range = $state.raw<Range | null>(null);

	constructor(whole: () => Range) {
		this.#whole = whole;
	}
	get whole(): Range {
		return this.#whole();
	}
	/** What was chosen; null: the whole stay, so that nothing is left out. */
	get range(): Range | null {
		return this.#range;
	}
	get shown(): Range {
		return this.#range ?? this.whole;
	}
	choose(range: Range | null): void {
		const next = range && clamped(range, this.whole);
		this.#range = next && sameRange(next, this.whole) ? null : next;
	}
	zoom(factor: number): void {
		this.choose(zoomed(this.shown, this.whole, factor));
	}
	pan(share: number): void {
		this.choose(panned(this.shown, this.whole, share));
	}
}
