import type { Dictionary } from '../../rules/domain/columns.ts';
import type { DictionaryData } from '../protocol/batch.ts';
import { doubled, GrowingBytes } from './growing.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const loose = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Bytes that are no UTF-8: either the file is written otherwise, or this record is damaged. */
export const BAD_TEXT = -1;
/** An identifier that a spreadsheet has rounded to 1.23E+18. */
export const ROUNDED_IDENTIFIER = -2;
export const ROUNDED = /^\d(?:\.\d+)?[eE]\+\d{2}$/;

/** Text as it stands in a file → text as it is kept; the same text where nothing is to be changed, '' where it means "none". */
export type Normalise = (text: string) => string;

/**
 * Batch-wide dictionary over UTF-8 bytes: open addressing, no string until a value is met for the first time.
 * Several spellings may share one code (男 and 1); the code's text is the normalised one. Code 0 is the empty text.
 */
export class ByteDictionary implements Dictionary {
	readonly name: string;
	private readonly normalise: Normalise | null;
	/** Values name something: a rounded one must never be kept. */
	private readonly identifiers: boolean;
	/** Pairs of hash and entry + 1; 0 where free. Side by side, since a lookup is one cache miss or three. */
	private slots = new Int32Array(512);
	/** Three numbers a spelling: begin in the heap, length, code. */
	private spellings = new Int32Array(3 * 128);
	private readonly heap = new GrowingBytes(1024);
	private heapView = new DataView(this.heap.bytes.buffer);
	private entries = 0;
	private readonly texts: string[] = [''];
	/** Entry of each code's own spelling. */
	private entryOf = new Int32Array(128);

	constructor(name: string, normalise: Normalise | null = null, identifiers = false) {
		this.name = name;
		this.normalise = normalise;
		this.identifiers = identifiers;
	}

	get size(): number {
		return this.texts.length;
	}

	text(code: number): string {
		return this.texts[code] ?? '';
	}

	/** Code of a kept text, without adding it; 0 where there is none. */
	code(text: string): number {
		if (text === '') return 0;
		const bytes = encoder.encode(text);
		const view = viewOf(bytes);
		const entry = this.find(view, 0, bytes.length, hashWords(view, 0, bytes.length));
		return entry < 0 ? 0 : Math.max(0, this.spellings[entry * 3 + 2]!);
	}

	/** Code of a text that is already normal, added where it is new. */
	add(text: string): number {
		if (text === '') return 0;
		const bytes = encoder.encode(text);
		return this.intern(bytes, viewOf(bytes), 0, bytes.length);
	}

	/**
	 * Code of `bytes[from, to)`, added where it is new; or `BAD_TEXT` or `ROUNDED_IDENTIFIER`.
	 * @param view The same bytes, read four at a time: a third of the cost of single bytes.
	 */
	intern(bytes: Uint8Array, view: DataView, from: number, to: number): number {
		if (from === to) return 0;
		const hash = hashWords(view, from, to);
		const entry = this.find(view, from, to, hash);
		return entry >= 0 ? this.spellings[entry * 3 + 2]! : this.insert(bytes, from, to, hash);
	}

