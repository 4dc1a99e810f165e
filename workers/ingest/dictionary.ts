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
	private slots = new Int32Array(256).fill(-1);
	/** One entry a spelling. */
	private hashes = new Int32Array(128);
	private starts = new Uint32Array(129);
	private codes = new Int32Array(128);
	private readonly heap = new GrowingBytes(1024);
	private entries = 0;
	private readonly texts: string[] = [''];

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
		const entry = this.find(bytes, 0, bytes.length, hashOf(bytes, 0, bytes.length));
		return entry < 0 ? 0 : Math.max(0, this.codes[entry]!);
	}

	/** Code of a text that is already normal, added where it is new. */
	add(text: string): number {
		if (text === '') return 0;
		const bytes = encoder.encode(text);
		return this.intern(bytes, 0, bytes.length);
	}

	/** Code of `bytes[from, to)`, added where it is new; or `BAD_TEXT` or `ROUNDED_IDENTIFIER`. */
	intern(bytes: Uint8Array, from: number, to: number): number {
		if (from === to) return 0;
		const hash = hashOf(bytes, from, to);
		const entry = this.find(bytes, from, to, hash);
		return entry >= 0 ? this.codes[entry]! : this.insert(bytes, from, to, hash);
	}

	private find(bytes: Uint8Array, from: number, to: number, hash: number): number {
		const slots = this.slots;
		const mask = slots.length - 1;
		const heap = this.heap.bytes;
		const length = to - from;
		for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
			const entry = slots[slot]!;
			if (entry < 0) return -1;
			if (this.hashes[entry] !== hash) continue;
			let at = this.starts[entry]!;
			if (this.starts[entry + 1]! - at !== length) continue;
			let i = from;
			while (i < to && heap[at] === bytes[i]) {
				i++;
				at++;
			}
			if (i === to) return entry;
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
		} else if (kept !== '') code = this.add(kept);
		this.append(bytes, from, to, hash, code);
		return code;
	}

	private append(bytes: Uint8Array, from: number, to: number, hash: number, code: number): void {
		const entry = this.entries++;
		if (this.entries > this.hashes.length) {
			this.hashes = doubled(this.hashes);
			this.codes = doubled(this.codes);
			this.starts = doubled(this.starts, this.hashes.length + 1);
		}
		this.heap.append(bytes, from, to);
		this.hashes[entry] = hash;
		this.codes[entry] = code;
		this.starts[entry + 1] = this.heap.length;
		if (this.entries * 2 > this.slots.length) this.rehash();
		else this.place(entry, hash);
	}

	private place(entry: number, hash: number): void {
		const mask = this.slots.length - 1;
		let slot = hash & mask;
		while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
		this.slots[slot] = entry;
	}

	private rehash(): void {
		this.slots = new Int32Array(this.slots.length * 2).fill(-1);
		for (let entry = 0; entry < this.entries; entry++) this.place(entry, this.hashes[entry]!);
	}

	/** The dictionary at rest. */
	data(): DictionaryData {
		const offsets = new Uint32Array(this.texts.length + 1);
		const heap = new GrowingBytes(this.heap.length + 16);
		for (let code = 0; code < this.texts.length; code++) {
			const bytes = encoder.encode(this.texts[code]!);
			heap.append(bytes, 0, bytes.length);
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

/** FNV-1a over bytes, 32 bits, with a last mix: its low bits pick the slot. */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
	let hash = 0x811c9dc5;
	for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
	return hash ^ (hash >>> 15);
}
