import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { normalized } from './memo.ts';

type WithDiagnosis = Row<'visit'> | Row<'earlierVisit'>;

/** Main diagnosis of a visit: code and name with their cells; '' where the file has none. */
export interface MainDiagnosis {
	readonly code: string;
	readonly name: string;
	readonly codeSource: Source;
	readonly nameSource: Source;
}

/** The visit's own main diagnosis, else the one marked main among its diagnoses. */
export function mainDiagnosis(row: WithDiagnosis, stay: Stay | null): MainDiagnosis {
	const own = { code: row.text('dscg_maindiag_code'), name: row.text('dscg_maindiag_name') };
	const marked =
		stay && 'diagnosis' in stay.book.shard.tables && own.code === ''
			? (stay.rows('diagnosis') as readonly Row<'diagnosis'>[]).find((d) => d.text('maindiag_flag') === '1' && d.text('vali_flag') !== '0')
			: undefined;
	const nameFrom = own.name === '' && marked ? { row: marked, field: 'diag_name' } : { row, field: 'dscg_maindiag_name' };
	return {
		code: (marked?.text('diag_code') ?? own.code).trim().toUpperCase(),
		name: normalized(own.name || (marked?.text('diag_name') ?? '')),
		codeSource: marked ? { row: marked, field: 'diag_code' } : { row, field: 'dscg_maindiag_code' },
		nameSource: nameFrom
	};
}

/** First characters of a code without its dot: J15.9 → J159 for 4. */
export const diagnosisPrefix = (code: string, length: number): string => code.replace('.', '').slice(0, length);

/** Shortest name that may stand for a longer one: 感染 would stand for much. */
const MIN_NAME = 4;

/** Comparable forms of two names: the same text where one contains the other (社区获得性肺炎, 社区获得性肺炎重症), else their own. */
export function comparableNames(a: string, b: string): readonly [string, string] {
	const [short, long] = a.length <= b.length ? [a, b] : [b, a];
	return short.length >= MIN_NAME && long.includes(short) ? [short, short] : [a, b];
}
