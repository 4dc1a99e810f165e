import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Row } from '../engine/row.ts';
import { finderOf, visitsSaying } from './byte-words.ts';
import { codesOf, perText } from './columns.ts';
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

const findSubject = finderOf(SUBJECT);

/** Visits with a consent whose stored bytes hold one of the words: no text is made. */
export function visitsWithTrial(shard: Shard, { batch }: RunContext): number[] {
	const [types, titles] = [codesOf(shard.tables.document, 'doc_type'), codesOf(shard.tables.document, 'title')];
	const [byType, byTitle] = [isConsent(batch), isConsentTitle(batch)];
	return visitsSaying(shard, findSubject, (row) => Boolean((types && byType[types[row]!] === 1) || (titles && byTitle[titles[row]!] === 1)));
}
