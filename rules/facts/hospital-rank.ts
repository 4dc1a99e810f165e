import type { Missing } from '../domain/finding.ts';
import type { BatchContext } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source, Traced } from '../engine/traced.ts';

export type Rank = 0 | 1 | 2 | 3;

/** Rank (三级, 二级, 一级, 无等级) of each `hosp_lv`, which is no order itself (FIELDS.md E): 12–14 are ranks without a grade. */
const RANK: Readonly<Record<string, Rank>> = {
	'01': 3,
	'02': 3,
	'03': 3,
	'04': 3,
	'12': 3,
	'05': 2,
	'06': 2,
	'07': 2,
	'13': 2,
	'08': 1,
	'09': 1,
	'10': 1,
	'14': 1,
	'11': 0
};
/** Hospitals that write the word instead of the code. */
const WORDS: readonly (readonly [RegExp, Rank])[] = [
	[/^三级/, 3],
	[/^二级/, 2],
	[/^一级/, 1],
	[/^(无等级|未定级)/, 0]
];

/** Rank of a hospital level as written; null where it is neither a national code nor one of its words. */
export function rankOf(level: string): Rank | null {
	const text = level.trim();
	return Object.hasOwn(RANK, text) ? RANK[text]! : (WORDS.find(([word]) => word.test(text))?.[1] ?? null);
}

interface HospitalRank {
	readonly rank: Rank | null;
	readonly sources: readonly Source[];
}

/** Rank of the visit's institution: the visit's own level, else the table of institutions by its code. */
export function hospitalRank(stay: Stay<'visit'>): HospitalRank {
	const { visit } = stay;
	if (visit.text('hosp_lv') !== '') return { rank: rankOf(visit.text('hosp_lv')), sources: [{ row: visit, field: 'hosp_lv' }] };
	return listedRank(stay) ?? { rank: null, sources: [{ row: visit, field: 'hosp_lv' }] };
}

/** Rank that the table of institutions gives; null where it does not list this one. */
export function listedRank(stay: Stay<'visit'>): HospitalRank | null {
	const row = institutions(stay).get(stay.visit.text('fixmedins_code'));
	const rank = row ? rankOf(row.text('hosp_lv')) : null;
	return rank === null ? null : { rank, sources: [{ row: row!, field: 'hosp_lv' }] };
}

export function tracedRank(t: Trace, stay: Stay<'visit'>): Traced<number> {
	const { rank, sources } = hospitalRank(stay);
	const missing: Missing = { kind: stay.visit.hasField('hosp_lv') ? 'value' : 'field', what: 'visit.hosp_lv' };
	return t.derived<number>(
		{ zh: '医院级别（3 三级、2 二级、1 一级、0 无等级）', en: 'Hospital rank (3, 2, 1, 0 none)' },
		'integer',
		rank,
		sources,
		missing
	);
}

const known = new WeakMap<BatchContext, ReadonlyMap<string, Row<'institution'>>>();

/** Institutions by their code, made once a batch. */
function institutions({ book }: Stay<'visit'>): ReadonlyMap<string, Row<'institution'>> {
	let map = known.get(book.batch);
	if (!map) {
		const rows = book.batch.tables.institution ? book.batchRows('institution') : [];
		map = new Map(rows.filter((row) => row.text('fixmedins_code') !== '').map((row) => [row.text('fixmedins_code'), row]));
		known.set(book.batch, map);
	}
	return map;
}
