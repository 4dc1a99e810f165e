import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Row } from '../engine/row.ts';
import { bytesOf, codesOf, perText, visitsThat } from './columns.ts';
import { coreName } from './item-core.ts';
import { kindOfDocument, textsIn } from './text/documents.ts';
import { hitsIn, type Hit } from './text/mentions.ts';

/** A consent (知情同意书) of one of these words makes the patient a subject of a trial. */
const SUBJECT = ['临床试验', '受试者', '试验药物'] as const;
/** In one sentence with a test, one of these makes it a test of the trial. */
const PROTOCOL = ['试验方案', '研究方案', '方案规定', '方案要求', '试验检查', '试验规定', '试验要求'] as const;

const isConsent = perText('document', 'doc_type', (text) => (kindOfDocument(text) === 'consent' ? 1 : 0));
const isConsentTitle = perText('document', 'title', (text) => (kindOfDocument(text) === 'consent' ? 1 : 0));

/** Consents of a stay that name a trial. */
export function trialConsents(stay: Stay<'document'>): Hit[] {
	const texts = textsIn(stay as unknown as Stay, { tables: ['document'], kinds: ['consent'] });
	return texts.flatMap((text) => hitsIn(text, SUBJECT, { status: ['affirmed', 'planned', 'uncertain'] }));
}

/** Where a text calls a test one of the trial: both words in one sentence. @param names normalised names of the test */
export function trialTests(stay: Stay<'document'>, names: readonly string[]): { hits: Hit[]; searched: readonly Row[] } {
	const words = [...new Set([...names, ...names.map(coreName)])].filter((word) => word.length > 1);
	const texts = textsIn(stay as unknown as Stay, {
		tables: ['document'],
		kinds: ['course', 'admission', 'discharge', 'clinic', 'operation', 'report', 'orders', 'other']
	});
	const hits = texts.flatMap((text) => {
		const protocols = hitsIn(text, PROTOCOL, { status: ['affirmed', 'planned', 'past'] });
		if (protocols.length === 0) return [];
		const sentences = new Set(protocols.map(({ at }) => text.reading.sentenceAt(at[0])[0]));
		return hitsIn(text, words, { status: ['affirmed', 'planned', 'past'] }).filter(({ at }) => sentences.has(text.reading.sentenceAt(at[0])[0]));
	});
	return { hits, searched: [...new Set(texts.map(({ row }) => row))] };
}

const BYTES = SUBJECT.map(utf8);

/** Visits with a consent whose stored bytes hold one of the words: no text is made. */
export function visitsWithTrial(shard: Shard, { batch }: RunContext): number[] {
	const { document: table } = shard.tables;
	const [types, titles, texts] = [codesOf(table, 'doc_type'), codesOf(table, 'title'), bytesOf(table, 'text')];
	if (!table || !texts) return [];
	const [byType, byTitle] = [isConsent(batch), isConsentTitle(batch)];
	return visitsThat(shard, (visit) => {
		for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++) {
			const consent = (types && byType[types[row]!] === 1) || (titles && byTitle[titles[row]!] === 1);
			if (consent && BYTES.some((word) => holds(texts.bytes, texts.offsets[row]!, texts.offsets[row + 1]!, word))) return true;
		}
		return false;
	});
}

/** UTF-8 of words of three bytes a sign, since the core has no encoder. */
function utf8(word: string): number[] {
	return [...word].flatMap((sign) => {
		const code = sign.codePointAt(0)!;
		return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
	});
}

/** Whether some bytes hold a word, blanks between its signs not counting. */
function holds(bytes: Uint8Array, from: number, to: number, word: readonly number[]): boolean {
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
