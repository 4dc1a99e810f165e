import type { Dictionaries } from '../../../rules/domain/columns.ts';
import { MATCH_KINDS, type Match, type MatchKind } from '../../protocol/queue.ts';
import type { CodedFacet } from '../../store/index.ts';
import type { QueueIndex } from '../queue-index.ts';
import type { TitleOf } from '../queue-view.ts';
import type { RecordSearch, WordHits } from './record-search.ts';
import { SEARCHED } from './record-words.ts';

/** Columns of a finding that are searched themselves, and what their words are called. A person's name comes before the number. */
const OWN: readonly (readonly [CodedFacet, MatchKind])[] = [
	['rule', 'rule'],
	['item', 'item'],
	['patient', 'person'],
	['person', 'person'],
	['visit', 'visit'],
	['institution', 'institution'],
	['department', 'department'],
	['doctor', 'doctor']
];

/** Words of a search as they are compared. */
export const wordsOf = (text: string): string[] => [...new Set(text.toLowerCase().split(/\s+/).filter(Boolean))];

/** What a search leads to among the findings of a run, and why. */
export class FoundFindings {
	/** 1 for each finding that has every word in its own columns or in the records of its stay. */
	readonly found: Uint8Array;
	readonly #index: QueueIndex;
	readonly #titleOf: TitleOf;
	readonly #words: readonly string[];
	readonly #hits: readonly WordHits[];
	readonly #search: RecordSearch;
	readonly #dictionaries: Dictionaries;

	constructor(
		index: QueueIndex,
		titleOf: TitleOf,
		words: readonly string[],
		hits: readonly WordHits[],
		search: RecordSearch,
		dictionaries: Dictionaries
	) {
		this.#index = index;
		this.#titleOf = titleOf;
		this.#words = words;
		this.#hits = hits;
		this.#search = search;
		this.#dictionaries = dictionaries;
		this.found = new Uint8Array(index.count).fill(1);
		words.forEach((word, i) => this.#both(word, hits[i]!));
	}

	#both(word: string, { visits }: WordHits): void {
		const index = this.#index;
		const found = new Uint8Array(index.count);
		for (const [facet] of OWN) {
			const { texts, codes } = index.coded[facet];
			const holds = Uint8Array.from(texts, (text) => (this.#holds(facet, text, word) ? 1 : 0));
			if (holds.includes(1)) for (let i = 0; i < found.length; i++) found[i]! |= holds[codes[i]!]!;
		}
		const { texts, codes } = index.coded.visit;
		const ofStay = Uint8Array.from(texts, (text) => visits[this.#dictionaries.get('visit').code(text)] ?? 0);
		for (let i = 0; i < found.length; i++) this.found[i]! &= found[i]! | ofStay[codes[i]!]!;
	}

	/** Where each word was found for a finding: of its own columns the first, else of its records. */
	matches(at: number): Match[] {
		return this.#words.flatMap((word, i) => this.#own(word, at) ?? this.#inRecords(word, this.#hits[i]!, at) ?? []);
	}

	#own(word: string, at: number): Match | null {
		const own = OWN.find(([facet]) => this.#holds(facet, this.#index.text(facet, at), word));
		return own ? { word, kind: own[1], text: own[0] === 'rule' ? '' : this.#index.text(own[0], at) } : null;
	}

	#inRecords(word: string, { codes, pieces }: WordHits, at: number): Match | null {
		const visit = this.#dictionaries.get('visit').code(this.#index.text('visit', at));
		const ordered = [...codes].toSorted(([a], [b]) => MATCH_KINDS.indexOf(SEARCHED[a]!) - MATCH_KINDS.indexOf(SEARCHED[b]!));
		for (const [dictionary, found] of ordered) {
			const code = this.#search.words?.codeOf(dictionary, found, visit) ?? 0;
			if (code > 0) return { word, kind: SEARCHED[dictionary]!, text: this.#dictionaries.get(dictionary).text(code) };
		}
		const piece = pieces.get(visit);
		return piece === undefined ? null : { word, kind: 'document', text: piece };
	}

	#holds(facet: CodedFacet, text: string, word: string): boolean {
		return (facet === 'rule' ? `${text} ${this.#titleOf(text)}` : text).toLowerCase().includes(word);
	}
}
