import type { Row } from '../engine/row.ts';
import type { Source } from '../engine/traced.ts';
import { hasNationalShape, normalizeCode } from '../knowledge/codes.ts';
import { perText } from './columns.ts';

/** Fields of a fee line that may hold the national code (国家医保编码), the catalogue of the claim first. */
export const CODE_FIELDS = ['hilist_code', 'med_list_codg'] as const;

/** A national code with what a hospital hangs on it dropped (003110000160000-01), or null where a text holds none. */
export function nationalCode(text: string): string | null {
	const code = normalizeCode(text);
	const base = code.split(/[-_.]/u)[0]!;
	return hasNationalShape(code) ? code : hasNationalShape(base) ? base : null;
}

/** 1 by dictionary code where the text holds a national code. Both fields share one dictionary. */
export const nationalCodes = perText('fee', 'hilist_code', (text) => (nationalCode(text) === null ? 0 : 1));

/** The national code of a fee line, or null; with the cells that were read. */
export function codeOf(row: Row<'fee'>): { code: string | null; sources: readonly Source[] } {
	const fields = CODE_FIELDS.filter((field) => row.hasField(field));
	const coded = fields.find((field) => nationalCode(row.text(field)) !== null);
	return { code: coded ? nationalCode(row.text(coded)) : null, sources: (coded ? [coded] : fields).map((field) => ({ row, field })) };
}
