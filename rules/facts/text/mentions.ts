import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Source } from '../../engine/traced.ts';
import { textsIn, type RecordText, type Where } from './documents.ts';
import type { Span } from './fold.ts';
import type { Reading } from './reading.ts';
import { statusOf, type Moment, type Status } from './status.ts';
import { wordsIn } from './words.ts';

/** A word where a text names it, and how the text speaks of it. */
export interface Mention {
	/** The word as it was asked for. */
	readonly word: string;
	readonly status: Status;
	/** It lies back and is still there (起搏器, 高血压病史): `affirmed`, though told as history. */
	readonly lasting: boolean;
	/** Folded name of the heading that it stands under, '' where none. */
	readonly section: string;
	/** Place in the folded text, for other readers of this folder. */
	readonly at: Span;
	/** Place in the stored text: UTF-16 units [from, to). */
	readonly span: Span;
}
/** A mention in a record: a traced operand may carry it as its source. */
export interface Hit extends Mention {
	readonly text: RecordText;
	readonly source: Source;
}

export interface Hits {
	readonly hits: readonly Hit[];
	/** Rows looked through. */
	readonly searched: readonly Row[];
	/** Places of the hits for `t.clear`; null where there was no text to look in. */
	readonly sources: readonly Source[] | null;
}

/** How to ask: which statuses count (none given: all), and where. */
export interface Asked extends Where {
	readonly status?: Status | readonly Status[];
}

/** Mentions of words in one text. @param words item names or phrases; `…` stands for a short gap (see `wordsIn`) */
export function mentionsIn(reading: Reading, words: readonly string[], moment?: Moment): Mention[] {
	return wordsIn(reading, words).map(({ word, span }) => ({
		word,
		...statusOf(reading, span, moment),
		section: reading.sectionAt(span[0]).name,
		at: span,
		span: reading.stored(span)
	}));
}

/**
 * Mentions of words in the texts of a stay. `mentions(stay, ['起搏器'], { status: 'affirmed' }).hits`. Reads the tables document, exam and
 * nursing, whichever are loaded: a rule that concludes from no hits asks `textsNeeded` first.
 */
export function mentions(stay: Stay, words: readonly string[], asked: Asked = {}): Hits {
	const texts = textsIn(stay, asked);
	const hits = texts.flatMap((text) => hitsIn(text, words, asked));
	return { hits, searched: [...new Set(texts.map(({ row }) => row))], sources: texts.length === 0 ? null : hits.map(({ source }) => source) };
}

/** Mentions in one text of a record. */
export function hitsIn(text: RecordText, words: readonly string[], { status, sections }: Asked = {}): Hit[] {
	const wanted = status === undefined ? null : typeof status === 'string' ? [status] : status;
	return mentionsIn(text.reading, words, text.moment)
		.filter((mention) => (!wanted || wanted.includes(mention.status)) && (!sections || sections.includes(mention.section)))
		.map((mention) => ({ ...mention, text, source: sourceOf(text, mention.at) }));
}

/** A folded span of a text as a place in the record. */
export const sourceOf = ({ row, field, reading }: RecordText, span: Span): Source => ({ row, field, span: reading.stored(span) });
