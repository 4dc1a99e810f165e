import type { Shard } from '../domain/shard.ts';
import { bytesOf, visitsThat } from './columns.ts';

/** UTF-8 of a word of three bytes a sign (Chinese), since the core has no encoder. */
function utf8(word: string): readonly number[] {
	return [...word].flatMap((sign) => {
		const code = sign.codePointAt(0)!;
		return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
	});
}

/** Code point of a sign of three bytes. */
const signOf = (a: number, b: number, c: number): number => ((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f);

/** Whether a word stands at a place, blanks between its signs not counting. */
function standsAt(bytes: Uint8Array, from: number, to: number, word: readonly number[]): boolean {
	let [place, same] = [from, 0];
	while (same < word.length && place < to) {
		if (bytes[place] === word[same]) {
			place++;
			same++;
		} else if (same > 0 && blankAt(bytes, place) > 0) place += blankAt(bytes, place);
		else return false;
	}
	return same === word.length;
}

/** Bytes of a blank at a place (ASCII, or the wide one U+3000); 0 where there is none. */
function blankAt(bytes: Uint8Array, at: number): number {
	if (bytes[at]! <= 0x20) return 1;
	return bytes[at] === 0xe3 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80 ? 3 : 0;
}

/** Says whether the bytes [from, to) hold one of some words, blanks between its signs not counting. */
export type WordFinder = (bytes: Uint8Array, from: number, to: number) => boolean;

/** One look at each sign, however many words there are: only where a word can begin are the words compared. */
export function finderOf(words: readonly string[]): WordFinder {
	const spelled = words.map(utf8);
	const begins = new Uint8Array(1 << 16);
	for (const [a, b, c] of spelled) begins[signOf(a!, b!, c!)] = 1;
	return (bytes, from, to) => {
		let at = from;
		while (at < to) {
			const lead = bytes[at]!;
			if (lead < 0xe0) {
				at++;
				continue;
			}
			if (begins[signOf(lead, bytes[at + 1]!, bytes[at + 2]!)] === 1 && spelled.some((word) => standsAt(bytes, at, to, word))) return true;
			at += 3;
		}
		return false;
	};
}

/** Visits with a document in which some words may stand, by the stored bytes: no text is made. `isOf` chooses among the rows of documents. */
export function visitsSaying(shard: Shard, find: WordFinder, isOf: (row: number) => boolean): number[] {
	const { document: table } = shard.tables;
	const texts = bytesOf(table, 'text');
	if (!table || !texts) return [];
	return visitsThat(shard, (visit) => {
		for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++)
			if (isOf(row) && find(texts.bytes, texts.offsets[row]!, texts.offsets[row + 1]!)) return true;
		return false;
	});
}
