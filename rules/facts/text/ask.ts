import type { Stay } from '../../engine/stay.ts';
import type { Source } from '../../engine/traced.ts';
import { textsIn, type RecordText, type Where } from './documents.ts';
import type { Span } from './fold.ts';
import { factor, type Measure } from './measures.ts';
import { hitsIn, sourceOf, type Asked, type Hit } from './mentions.ts';
import { quantitiesIn, type Quantity } from './quantities.ts';
import { sitesIn, type SiteSaid } from './sites.ts';
import { timesIn, type TimeSaid } from './times.ts';

/** Something read from a text of a record, with its place for a traced operand. */
export type InRecord<V> = V & { readonly text: RecordText; readonly source: Source };

/** A part of a document under a heading. */
export interface RecordSection {
	/** Folded name of the heading. */
	readonly name: string;
	/** What stands under it, as stored. */
	readonly says: string;
	/** Its place in the folded text. */
	readonly at: Span;
}

/** Sections of a stay's documents under the headings named (主诉, 手术经过); all that have a heading where none is named. */
export function sectionsOf(stay: Stay, names: readonly string[] | null, where: Where = {}): InRecord<RecordSection>[] {
	return textsIn(stay, where).flatMap((text) =>
		text.reading.sections
			.filter(({ name }) => name !== '' && (names === null || names.includes(name)))
			.map(({ name, from, to }) => {
				const source = sourceOf(text, [from, to]);
				return { name, says: text.reading.source.slice(...source.span!), at: [from, to], text, source };
			})
	);
}

/** Numbers with units in a stay's texts; of one unit where it is named. Values are 1/10 000 of their own unit. */
export function quantities(stay: Stay, unit: Measure | null = null, where: Where = {}): InRecord<Quantity>[] {
	return inSections(stay, where, quantitiesIn).filter((quantity) => unit === null || quantity.unit === unit);
}

/** Dates and times of day in a stay's texts. */
export const times = (stay: Stay, where: Where = {}): InRecord<TimeSaid>[] => inSections(stay, where, timesIn);

function inSections<V extends { readonly span: Span }>(stay: Stay, where: Where, read: (text: string) => readonly V[]): InRecord<V>[] {
	return textsIn(stay, where).flatMap((text) =>
		read(text.reading.text)
			.filter(({ span }) => !where.sections || where.sections.includes(text.reading.sectionAt(span[0]).name))
			.map((one) => ({ ...one, text, source: sourceOf(text, one.span) }))
	);
}

const CLAUSE_ENDS = ',;。!?\n';

/** Sites and sides said in the clause of a hit: 左 of 膝关节置换 in 左膝关节置换术，右膝未处理. */
export function sitesBeside({ text, at }: Hit): InRecord<SiteSaid>[] {
	const { text: folded } = text.reading;
	const [begin, end] = text.reading.sentenceAt(at[0]);
	let [from, to] = at;
	while (from > begin && !CLAUSE_ENDS.includes(folded[from - 1]!)) from--;
	while (to < end && !CLAUSE_ENDS.includes(folded[to]!)) to++;
	return sitesIn(folded, [from, to]).map((site) => ({ ...site, text, source: sourceOf(text, site.span) }));
}

/** What was measured of a thing: 失血量约200ml. */
export interface Measured {
	readonly hit: Hit;
	/** Lower and upper value, 1/10 000 of the unit asked for; the same where one value is said. */
	readonly low: number;
	readonly high: number;
	readonly quantity: Quantity;
	/** Place of word and number together. */
	readonly source: Source;
}

/** Between a word and its number: 失血量(估计)约200ml. */
const MAX_GAP = 14;
const STOPS = /[,。;!?\n、]/;

/**
 * Numbers in a unit, or one with a whole factor to it (L for ml), that directly follow a word in its clause.
 * `measured(stay, ['失血量', '出血量'], 'ml', { kinds: ['operation'], status: 'affirmed' })`
 */
export function measured(stay: Stay, words: readonly string[], unit: Measure, asked: Asked = {}): Measured[] {
	return textsIn(stay, asked).flatMap((text) => hitsIn(text, words, asked).flatMap((hit) => measuredAt(text, hit, unit) ?? []));
}

function measuredAt(text: RecordText, hit: Hit, unit: Measure): Measured | null {
	const { text: folded } = text.reading;
	const from = hit.at[1];
	const quantity = quantitiesIn(folded, [from, Math.min(folded.length, from + MAX_GAP * 3)]).find((one) => factor(one.unit, unit) !== null);
	if (!quantity || quantity.span[0] - from > MAX_GAP || STOPS.test(folded.slice(from, quantity.span[0]))) return null;
	const values = quantity.values.map((value) => value * factor(quantity.unit, unit)!);
	return { hit, low: Math.min(...values), high: Math.max(...values), quantity, source: sourceOf(text, [hit.at[0], quantity.span[1]]) };
}
