import type { Shard } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { bookOf } from '../engine/stay.ts';
import { bytesOf, codesOf, perText } from './columns.ts';
import { BUCKETS, likeness, looksOf, type Looks } from './shingles.ts';

/** Notes that a doctor writes about one patient; sheets, consents and lists are alike by their nature. */
const NOTES = /病程|入院记录|查房|出院记录|出院小结|门诊病历|住院病历/;
const NOT_NOTES = /知情|同意|告知|护理|体温|清单|须知|评估单/;
const isNote = perText('document', 'doc_type', (text) => (NOTES.test(text) && !NOT_NOTES.test(text) ? 1 : 0));

/** A note counts with so many letters and measured numbers: short ones and those without numbers are equal by chance. */
const LEAST_LETTERS = 100;
const LEAST_NUMBERS = 3;
/** UTF-8 bytes of a Chinese letter. */
const BYTES_A_LETTER = 3;
/** Likeness from which notes are gathered; the rule's own limit lies above. */
const GATHERED = 80;
/** Groups of unlike notes with the same numbers that are kept apart before the rest is given up: it bounds the work on hostile files. */
const MOST_GROUPS = 200;

/** Notes of a shard in columns: visit and person by their batch-wide codes, place in the visit, numbers, and 64 buckets a note. */
export interface NoteLooks {
	readonly visit: Uint32Array;
	readonly person: Uint32Array;
	readonly place: Uint32Array;
	readonly numbers: Float64Array;
	readonly signatures: Uint32Array;
}
/** A note like the first of its group, with its likeness to it in percent. */
export interface Copy {
	readonly visit: number;
	readonly person: number;
	readonly place: number;
	readonly alike: number;
}
/** Groups of notes of several persons, by visit and place of their first note. */
export type CopyGroups = ReadonlyMap<string, readonly Copy[]>;
export const copyKey = (visit: number, place: number): string => `${visit} ${place}`;

/** Looks of a note, null where it is no note to compare. */
export function looksOfNote(row: Row<'document'>): Looks | null {
	const looks = NOTES.test(row.text('doc_type')) && !NOT_NOTES.test(row.text('doc_type')) ? looksOf(row.text('text')) : null;
	return looks && looks.letters >= LEAST_LETTERS && looks.numberCount >= LEAST_NUMBERS ? looks : null;
}

/** First pass: every note that is long enough and carries measured numbers. */
export function notesIn(shard: Shard, { batch }: RunContext): NoteLooks {
	const table = shard.tables.document!;
	const [texts, types, notes] = [bytesOf(table, 'text'), codesOf(table, 'doc_type'), isNote(batch)];
	const book = bookOf(shard, batch);
	const found: { visit: number; person: number; place: number; looks: Looks }[] = [];
	for (let visit = 0; texts && types && visit < shard.visitCount; visit++) {
		const first = table.rowStart[visit]!;
		for (let row = first; row < table.rowStart[visit + 1]!; row++) {
			const [from, to] = [texts.offsets[row]!, texts.offsets[row + 1]!];
			if (notes[types[row]!] !== 1 || to - from < LEAST_LETTERS * BYTES_A_LETTER) continue;
			const looks = looksOf(batch.decode(texts.bytes.subarray(from, to)));
			if (looks.letters < LEAST_LETTERS || looks.numberCount < LEAST_NUMBERS) continue;
			found.push({ visit: shard.visitCode[visit]!, person: shard.personCode[book.personOf(visit)]!, place: row - first, looks });
		}
	}
	const signatures = new Uint32Array(found.length * BUCKETS);
	found.forEach(({ looks }, i) => signatures.set(looks.signature, i * BUCKETS));
	return {
		visit: Uint32Array.from(found, (one) => one.visit),
		person: Uint32Array.from(found, (one) => one.person),
		place: Uint32Array.from(found, (one) => one.place),
		numbers: Float64Array.from(found, (one) => one.looks.numbers),
		signatures
	};
}

interface Note {
	readonly visit: number;
	readonly person: number;
	readonly place: number;
	readonly from: NoteLooks;
	readonly at: number;
}
const signatureOf = ({ from, at }: Note): Uint32Array => from.signatures.subarray(at * BUCKETS, (at + 1) * BUCKETS);

/** Gathers notes with the same numbers that are alike, and keeps the groups of several persons. Sorted first, so that the order of the shards does not matter. */
export function copyGroups(partials: readonly NoteLooks[]): CopyGroups {
	const byNumbers = new Map<number, Note[]>();
	for (const from of partials) {
		for (let at = 0; at < from.visit.length; at++) {
			const note = { visit: from.visit[at]!, person: from.person[at]!, place: from.place[at]!, from, at };
			const known = byNumbers.get(from.numbers[at]!);
			if (known) known.push(note);
			else byNumbers.set(from.numbers[at]!, [note]);
		}
	}
	const groups = new Map<string, Copy[]>();
	for (const notes of byNumbers.values()) {
		if (notes.every(({ person }) => person === notes[0]!.person)) continue;
		for (const [first, copies] of gathered(notes)) {
			if (copies.some(({ person }) => person !== first.person)) groups.set(copyKey(first.visit, first.place), copies);
		}
	}
	return groups;
}

function gathered(notes: readonly Note[]): [Note, Copy[]][] {
	const groups: [Note, Copy[]][] = [];
	for (const note of [...notes].sort((a, b) => a.visit - b.visit || a.place - b.place)) {
		const copy = (alike: number): Copy => ({ visit: note.visit, person: note.person, place: note.place, alike });
		const own = signatureOf(note);
		const like = groups.map(([first]) => likeness(own, signatureOf(first)));
		const best = like.findIndex((alike) => alike >= GATHERED);
		if (best >= 0) groups[best]![1].push(copy(like[best]!));
		else if (groups.length < MOST_GROUPS) groups.push([note, [copy(100)]]);
	}
	return groups;
}
