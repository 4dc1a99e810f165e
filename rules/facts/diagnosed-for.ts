import type { Dictionary } from '../domain/columns.ts';
import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { normalizeCode } from '../knowledge/codes.ts';
import { codesOf, hasRows } from './columns.ts';
import { normalized } from './memo.ts';
import type { TestReasons } from './test-reasons.ts';

const NONE: readonly number[] = Object.freeze([]);

/**
 * Which of some reasons a visit's diagnoses give, by the codes of the dictionaries: each code and name is compared once a run.
 * @returns marks 1 in `out` for each reason (by its place in the list) that a diagnosis of the visit gives
 */
export function diagnosedFor(shard: Shard, context: RunContext, reasons: readonly TestReasons[]): (visit: number, out: Uint8Array) => void {
	const { visit: visits, diagnosis } = shard.tables;
	const [byCode, byName] = givenBy(context, reasons);
	const places = [
		{ table: diagnosis, codes: codesOf(diagnosis, 'diag_code'), given: byCode },
		{ table: diagnosis, codes: codesOf(diagnosis, 'diag_name'), given: byName },
		{ table: visits, codes: codesOf(visits, 'dscg_maindiag_code'), given: byCode },
		{ table: visits, codes: codesOf(visits, 'dscg_maindiag_name'), given: byName }
	];
	return (visit, out) => {
		for (const { table, codes, given } of places) {
			if (!table || !codes || !hasRows(table, visit)) continue;
			for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++) for (const at of given(codes[row]!)) out[at] = 1;
		}
	};
}

type Given = (code: number) => readonly number[];
const known = new WeakMap<RunContext, Map<readonly TestReasons[], readonly [Given, Given]>>();

function givenBy(context: RunContext, reasons: readonly TestReasons[]): readonly [Given, Given] {
	const lists = known.get(context) ?? known.set(context, new Map()).get(context)!;
	let given = lists.get(reasons);
	if (!given) {
		const prefixes = reasons.map(({ icd = [] }) => icd.map(normalizeCode));
		const words = reasons.map(({ words: own = [] }) => own.map(normalized).filter((word) => word !== ''));
		const [codes, names] = ['diagnosis', 'diagnosisName'].map((dictionary) => context.batch.dictionaries.get(dictionary)) as [Dictionary, Dictionary];
		const code = (text: string): readonly number[] => {
			const own = normalizeCode(text);
			return placesOf(prefixes, (prefix) => own.startsWith(prefix));
		};
		const name = (text: string): readonly number[] => placesOf(words, (word) => normalized(text).includes(word));
		given = [once((at) => codes.text(at), code), once((at) => names.text(at), name)];
		lists.set(reasons, given);
	}
	return given;
}

const placesOf = (lists: readonly (readonly string[])[], test: (part: string) => boolean): readonly number[] =>
	lists.flatMap((list, at) => (list.some(test) ? [at] : []));

/** Asked once a dictionary code; the empty cell gives no reason. */
function once(text: (code: number) => string, of: (text: string) => readonly number[]): Given {
	const made = new Map<number, readonly number[]>();
	return (code) => {
		if (code === 0) return NONE;
		let places = made.get(code);
		if (!places) made.set(code, (places = of(text(code))));
		return places;
	};
}
