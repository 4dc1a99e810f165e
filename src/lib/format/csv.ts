/** Text that a spreadsheet would run as a formula gets a leading apostrophe; negative numbers stay numbers. */
export function safeCell(value: string): string {
	return /^[=+\-@\t\r＝＋－＠]/.test(value) && !/^-\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
}

/** CSV with a byte-order mark, so that Chinese Excel reads it as UTF-8. */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
	const cell = (value: string | number): string => {
		const text = typeof value === 'number' ? String(value) : safeCell(value);
		return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
