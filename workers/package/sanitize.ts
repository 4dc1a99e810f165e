import { TABLES } from '../../rules/domain/tables/index.ts';
import type { JournalFrame } from '../protocol/decision.ts';
import type { PackageContents } from '../protocol/package.ts';
import type { Receipt } from '../protocol/receipt.ts';
import { foldDecisions, isStale, journalLines, OPEN, type DecisionState, type MaskFrame } from './journal.ts';
import { Masker, type MaskCounts } from './mask.ts';
import type { RecordContent } from './model.ts';

/** What was held back: stands in the signed statement, so that nobody takes a part for the whole. */
export interface Withheld {
	/** Findings that were left out: those without a decision, and those that were not chosen. */
	readonly undecided: number;
	/** Occurrences masked; null where identities were let through. */
	readonly masked: MaskCounts | null;
}

/** What may leave. `lines` are those of decisions.jsonl, `states` what they say of each finding. */
export interface Sanitized extends Omit<RecordContent, 'journal'> {
	readonly lines: readonly string[];
	readonly states: ReadonlyMap<string, DecisionState>;
	readonly withheld: Withheld;
}

/**
 * Decides what may leave the browser, all of it and nowhere else (出口脱敏). Pure: the same content and ticks give the same result.
 * Findings without a standing decision stay behind unless ticked; identities are masked unless ticked, in findings, evidence, decisions,
 * lists, work papers, file names and receipt alike. Evidence digests stay those of the unmasked evidence: they are what replay compares.
 */
export function sanitize(content: RecordContent, contents: PackageContents, batch: string): Sanitized {
	const frames = content.journal.map((text) => JSON.parse(text) as JournalFrame);
	const states = foldDecisions(frames, batch);
	const decided = (finding: { key: string; evidenceDigest: string }): boolean => {
		const state = states.get(finding.key) ?? OPEN;
		return state.decision !== null && !isStale(state, finding.evidenceDigest);
	};
	const { chosen } = content;
	const findings = content.findings.filter((finding) => (!chosen || chosen.has(finding.key)) && (contents.undecided || decided(finding)));
	const undecided = content.findings.length - findings.length;
	const keys = new Set(findings.map((finding) => finding.key));
	const visits = new Set(findings.map((finding) => finding.visit));
	const kept = {
		...content,
		findings,
		rows: content.rows.filter((row) => keys.has(row.key)),
		stays: contents.workPapers ? content.stays.filter((stay) => visits.has(stay.visit)) : [],
		receipt: chosen ? withoutRows(content.receipt) : content.receipt
	};
	const choose = chosen ? frameChooser(keys) : (frame: JournalFrame): JournalFrame => frame;
	if (contents.identities) {
		const lines = journalLines(
			content.journal,
			batch,
			frameMasker((payload) => payload, choose)
		);
		return { ...kept, lines, states, withheld: { undecided, masked: null } };
	}
	// Identities are learnt from the whole content: a note may name a person whose finding stays behind.
	return maskAll(kept, new Walker(content, contents.initials), choose, undecided, batch);
}

function maskAll(kept: RecordContent, walker: Walker, choose: Choose, undecided: number, batch: string): Sanitized {
	const maskFrame = frameMasker((payload) => walker.walk(payload), choose);
	const lines = journalLines(kept.journal, batch, maskFrame);
	const frames = lines.flatMap((line) => frameOf(JSON.parse(line) as JournalFrame & { withheld?: string; frame?: JournalFrame | null }));
	return {
		findings: walker.walk(kept.findings),
		rows: walker.walk(kept.rows),
		stays: walker.walk(kept.stays),
		files: walker.walk(kept.files),
		profiles: walker.walk(kept.profiles),
		receipt: walker.walk(kept.receipt),
		exceptions: walker.walk(kept.exceptions ?? []),
		excepted: walker.walk(kept.excepted ?? []),
		lines,
		states: foldDecisions(frames, batch),
		withheld: { undecided, masked: walker.masker.counts }
	};
}
const frameOf = (line: JournalFrame & { withheld?: string; frame?: JournalFrame | null }): JournalFrame[] =>
	line.withheld === undefined ? [line] : line.frame ? [line.frame] : [];

/** The ledger of an import without what it quotes of single rows: of a few chosen findings no other person's row leaves. */
const withoutRows = (receipt: Receipt): Receipt => ({
	...receipt,
	refusals: [],
	duplicates: [],
	money: { ...receipt.money, different: [] },
	dangling: receipt.dangling.map((one) => ({ ...one, examples: [] }))
});

/** The part of a frame that speaks of findings which leave; null where nothing of it does. */
type Choose = (frame: JournalFrame) => JournalFrame | null;

/** Of a few chosen findings leave their decisions, and what was taken back of them: no other finding's, and no entry of a register. */
function frameChooser(keys: ReadonlySet<string>): Choose {
	const leaving = new Set<string>();
	return (frame) => {
		const { payload } = frame;
		if (payload.kind === 'enter' || (payload.kind === 'undo' && !leaving.has(payload.event))) return null;
		if (payload.kind === 'undo') {
			leaving.add(frame.eventId);
			return frame;
		}
		const targets = payload.targets.filter(({ key }) => keys.has(key));
		if (targets.length === 0) return null;
		leaving.add(frame.eventId);
		return targets.length === payload.targets.length ? frame : { ...frame, payload: { ...payload, targets } };
	};
}

/**
 * Masks frames. A masked frame also loses its event id: the id is random, so without it the frame's hash, which the chain needs,
 * is no test by which a masked number could be guessed.
 */
