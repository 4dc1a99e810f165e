import type { Shard } from '../domain/shard.ts';
import { bytesOf, visitsThat } from './columns.ts';

/** UTF-8 of a word of three bytes a sign (Chinese), since the core has no encoder. */
export function utf8(word: string): readonly number[] {
	return [...word].flatMap((sign) => {
		const code = sign.codePointAt(0)!;
		return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
	});
}

/** Whether some bytes hold a word, blanks between its signs not counting. */
export function holds(bytes: Uint8Array, from: number, to: number, word: readonly number[]): boolean {
	for (let at = from; at < to; at++) {
		let [place, same] = [at, 0];
		while (same < word.length && place < to) {
			if (bytes[place] === word[same]) {
				place++;
				same++;
			} else if (same > 0 && blankAt(bytes, place) > 0) place += blankAt(bytes, place);
			else break;
		}
		if (same === word.length) return true;
	}
	return false;
}

/** Bytes of a blank at a place (ASCII, or the wide one U+3000); 0 where there is none. */
function blankAt(bytes: Uint8Array, at: number): number {
	if (bytes[at]! <= 0x20) return 1;
	return bytes[at] === 0xe3 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80 ? 3 : 0;
}

/** Visits with a document whose stored bytes hold one of some words: no text is made. `isOf` chooses among the rows of documents. */
export function visitsSaying(shard: Shard, words: readonly (readonly number[])[], isOf: (row: number) => boolean): number[] {
	const { document: table } = shard.tables;
	const texts = bytesOf(table, 'text');
	if (!table || !texts) return [];
	return visitsThat(shard, (visit) => {
		for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++)
			if (isOf(row) && words.some((word) => holds(texts.bytes, texts.offsets[row]!, texts.offsets[row + 1]!, word))) return true;
		return false;
	});
}
