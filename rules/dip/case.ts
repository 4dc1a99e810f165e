import { foldCode } from './notation.ts';

/** What the grouper reads of a stay. */
export interface DipCase {
	/** Code of the main diagnosis (主要诊断), as on the settlement list. */
	readonly mainDiagnosis: string;
	/** Codes of the procedures done (手术操作), valid rows only, in any order. */
	readonly procedures: readonly string[];
	/** Total cost, 分; null where it is not known: ties by cost then stay open. */
	readonly cost: number | null;
}

/** Subcategory (亚目) of a diagnosis: `K80.100x001` → `K80.1`. Of a dagger pair `E11.401+G63.2*` the first. Null where it is no such code. */
export function subcategoryOf(diagnosis: string): string | null {
	const code = foldCode(diagnosis).slice(0, 5);
	const shaped = code.length === 5 && isLetter(code, 0) && isDigit(code, 1) && code[3] === '.' && (isDigit(code, 4) || code[4] === 'X');
	return shaped ? code : null;
}

const isLetter = (text: string, at: number): boolean => text.charCodeAt(at) >= 65 && text.charCodeAt(at) <= 90;
const isDigit = (text: string, at: number): boolean => text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;