function frameMasker(mask: (payload: JournalFrame['payload']) => JournalFrame['payload'], choose: Choose): MaskFrame {
	const renamed = new Map<string, string>();
	return (whole, line) => {
		const frame = choose(whole);
		if (!frame) return 'withhold';
		const target = frame.payload.kind === 'undo' ? renamed.get(frame.payload.event) : undefined;
		const payload = frame.payload.kind === 'undo' && target !== undefined ? { ...frame.payload, event: target } : mask(frame.payload);
		if (JSON.stringify(payload) === JSON.stringify(whole.payload)) return null;
		renamed.set(frame.eventId, `masked-${line}`);
		return { ...frame, eventId: `masked-${line}`, payload };
	};
}

/** Fields whose value is an identity, whatever it looks like; among them those of `ListRow` and `StayHead`. */
const NAME_FIELDS = new Set(['psn_name', 'name']);
const NUMBER_FIELDS = new Set(['certno', 'certificate']);
/** Properties that hold identifiers: numbers there are masked only where they surely are identities. */
const IDENTIFIERS = new Set(['key', 'rowId', 'visit', 'person', 'related', 'settlement', 'code', 'stayNumber', 'institutionCode', 'batch', 'event']);
/** Properties of closed vocabularies: nothing of a person can stand there. */
const VOCABULARY = new Set([
	'rule',
	'dimension',
	'violation',
	'grade',
	'table',
	'field',
	'unit',
	'op',
	'origin',
	'role',
	'fundMethod',
	'state',
	'kind',
	'format',
	'encoding'
]);
const { psn_name, addr, certno } = TABLES.visit.fields;
/** An address is masked like a name: its first character stays. */
const HEADINGS = { name: new Set([...headingsOf(psn_name, 'psn_name'), ...headingsOf(addr, 'addr')]), number: headingsOf(certno, 'certno') };
function headingsOf(spec: { readonly zh: string; readonly aliases: readonly string[] }, code: string): ReadonlySet<string> {
	return new Set([code, spec.zh, ...spec.aliases]);
}

type Kind = 'name' | 'number' | null;
type Plain = Readonly<Record<string, unknown>>;

/** Walks plain data and gives it back with identities masked; shared parts are never changed in place. */
class Walker {
	readonly masker: Masker;

	constructor(content: RecordContent, hidden = false) {
		const [names, numbers] = [new Set<string>(), new Set<string>()];
		const learn = (kind: Kind, value: unknown): void => {
			if (typeof value === 'string' && value !== '' && kind) (kind === 'name' ? names : numbers).add(value);
		};
		for (const { name, certificate } of [...content.rows, ...content.stays]) {
			learn('name', name);
			learn('number', certificate);
		}
		learnFrom(content.findings, learn);
		this.masker = new Masker(names, numbers, hidden);
	}

	walk<T>(value: T, property = ''): T {
		if (typeof value === 'string') return this.#string(value, property) as T;
		if (typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) return value.map((item) => this.walk(item, property)) as T;
		return this.#object(value as Plain) as T;
	}
	#object(object: Plain): Plain {
		const kind = kindOf(object);
		// The heading of an input file, a profile's and a pack's `name` are no person's: only rows and stays carry a person's name by that property.
		const isPerson = 'certificate' in object;
		const serial = isSerial(object) || (Array.isArray(object.sources) && object.sources.some(isSerial));
		return Object.fromEntries(
			Object.entries(object).map(([property, value]) => {
				if (kind && (property === 'value' || property === 'examples')) return [property, this.#force(kind, value)];
				if (serial && property === 'value') return [property, this.walk(value, 'rowId')];
				if (property === 'name' && !isPerson) return [property, this.walk(value, 'text')];
				return [property, this.walk(value, property)];
			})
		);
	}
	#string(text: string, property: string): string {
		if (VOCABULARY.has(property)) return text;
		if (NAME_FIELDS.has(property)) return this.masker.name(text);
		if (NUMBER_FIELDS.has(property)) return this.masker.number(text);
		return IDENTIFIERS.has(property) ? this.masker.identifier(text) : this.masker.text(text);
	}
	#force(kind: 'name' | 'number', value: unknown): unknown {
		if (Array.isArray(value)) return value.map((item) => this.#force(kind, item));
		if (typeof value !== 'string') return value;
		return kind === 'name' ? this.masker.name(value) : this.masker.number(value);
	}
}

/** Whether an object's `value` is an identity: a reference to such a cell, an operand read from one, a problem of such a column. */
function kindOf(object: Plain): Kind {
	if (Array.isArray(object.sources)) {
		const kinds = object.sources.map((source: Plain) => fieldKind(source.field));
		// What is derived of identities alone (an address without its house) is one still.
		const isIdentity = object.origin === 'record' ? kinds.some(Boolean) : object.origin === 'derived' && kinds.length > 0 && kinds.every(Boolean);
		return isIdentity ? (kinds.find(Boolean) ?? null) : null;
	}
	return fieldKind(object.field) ?? fieldKind(object.column);
}
/** A reference to a cell that holds a serial number or a code: nobody's telephone, however it looks. */
const isSerial = (object: Plain): boolean => typeof object.field === 'string' && /(_(no|id|sn|code|codg)|^udi)$/.test(object.field);
function fieldKind(field: unknown): Kind {
	return HEADINGS.name.has(field as string) ? 'name' : HEADINGS.number.has(field as string) ? 'number' : null;
}

function learnFrom(value: unknown, learn: (kind: Kind, value: unknown) => void): void {
	if (typeof value !== 'object' || value === null) return;
	if (Array.isArray(value)) return value.forEach((item) => learnFrom(item, learn));
	const object = value as Plain;
	const kind = kindOf(object);
	if (kind) [object.value].flat().forEach((item) => learn(kind, item));
	for (const property in object) {
		if (fieldKind(property)) learn(fieldKind(property), object[property]);
		else learnFrom(object[property], learn);
	}
}
