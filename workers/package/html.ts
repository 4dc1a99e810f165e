import { printable } from './printable.ts';

/** Markup that came out of `html`, and nothing else: data cannot pass for it. */
export class Markup {
	constructor(readonly text: string) {}
}
type Part = Markup | string | number | null | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;', '=': '&#61;' };

/** Text that is safe in content and in quoted attributes. Control characters are shown by their pictures. */
export function escape(text: string): string {
	return (
		printable(text)
			.replace(/[&<>"'`=]/g, (char) => ESCAPES[char]!)
			// Marks that turn the direction of writing could make an amount read backwards.
			.replace(/[\u202a-\u202e\u2066-\u2069]/g, (char) => `[U+${char.charCodeAt(0).toString(16).toUpperCase()}]`)
	);
}

/** Tagged template: every value is escaped unless it is itself markup from here. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
	return new Markup(strings.reduce((text, part, i) => text + render(values[i - 1] ?? '') + part));
}
function render(part: Part): string {
	if (part instanceof Markup) return part.text;
	if (Array.isArray(part)) return part.map(render).join('');
	return part === null ? '' : escape(String(part));
}
