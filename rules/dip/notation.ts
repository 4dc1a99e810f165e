/** Kind of treatment (治疗方式) of a mixed group, weakest first: 保守治疗, 诊断性操作, 治疗性操作, 相关手术. */
export const MODES = ['conservative', 'diagnostic', 'therapeutic', 'surgery'] as const;
export type Mode = (typeof MODES)[number];

/** What stands behind the colon of a mixed group (综合病种): BSZL, ZDXCZ, ZLXCZ, SS. */
const MODE_CODES: Readonly<Record<string, Mode>> = { BSZL: 'conservative', ZDXCZ: 'diagnostic', ZLXCZ: 'therapeutic', SS: 'surgery' };

/** What the code of a group (病种编码) says. */
export interface GroupNotation {
	readonly kind: 'core' | 'mixed';
	/** Core: subcategory (亚目) of 4 characters with its point, `K80.1`. Mixed: category or its beginning, `E11`, or a range `A00-B99`. */
	readonly diagnosis: string;
	/** Core: each of them must have been done, and of each any one code is enough. Empty: conservative. Mixed: empty. */
	readonly procedures: readonly (readonly string[])[];
	/** Mixed only; a core group's mode is that of its procedures. */
	readonly mode: Mode | null;
}

const SUBCATEGORY = /^[A-Z]\d[0-9A-Z]\.[0-9X]$/u;
const CATEGORY = /^[A-Z](?:\d[0-9A-Z]?)?(?:-[A-Z]\d[0-9A-Z])?$/u;
const PROCEDURE = /^\d\d\.[0-9X]{1,4}(?:X\d{2,3})?$/u;

/** A code as it is compared: full-width folded, upper case, without blanks. The same procedure is written 44.1300x001 and 44.1300X001. */
export const foldCode = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '').toUpperCase();

/**
 * Reads the code of a group (RULES.md §3): `A03.9` conservative; `DX:PX`; `DX:PX_PX` and `DX:PX+PX` all of them; `PX/PX` any of them; `E11:SS`
 * mixed by mode. Null where the notation is none of these: a group that is read wrongly would take stays that are not its own.
 */
export function parseGroupCode(text: string): GroupNotation | null {
	const [diagnosis = '', suffix, more] = foldCode(text).split(':');
	if (more !== undefined || suffix === '') return null;
	if (suffix !== undefined && Object.hasOwn(MODE_CODES, suffix)) {
		return CATEGORY.test(diagnosis) ? { kind: 'mixed', diagnosis, procedures: [], mode: MODE_CODES[suffix]! } : null;
	}
	if (!SUBCATEGORY.test(diagnosis)) return null;
	const procedures = suffix === undefined ? [] : suffix.split(/[_+]/u).map((part) => part.split('/'));
	return procedures.flat().every((code) => PROCEDURE.test(code)) ? { kind: 'core', diagnosis, procedures, mode: null } : null;
}