	private find(view: DataView, from: number, to: number, hash: number): number {
		const slots = this.slots;
		const mask = slots.length - 2;
		const length = to - from;
		for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
			const entry = slots[slot + 1]! - 1;
			if (entry < 0) return -1;
			if (slots[slot] !== hash || this.spellings[entry * 3 + 1] !== length) continue;
			if (sameWords(this.heapView, this.spellings[entry * 3]!, view, from, length)) return entry;
		}
	}

	private insert(bytes: Uint8Array, from: number, to: number, hash: number): number {
		let text: string;
		try {
			text = decoder.decode(bytes.subarray(from, to));
		} catch {
			return BAD_TEXT;
		}
		const kept = this.normalise ? this.normalise(text) : text;
		let code = 0;
		if (this.identifiers && ROUNDED.test(text)) code = ROUNDED_IDENTIFIER;
		else if (kept === text) {
			code = this.texts.length;
			this.texts.push(text);
			if (code >= this.entryOf.length) this.entryOf = doubled(this.entryOf);
			this.entryOf[code] = this.entries;
		} else if (kept !== '') code = this.add(kept);
		this.append(bytes, from, to, hash, code);
		return code;
	}

	private append(bytes: Uint8Array, from: number, to: number, hash: number, code: number): void {
		const entry = this.entries++;
		if (this.entries * 3 > this.spellings.length) this.spellings = doubled(this.spellings);
		this.spellings.set([this.heap.length, to - from, code], entry * 3);
		this.heap.append(bytes, from, to);
		if (this.heapView.buffer !== this.heap.bytes.buffer) this.heapView = new DataView(this.heap.bytes.buffer);
		if (this.entries * 4 > this.slots.length) this.rehash();
		this.place(this.slots, entry, hash);
	}

	private place(slots: Int32Array, entry: number, hash: number): void {
		const mask = slots.length - 2;
		let slot = (hash << 1) & mask;
		while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
		slots[slot] = hash;
		slots[slot + 1] = entry + 1;
	}

	private rehash(): void {
		const larger = new Int32Array(this.slots.length * 2);
		for (let slot = 0; slot < this.slots.length; slot += 2) {
			if (this.slots[slot + 1] !== 0) this.place(larger, this.slots[slot + 1]! - 1, this.slots[slot]!);
		}
		this.slots = larger;
	}

	/** The dictionary at rest. */
	data(): DictionaryData {
		const offsets = new Uint32Array(this.texts.length + 1);
		const heap = new GrowingBytes(this.heap.length + 16);
		// Code 0 is the empty text; the others stand in the heap as they are kept.
		for (let code = 1; code < this.texts.length; code++) {
			const spelling = this.entryOf[code]! * 3;
			const begin = this.spellings[spelling]!;
			heap.append(this.heap.bytes, begin, begin + this.spellings[spelling + 1]!);
			offsets[code + 1] = heap.length;
		}
		return { name: this.name, bytes: heap.taken(), offsets };
	}
}

/** All dictionaries of a batch, made when first asked for. */
export class DictionarySet {
	private readonly byName = new Map<string, ByteDictionary>();
	private readonly normaliserOf: (name: string) => Normalise | null;
	private readonly identifiers: ReadonlySet<string>;

	constructor(normaliserOf: (name: string) => Normalise | null = () => null, identifiers: ReadonlySet<string> = new Set()) {
		this.normaliserOf = normaliserOf;
		this.identifiers = identifiers;
	}

	get(name: string): ByteDictionary {
		let dictionary = this.byName.get(name);
		if (!dictionary) this.byName.set(name, (dictionary = new ByteDictionary(name, this.normaliserOf(name), this.identifiers.has(name))));
		return dictionary;
	}

	data(): DictionaryData[] {
		return [...this.byName.values()].map((dictionary) => dictionary.data());
	}
}

/** Whether bytes are UTF-8. */
export function isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
	try {
		decoder.decode(bytes.subarray(from, to));
		return true;
	} catch {
		return false;
	}
}

/** Text of bytes for messages: damaged characters become U+FFFD. */
export const looseText = (bytes: Uint8Array, from: number, to: number): string => loose.decode(bytes.subarray(from, to));

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** Hash of `[from, to)`, four bytes at a step; the last step may overlap the one before. Of no meaning outside this process. */
export function hashWords(view: DataView, from: number, to: number): number {
	let hash = to - from;
	if (hash < 4) {
		for (let i = from; i < to; i++) hash = (hash << 8) | view.getUint8(i);
		hash = Math.imul(hash, 0x9e37_79b1);
		return hash ^ (hash >>> 15);
	}
	const last = to - 4;
	for (let i = from; i < last; i += 4) {
		hash = Math.imul(hash ^ view.getInt32(i, true), 0x9e37_79b1);
		hash ^= hash >>> 15;
	}
	hash = Math.imul(hash ^ view.getInt32(last, true), 0x85eb_ca6b);
	return hash ^ (hash >>> 14);
}

/** Whether `length` bytes at two places are the same. */
export function sameWords(a: DataView, atA: number, b: DataView, atB: number, length: number): boolean {
	if (length < 4) {
		for (let i = 0; i < length; i++) if (a.getUint8(atA + i) !== b.getUint8(atB + i)) return false;
		return true;
	}
	// From the end: identifiers of one kind begin alike.
	if (a.getInt32(atA + length - 4, true) !== b.getInt32(atB + length - 4, true)) return false;
	for (let i = 0; i < length - 4; i += 4) if (a.getInt32(atA + i, true) !== b.getInt32(atB + i, true)) return false;
	return true;
}
