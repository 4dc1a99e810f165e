export interface Mark {
	readonly from: number;
	readonly to: number;
	readonly number: number;
}
export interface Segment {
	readonly text: string;
	/** Evidence numbers that cover this piece; empty: not evidence. */
	readonly numbers: readonly number[];
}

/** Cuts a text at the ends of its marks (UTF-16 units). Marks outside the text are an error of the evidence and are dropped. */
export function segments(text: string, marks: readonly Mark[]): Segment[] {
	const valid = marks.filter((mark) => 0 <= mark.from && mark.from < mark.to && mark.to <= text.length);
	const cuts = [...new Set([0, text.length, ...valid.flatMap((mark) => [mark.from, mark.to])])].sort((a, b) => a - b);
	return cuts.slice(1).map((to, i) => {
		const from = cuts[i]!;
		const numbers = valid.filter((mark) => mark.from <= from && to <= mark.to).map((mark) => mark.number);
		return { text: text.slice(from, to), numbers: [...new Set(numbers)].sort((a, b) => a - b) };
	});
}
