import type { Missing } from '../domain/finding.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { normalizeCode } from '../knowledge/codes.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { YES } from './cells.ts';
import { charges } from './charges.ts';
import { pointOfCode } from './code-prefixes.ts';
import { validOperations } from './dip-group.ts';
import { matchItem } from './items.ts';
import { normalized } from './memo.ts';
import { chargesOfProcedure } from './procedure-charges.ts';
import { supportOfDiagnosis, type SupportKind } from './support-of-diagnosis.ts';
import { mentions } from './text/mentions.ts';
import { operationNotes } from './text/operation-notes.ts';

/**
 * How a record line speaks for a code: a laboratory value, drug, item or word that knowledge names (诊断依据); an item whose indication the diagnosis is;
 * charges of a procedure; a note of the operation; an order; a document that only names it.
 */
export type SupportBy = SupportKind | 'indication' | 'charge' | 'note' | 'order' | 'mention';

/** A code of the settlement list (诊断或手术操作) with the record lines that speak for it. */
export interface CodeSupport {
	readonly row: Row;
	/** Field of the code in `row`. */
	readonly field: string;
	readonly code: string;
	readonly name: string;
	/** Main diagnosis, or main procedure. */
	readonly main: boolean;
	readonly supports: readonly { readonly by: SupportBy; readonly sources: readonly Source[] }[];
	/** Kinds that knowledge asks for; null where it names none for this code: then lines are found by name alone. */
	readonly asked: { readonly least: number; readonly found: number } | null;
	/** What could not be looked for. */
	readonly missing: readonly Missing[];
}

const KINDS: readonly SupportKind[] = ['labs', 'drugs', 'items', 'words'];
/** A shorter name of a procedure would stand for much: 清创, 置管. */
const MIN_NAME = 3;
/** 肺炎, 痛风 are whole names of diseases. */
const MIN_MENTION = 2;

/** Valid diagnoses of a stay, each code once, the main one first, with the lines that support each. Only fee lines must be loaded: the rest is used where it is. */
export function supportsOfDiagnoses(context: RunContext, stay: Stay, day: number | null): CodeSupport[] {
	return diagnosisRows(stay).map(({ row, field, code, name, main }) => {
		const point = pointOfCode(context, 'diagnosisSupport', code, day)?.point;
		const missing: Missing[] = [];
		const known = point ? KINDS.flatMap((kind) => supportOfKind(stay, point, kind, missing)) : [];
		const found = known.filter(({ sources }) => sources.length > 0).length;
		const others = [
			{ by: 'indication' as const, sources: indicated(context, stay, code, day) },
			{ by: 'mention' as const, sources: mentioned(stay, name) }
		];
		const supports = [...known, ...others].filter(({ sources }) => sources.length > 0);
		return { row, field, code, name, main, supports, asked: point ? { least: point.least, found } : null, missing };
	});
}

/** Valid procedures of a stay in the order of the file, with the lines that speak for each. */
export function supportsOfProcedures(context: RunContext, stay: Stay, day: number | null): CodeSupport[] {
	return validOperations(stay).map((row) => {
		const [code, name] = [row.text('oprn_oprt_code').trim().toUpperCase(), row.text('oprn_oprt_name')];
		const point = pointOfCode(context, 'procedureItems', code, day)?.point;
		const charged = stay.has('fee') ? chargesOfProcedure(stay, point).map((charge) => charge.row) : [];
		const supports = [
			{ by: 'charge' as const, sources: charged.map(named) },
			{ by: 'note' as const, sources: notesOf(stay, name) },
			{ by: 'order' as const, sources: ordersOf(stay, name) },
			{ by: 'mention' as const, sources: mentioned(stay, name) }
		].filter(({ sources }) => sources.length > 0);
		const missing: Missing[] = stay.has('fee') ? [] : [{ kind: 'table', what: 'fee' }];
		const asked = point ? { least: 1, found: charged.length > 0 ? 1 : 0 } : null;
		return { row, field: 'oprn_oprt_code', code, name, main: isYes(row.text('main_oprn_flag')), supports, asked, missing };
	});
}

interface Listed {
	readonly row: Row;
	readonly field: string;
	readonly code: string;
	readonly name: string;
	readonly main: boolean;
}

