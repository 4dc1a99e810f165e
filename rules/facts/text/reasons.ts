import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Source } from '../../engine/traced.ts';
import { normalizeCode } from '../../knowledge/codes.ts';
import { mentions, mentionsIn, type Asked } from './mentions.ts';
import { Reading } from './reading.ts';
import type { Status } from './status.ts';

/** Why a thing was done: diagnoses and texts that speak of a disease or sign. */
export interface Reasons {
	/** Places that name it, diagnoses first; a traced operand may carry them. */
	readonly found: readonly Source[];
	readonly searched: readonly Row[];
	/** Null where there was nothing to look in: neither a diagnosis nor a text. For `t.clear`. */
	readonly sources: readonly Source[] | null;
}

const CODED = [
	{ table: 'visit', code: 'dscg_maindiag_code', name: 'dscg_maindiag_name' },
	{ table: 'diagnosis', code: 'diag_code', name: 'diag_name' }
] as const;

/**
 * Reasons (指征) for an item: valid diagnoses by the beginnings of their codes (ICD-10, either part of 剑号+星号) or by words in their names, and texts that speak of the words in the
 * way asked for, affirmed where none is named. Laboratory values are no part of it.
 */
export function reasonFor(stay: Stay, words: readonly string[], icd: readonly string[], asked: Asked = {}): Reasons {
	const { status = 'affirmed' } = asked;
	const wanted: readonly Status[] = typeof status === 'string' ? [status] : status;
	const prefixes = icd.map(normalizeCode);
	const rows = CODED.filter(({ table }) => table in stay.book.shard.tables).flatMap(({ table, code, name }) =>
		(stay.rows(table) as readonly Row[])
			.filter((row) => table === 'visit' || row.text('vali_flag' as never) !== '0')
			.map((row) => ({ row, code, name }))
	);
	const coded = rows.flatMap(({ row, code, name }): Source[] => {
		const own = normalizeCode(row.text(code as never)).split('+');
		if (prefixes.some((prefix) => prefix !== '' && own.some((part) => part.startsWith(prefix)))) return [{ row, field: code }];
		const named = mentionsIn(new Reading(row.text(name as never)), words).find(({ status }) => wanted.includes(status));
		return named ? [{ row, field: name, span: named.span }] : [];
	});
	const { hits, searched } = mentions(stay, words, { ...asked, status });
	const found = [...coded, ...hits.map(({ source }) => source)];
	const all = [...rows.map(({ row }) => row), ...searched];
	return { found, searched: all, sources: all.length === 0 ? null : found };
}
