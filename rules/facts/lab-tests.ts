import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import { normalizeName } from '../knowledge/names.ts';
import type { LabTest } from '../knowledge/pack.ts';
import { normalized } from './memo.ts';

/** Flags that say "not abnormal". */
const NORMAL: readonly string[] = ['', '0', 'n', '正常', '阴性', '-', 'm'];

/**
 * Whether a laboratory value answers a test of a point. Null where it is of the test and cannot be compared: no number, or another unit than
 * the point's, which nobody converts here.
 */
export function answersTest(row: Row<'lab'>, test: LabTest): boolean | null {
	const name = normalized(row.text('item_name'));
	if (!test.names.some((word) => name.includes(normalizeName(word)))) return false;
	if (test.op === 'abnormal') return !NORMAL.includes(row.text('abnormal').trim().toLowerCase());
	const value = valueOf(row.text('result'));
	if (value === null || test.limit === undefined) return null;
	if (test.unit !== undefined && unitOf(row.text('unit')) !== unitOf(test.unit)) return null;
	// “<0.5” is below 0.5, and “>100” above 100.
	const sign = row.text('result').normalize('NFKC').trim()[0];
	switch (test.op) {
		case 'lt':
			return value < test.limit || (sign === '<' && value === test.limit);
		case 'le':
			return value <= test.limit;
		case 'gt':
			return value > test.limit || (sign === '>' && value === test.limit);
		case 'ge':
			return value >= test.limit;
	}
}

/** A result as a number, 1/10 000 of its unit: `<0.5`, `52↓` and `52.1 (L)` are read; words are not. */
function valueOf(result: string): number | null {
	const match = /^[<>≤≥=]?\s*(-?\d{1,9}(?:\.\d{1,9})?)(?![\d.:/-])/u.exec(result.normalize('NFKC').trim());
	return match ? Math.round(Number(match[1]) * QUANTITY_SCALE) : null;
}

const unitOf = (unit: string): string => unit.normalize('NFKC').toLowerCase().replace(/\s/gu, '').replace(/[µμ]/gu, 'u');