function diagnosisRows(stay: Stay): Listed[] {
	const { visit } = stay;
	const main = normalizeCode(visit.text('dscg_maindiag_code'));
	const rows = stay.has('diagnosis') ? (stay.rows('diagnosis') as readonly Row<'diagnosis'>[]).filter((row) => row.text('vali_flag') !== '0') : [];
	const listed = rows.map((row): Listed => {
		const code = normalizeCode(row.text('diag_code'));
		return { row, field: 'diag_code', code, name: row.text('diag_name'), main: main === '' ? isYes(row.text('maindiag_flag')) : code === main };
	});
	const own: Listed = { row: visit, field: 'dscg_maindiag_code', code: main, name: visit.text('dscg_maindiag_name'), main: true };
	const all = main !== '' && !listed.some(({ code }) => code === main) ? [own, ...listed] : listed;
	const first = all.filter(({ code }, at) => code !== '' && all.findIndex((other) => other.code === code) === at);
	return [...first.filter((one) => one.main), ...first.filter((one) => !one.main)];
}

/** One kind of a point asked for alone, so that a kind that cannot be looked for hides no other. */
function supportOfKind(stay: Stay, point: PointOf<'diagnosisSupport'>, kind: SupportKind, missing: Missing[]): CodeSupport['supports'][number][] {
	if ((point[kind]?.length ?? 0) === 0) return [];
	const { labs: _labs, drugs: _drugs, items: _items, words: _words, ...head } = point;
	try {
		const { kinds } = supportOfDiagnosis(stay, { ...head, [kind]: point[kind], least: 1 });
		return [{ by: kind, sources: kind === 'words' ? worded(stay, point.words!) : kinds.flatMap(({ rows }) => rows.map(named)) }];
	} catch (error) {
		if (!(error instanceof Undetermined)) throw error;
		missing.push(error.missing);
		return [];
	}
}

/** Words that count as support, at their places in the text: what stands under the heading of a diagnosis is the diagnosis itself. */
const worded = (stay: Stay, words: readonly string[]): Source[] =>
	mentions(stay, words, { status: 'affirmed' })
		.hits.filter(({ section }) => !section.includes('诊断'))
		.map(({ source }) => source);

const mentioned = (stay: Stay, name: string): Source[] => (name.trim().length < MIN_MENTION ? [] : worded(stay, [name.trim()]));

/** Net charges of items whose indication the diagnosis is. */
function indicated(context: RunContext, stay: Stay, code: string, day: number | null): Source[] {
	if (!stay.has('fee') || !context.knowledge.has('indications')) return [];
	return stay.fact(charges).net.flatMap(({ row }) => {
		const match = matchItem(context, 'indications', row, day).find(({ point }) =>
			point.icd?.some((prefix) => code.startsWith(normalizeCode(prefix)))
		);
		return match ? [{ row, field: match.field }] : [];
	});
}

/** Notes of operations whose own 手术名称 is the procedure's name, or holds it, or is held by it. */
function notesOf(stay: Stay, name: string): Source[] {
	const wanted = normalized(name);
	if (wanted.length < MIN_NAME) return [];
	const said = stay.fact(operationNotes).flatMap(({ names }) => names);
	return said.filter((one) => alike(normalized(one.name), wanted)).map(({ source }) => source);
}
const alike = (a: string, b: string): boolean => a.includes(b) || (a.length >= MIN_NAME && b.includes(a));

function ordersOf(stay: Stay, name: string): Source[] {
	const wanted = normalized(name);
	if (wanted.length < MIN_NAME || !stay.has('order')) return [];
	return (stay.rows('order') as readonly Row<'order'>[]).flatMap((row) => {
		const field = (['drord_detl_name', 'drord_cont'] as const).find((one) => normalized(row.text(one)).includes(wanted));
		return field ? [{ row, field }] : [];
	});
}

const isYes = (flag: string): boolean => (YES as readonly string[]).includes(flag);

/** Field by which a line is known to people. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
	fee: ['medins_list_name', 'hilist_name'],
	order: ['drord_detl_name', 'drord_cont'],
	lab: ['result'],
	device: ['device']
};
function named(row: Row): Source {
	const field = (NAMES[row.table] ?? []).find((one) => row.hasField(one) && row.text(one as never) !== '');
	return { row, field: field ?? null };
}
