import { compact, fold, storedSpan, type Compact, type Folded, type Span } from './fold.ts';
import { scopesOf, type Scope } from './scopes.ts';
import { sectionsIn, type Section } from './sections.ts';
import { sentenceAt, sentencesIn } from './sentences.ts';

/** Sections that tell how the illness of this stay came: what lies back in them still lasts. */
const OF_ILLNESS = new Set(['主诉', '现病史', '病史特点', '病例特点', '入院情况', '']);

/**
 * One text as it is read: each step is made when first asked for and kept. All places are units of the folded text; `stored` gives the way back.
 */
export class Reading {
	#folded: Folded | null = null;
	#compact: Compact | null = null;
	#sections: readonly Section[] | null = null;
	#sentences: readonly Span[] | null = null;
	readonly #scopes = new Map<number, readonly Scope[]>();

	constructor(readonly source: string) {}

	get folded(): Folded {
		return (this.#folded ??= fold(this.source));
	}
	get text(): string {
		return this.folded.text;
	}
	get compact(): Compact {
		return (this.#compact ??= compact(this.text));
	}
	get sections(): readonly Section[] {
		return (this.#sections ??= sectionsIn(this.text));
	}
	get sentences(): readonly Span[] {
		return (this.#sentences ??= sentencesIn(
			this.text,
			this.sections.flatMap(({ head, from }) => (head === from ? [] : [head, from]))
		));
	}
	sectionAt(at: number): Section {
		const { sections } = this;
		let [low, high] = [0, sections.length - 1];
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (sections[middle]!.head <= at) low = middle;
			else high = middle - 1;
		}
		return sections[low]!;
	}
	sentenceAt(at: number): Span {
		return sentenceAt(this.sentences, at);
	}
	/** Scopes of the sentence that a place lies in. */
	scopesAt(at: number): readonly Scope[] {
		const sentence = this.sentenceAt(at);
		let scopes = this.#scopes.get(sentence[0]);
		if (!scopes) this.#scopes.set(sentence[0], (scopes = scopesOf(this.text, sentence, OF_ILLNESS.has(this.sectionAt(sentence[0]).name))));
		return scopes;
	}
	/** UTF-16 units of the stored text, for the screen. */
	stored(span: Span): Span {
		return storedSpan(this.folded, span);
	}
}
