import { defineFact } from '../../engine/stay.ts';
import type { Source } from '../../engine/traced.ts';
import { textsIn, type RecordText } from './documents.ts';
import type { Span } from './fold.ts';
import { implantsIn, type ImplantSaid } from './implants.ts';
import { incisionOf, incisionsIn, type IncisionSaid } from './incision.ts';
import { sourceOf } from './mentions.ts';
import type { Reading } from './reading.ts';
import { sitesIn, type SiteSaid } from './sites.ts';
import { timesIn, type TimeSaid } from './times.ts';

/** What a note of an operation or procedure (手术记录、操作记录) says; null and empty where it does not say. */
export interface OperationNote {
	readonly text: RecordText;
	/** Procedures under 手术名称, as stored, one each: 卵巢囊肿剔除术 and 卵巢修补术 of 卵巢囊肿剔除术+卵巢修补术. */
	readonly names: readonly { readonly name: string; readonly source: Source }[];
	/** Day said under 手术日期, 手术时间; where the note says none, `text.day` is the day it was written. */
	readonly day: number | null;
	readonly begin: TimeSaid | null;
	readonly end: TimeSaid | null;
	readonly sites: readonly (SiteSaid & { readonly source: Source })[];
	/** One way in for all steps, a further one, or null: not said, or both. */
	readonly incision: 'same' | 'separate' | null;
	readonly incisions: readonly (IncisionSaid & { readonly source: Source })[];
	readonly implants: readonly (ImplantSaid & { readonly source: Source })[];
}

const NAMES = ['手术名称', '手术方式', '术式', '已行手术'];
const DATES = ['手术日期', '手术时间', '手术开始时间'];
/** Between procedures of one list. */
const PARTS = /[+;\n、]|(?:^|\s)\d[.、]|及(?=[^其])/g;
const MIN_NAME = 3;

/** Notes of operations and procedures of a stay, in the order of the file. */
export const operationNotes = defineFact<readonly OperationNote[]>('operationNotes', (stay) =>
	textsIn(stay, { tables: ['document'], kinds: ['operation'] }).map(noteOf)
);

function noteOf(text: RecordText): OperationNote {
	const { reading, moment } = text;
	const placed = <V extends { readonly span: Span }>(all: readonly V[]): (V & { source: Source })[] =>
		all.map((one) => ({ ...one, source: sourceOf(text, one.span) }));
	const said = timesUnder(reading, DATES);
	const incisions = incisionsIn(reading, moment);
	return {
		text,
		names: namesOf(text),
		day: said.find(({ day }) => day !== null)?.day ?? null,
		begin: said.find(({ minute }) => minute !== null) ?? null,
		end: timesUnder(reading, ['手术结束时间']).find(({ minute }) => minute !== null) ?? said.filter(({ minute }) => minute !== null)[1] ?? null,
		sites: placed(sitesIn(reading.text)),
		incision: incisionOf(incisions),
		incisions: placed(incisions),
		implants: placed(implantsIn(reading, undefined, moment))
	};
}

const timesUnder = (reading: Reading, names: readonly string[]): TimeSaid[] =>
	reading.sections.filter(({ name }) => names.includes(name)).flatMap(({ from, to }) => timesIn(reading.text, [from, to]));

function namesOf(text: RecordText): OperationNote['names'] {
	const { reading } = text;
	return reading.sections
		.filter(({ name }) => NAMES.includes(name))
		.flatMap(({ from, to }) => parted(reading.text, from, to))
		.map((span) => {
			const source = sourceOf(text, span);
			return { name: reading.source.slice(...source.span!), source };
		});
}

/** Parts of a list, without blanks and stops at their ends. */
function parted(text: string, from: number, to: number): Span[] {
	const part = text.slice(from, to);
	const cuts = [...part.matchAll(PARTS)].map(({ index, 0: cut }): Span => [index, index + cut.length]);
	const spans: Span[] = [];
	let begin = 0;
	for (const [a, b] of [...cuts, [part.length, part.length] as Span]) {
		const piece = part.slice(begin, a);
		const lead = piece.length - piece.trimStart().length;
		const bare = piece.trim().replace(/[。,.]{1,4}$/, '');
		if (bare.length >= MIN_NAME) spans.push([from + begin + lead, from + begin + lead + bare.length]);
		begin = b;
	}
	return spans;
}
