import { viewOf } from './dictionary.ts';

/**
 * GB18030 (and its subsets GBK, GB2312) to UTF-8, on bytes. The two-byte part is a table made once from the host's own decoder;
 * four-byte sequences, which records hardly carry, are computed by that decoder one by one.
 * `TextDecoder` followed by `TextEncoder` does the same at a third of the speed, since it builds a string in between.
 */
const LEAD_FIRST = 0x81;
const TRAIL_FIRST = 0x40;
const TRAILS = 0xff - TRAIL_FIRST;

let table: Uint16Array | null = null;

/** Code units of all two-byte sequences; 0 where there is none, 1 where the character lies outside the basic plane. */
function twoByteTable(): Uint16Array {
	if (table) return table;
	const decoder = new TextDecoder('gb18030');
	const made = new Uint16Array((0xff - LEAD_FIRST) * TRAILS);
	const pair = new Uint8Array(2);
	for (let lead = LEAD_FIRST; lead < 0xff; lead++) {
		for (let trail = TRAIL_FIRST; trail < 0xff; trail++) {
			if (trail === 0x7f) continue;
			pair[0] = lead;
			pair[1] = trail;
			const text = decoder.decode(pair);
			const unit = text.charCodeAt(0);
			made[(lead - LEAD_FIRST) * TRAILS + trail - TRAIL_FIRST] =
				unit === 0xfffd ? 0 : unit >= 0xd800 && unit < 0xe000 ? 1 : text.length > 1 ? 0 : unit;
		}
	}
	return (table = made);
}

let packed: Int32Array | null = null;

/**
 * The three UTF-8 bytes of all two-byte sequences, lead and trail as index from 0x8100 on, the first byte lowest; 0 for whatever is not so
 * plain and goes the slow way. Nearly all Chinese text is plain.
 */
function packedTable(): Int32Array {
	if (packed) return packed;
	const units = twoByteTable();
	const made = new Int32Array((0xff - LEAD_FIRST) << 8);
	for (let lead = LEAD_FIRST; lead < 0xff; lead++) {
		for (let trail = TRAIL_FIRST; trail < 0xff; trail++) {
			const unit = units[(lead - LEAD_FIRST) * TRAILS + trail - TRAIL_FIRST]!;
			if (unit <= 0x7ff) continue;
			made[((lead - LEAD_FIRST) << 8) | trail] = 0xe0 | (unit >> 12) | ((0x80 | ((unit >> 6) & 63)) << 8) | ((0x80 | (unit & 63)) << 16);
		}
	}
	return (packed = made);
}

/** What a GB18030 slice became. */
export interface Transcoded {
	/** Bytes written to the target. */
	readonly written: number;
	/** Bytes read; what is left over is half a character (半个汉字) for the next slice. */
	readonly read: number;
	/** Sequences that are no character; each became U+FFFD. */
	readonly faults: number;
}

const encoder = new TextEncoder();

/**
 * Transcodes `source` into `target`, which must have room for 3 × length + 4 bytes.
 * @param last No more bytes follow: half a character at the end is then a fault.
 */
export function gb18030ToUtf8(source: Uint8Array, target: Uint8Array, last: boolean): Transcoded {
	const units = twoByteTable();
	const plain = packedTable();
	const from = viewOf(source);
	const to = viewOf(target);
	const end = source.length;
	let read = 0;
	let written = 0;
	let faults = 0;
	while (read < end) {
		// ASCII in fours, Chinese in pairs; a fourth byte that is written with a character is overwritten by the next.
		while (read + 4 <= end) {
			const word = from.getInt32(read, true);
			if ((word & 0x8080_8080) !== 0) break;
			to.setInt32(written, word, true);
			read += 4;
			written += 4;
		}
		if (read >= end) break;
		let lead = source[read]!;
		while (lead < 0x80) {
			target[written++] = lead;
			if (++read >= end) break;
			lead = source[read]!;
		}
		while (read + 1 < end && lead >= LEAD_FIRST && lead < 0xff) {
			const character = plain[((lead - LEAD_FIRST) << 8) | source[read + 1]!]!;
			if (character === 0) break;
			to.setInt32(written, character, true);
			written += 3;
			read += 2;
			lead = read < end ? source[read]! : 0;
		}
		if (read >= end) break;
		if (lead < 0x80) continue;
		if (lead === 0x80 || lead === 0xff) {
			written = replacement(target, written);
			faults++;
			read++;
			continue;
		}
		if (read + 1 >= end) break;
		const trail = source[read + 1]!;
		if (trail >= TRAIL_FIRST) {
			const unit = trail === 0xff ? 0 : units[(lead - LEAD_FIRST) * TRAILS + trail - TRAIL_FIRST]!;
			if (unit > 0x7f) {
				target[written++] = 0xc0 | (unit >> 6);
				target[written++] = 0x80 | (unit & 63);
				read += 2;
			} else if (unit === 1) {
				written += encoder.encodeInto(new TextDecoder('gb18030').decode(source.subarray(read, read + 2)), target.subarray(written)).written;
				read += 2;
			} else {
				written = replacement(target, written);
				faults++;
				read += trail < 0x80 ? 1 : 2;
			}
			continue;
		}
		if (trail < 0x30 || trail > 0x39) {
			written = replacement(target, written);
			faults++;
			read++;
			continue;
		}
		if (read + 3 >= end) break;
		const text = new TextDecoder('gb18030').decode(source.subarray(read, read + 4));
		if (text.includes('\ufffd') || [...text].length !== 1) {
			written = replacement(target, written);
			faults++;
			read++;
		} else {
			written += encoder.encodeInto(text, target.subarray(written)).written;
			read += 4;
		}
	}
	if (last && read < end) {
		written = replacement(target, written);
		faults++;
		read = end;
	}
	return { written, read, faults };
}

function replacement(target: Uint8Array, at: number): number {
	target[at] = 0xef;
	target[at + 1] = 0xbf;
	target[at + 2] = 0xbd;
	return at + 3;
}
