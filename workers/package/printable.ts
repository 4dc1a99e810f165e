/* eslint-disable no-control-regex -- control characters are what is looked for here */

/** Control characters by their pictures (␀…), so that none vanishes unseen; half surrogate pairs as U+FFFD, since no file can hold them. */
export function printable(text: string): string {
	return text
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)))
		.replace(/\u007f/g, '\u2421')
		.replace(/\p{Surrogate}|[\ufffe\uffff]/gu, '\ufffd');
}
