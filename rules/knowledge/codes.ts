/** Drug 西药 X…, 中成药 Z…; service item 服务项目 00 + 13 digits; material 耗材 C…; herb 饮片 T + 9 digits. */
const NATIONAL = /^(?:[XZ][0-9A-Z]{19,22}|00[0-9]{13}|C[0-9A-Z]{19}|T[0-9]{9})$/u;

/** A code as it is compared: upper case, without spaces at its ends. */
export function normalizeCode(text: string): string {
	return text.trim().toUpperCase();
}

/** Whether a normalised code has the shape of a national code (医保编码). Such a code speaks for the line, and its name does not. */
export function hasNationalShape(code: string): boolean {
	return NATIONAL.test(code);
}
