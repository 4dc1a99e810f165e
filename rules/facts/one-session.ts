import { display } from '../domain/display.ts';
import type { Condition, Missing } from '../domain/finding.ts';
import { dayOf, PRECISION } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { ExclusionPair } from '../knowledge/pack.ts';
import { normalized } from './memo.ts';
import { operationsOn, type Operation } from './operations.ts';
import { operationNotes, type OperationNote } from './text/operation-notes.ts';

type Records = Stay<'operation' | 'anesthesia' | 'document'>;

/** Shortest name of an operation by which another name is recognised. */
const MIN_NAME = 3;
/** Clauses that tell what was done, not what was found. */
const DONE =
	/置入|植入|扩张|旋磨|切除|切开|融合|减压|成形|固定|清扫|松解|穿刺|注入|注射|灌注|修补|修复|缝合|吻合|复位|置换|清理|摘除|消融|结扎|取出|植骨|剥离|剔除/;
/** Territories of a catheter: 选择性 of one may stand beside 超选择性 of another. */
const ARTERY = /(肝|肾|脾|肠系膜上|肠系膜下|髂内|髂外|支气管|子宫|膀胱|颈内|颈外|椎|锁骨下|胃左|胃十二指肠)动脉/g;
const CLAUSE = /[,。;，；\n]/;

/**
 * Whether two items of a day were charged for one operation (同一台手术): `one`, `other` session, what is missing to tell, or null where nothing records the
 * operation. One anaesthesia is one session; so is one begin; an item that is recorded as an operation of its own at another begin had its own session.
 */
export function tellSession(stay: Records, point: ExclusionPair, day: number): 'one' | 'other' | Missing | null {
	const all = operationsOn(stay as Stay, day);
	if (all.length === 0) return null;
	const keys = new Map(all.map((one) => [one, keyOf(stay, one, all, day)]));
	const known = new Set([...keys.values()].filter((key) => key !== null));
	if (all.length === 1 || (known.size === 1 && [...keys.values()].every((key) => key !== null))) return 'one';
	const ofSub = all.filter(bears([point.subName, ...(point.subAliases ?? [])]));
	if (ofSub.length === 0) return known.size <= 1 ? 'one' : { kind: 'value', what: 'operation.oprn_oprt_name' };
	const others = all.filter((one) => !ofSub.includes(one));
	const [subs, mains] = [ofSub, others].map((list) => list.map((one) => keys.get(one)!)) as [(string | null)[], (string | null)[]];
	if (subs.every((key) => key !== null && mains.includes(key))) return 'one';
	return [...subs, ...mains].includes(null) ? { kind: 'precision', what: 'operation.oprn_oprt_begntime' } : 'other';
}

/**
 * The same, for pairs that the day alone does not make wrong.
 * @throws Undetermined where several operations of the day cannot be told apart
 */
export function sessionOf(stay: Records, point: ExclusionPair, day: number): 'one' | 'other' | null {
	const told = tellSession(stay, point, day);
	if (told !== null && typeof told === 'object') throw new Undetermined(told);
	return told;
}

/** What tells the session of an operation: the anaesthesia that it lies in, else its begin; null where neither is known. */
function keyOf(stay: Records, { begin, row }: Operation, all: readonly Operation[], day: number): string | null {
	const asleep = stay.has('anesthesia') ? stay.rows('anesthesia').filter((one) => dayIn(one) === day) : [];
	if (begin === null) return all.length === 1 ? `only ${row.index}` : asleep.length === 1 ? `anaesthesia ${asleep[0]!.index}` : null;
	const during = asleep.find((one) => {
		const [from, to] = [one.time('anst_begin_time'), one.time('anst_end_time')];
		return from?.precision === PRECISION.minute && to?.precision === PRECISION.minute && from.seconds <= begin && begin <= to.seconds;
	});
	return during ? `anaesthesia ${during.index}` : `begin ${begin}`;
}
function dayIn(row: Row<'anesthesia'>): number | null {
	const time = row.time('anst_begin_time');
	return time ? dayOf(time.seconds) : null;
}

/** Whether an operation's name and one of an item's names contain each other, their last 术 aside. */
function bears(names: readonly string[]): (one: Operation) => boolean {
	const wanted = names.map((name) => bare(normalized(name)));
	return ({ name }) => {
		const own = bare(name);
		return own.length >= MIN_NAME && wanted.some((other) => other.length >= MIN_NAME && (own.includes(other) || other.includes(own)));
	};
}
const bare = (name: string): string => name.replace(/\([^()]*\)/g, '').replace(/术$/, '');

/** That no other session of the day is recorded for the contained item. Recorded only where the operations of the day are. */
export function recordSessionOf(stay: Records, t: Trace, point: ExclusionPair, day: number): void {
	const searched = operationsOn(stay as Stay, day).map(({ row }) => row);
	const at = `${display.day(day)} 23:59`;
	const fields = { mdtrt_id: stay.id, oprn_oprt_name: point.subName, oprn_oprt_date: display.day(day), oprn_oprt_begntime: at };
	const witness: NonNullable<Condition['witness']> = { table: 'operation', fields };
	if (searched.length > 0) t.absent('other-session', { zh: '从项另一台手术记录', en: 'A session of its own' }, [], searched, witness);
}

/** Notes of the operations of a day; a note without a day is of the only operation that the stay has notes of. */
export function notesOn(stay: Records, day: number): readonly OperationNote[] {
	if (!stay.has('document')) return [];
	const notes = (stay as Stay).fact(operationNotes);
	return notes.filter((note) => {
		const own = note.day ?? note.text.day;
		return own === null ? notes.length === 1 : own === day || own === day + 1;
	});
}

/** Sites of a note that stand in clauses which tell what was done there. */
export const workedSites = (note: OperationNote): OperationNote['sites'] =>
	note.sites.filter(({ span }) => DONE.test(clauseAt(note.text.reading.text, span)));

/** Whether a note tells that work was done on more than one site of a kind: both sides, two levels, two vessels, two teeth. */
export function severalSites(note: OperationNote): boolean {
	const codes = new Map<string, Set<string>>();
	for (const { kind, code } of workedSites(note)) codes.set(kind, (codes.get(kind) ?? new Set()).add(code));
	const arteries = new Set([...note.text.reading.text.matchAll(ARTERY)].map(([name]) => name));
	if (arteries.size > 1) return true;
	return note.incision === 'separate' || codes.get('side')?.has('双') === true || [...codes.values()].some((set) => set.size > 1);
}

/** The clause around a span. */
function clauseAt(text: string, [from, to]: readonly [number, number]): string {
	let begin = from;
	while (begin > 0 && !CLAUSE.test(text[begin - 1]!)) begin--;
	let end = to;
	while (end < text.length && !CLAUSE.test(text[end]!)) end++;
	return text.slice(begin, end);
}

/** That the notes of the day tell no second site. Recorded only where there are notes. */
export function recordOneSite(stay: Records, t: Trace, day: number): void {
	const searched = notesOn(stay, day).map(({ text }) => text.row);
	const text = '左侧切除，右侧切除。';
	const fields = { mdtrt_id: stay.id, doc_type: '手术记录', rec_time: `${display.day(day)} 12:00`, text };
	if (searched.length > 0)
		t.absent('other-site', { zh: '另一部位的手术记录', en: 'Notes of another site' }, [], searched, { table: 'document', fields });
}
