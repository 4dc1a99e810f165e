import { readFileSync } from 'node:fs';

/** Lines of a fixture without its comments; `\n` in a line is a line end. */
export function lines(name: string): string[] {
	const text = readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8');
	return text
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line) => line.replaceAll('\\n', '\n'));
}

export interface Labelled {
	readonly text: string;
	readonly terms: readonly { readonly word: string; readonly label: string; readonly span: readonly [number, number] }[];
}

/** `label | text with ⟦words⟧` as plain text with the places of its words; ⟦word=label⟧ where one has a label of its own. */
export function labelled(line: string): Labelled {
	const [label, marked] = line.split(' | ') as [string, string];
	let text = '';
	const terms: { word: string; label: string; span: readonly [number, number] }[] = [];
	for (const part of marked.split(/(⟦[^⟧]*⟧)/)) {
		const [word, own] = part.startsWith('⟦') ? (part.slice(1, -1).split('=') as [string, string?]) : [null];
		if (word !== null) terms.push({ word, label: own ?? label.trim(), span: [text.length, text.length + word.length] });
		text += word ?? part;
	}
	return { text, terms };
}

/** Counts right, missed and wrong answers by category. */
export class Score {
	readonly #counts = new Map<string, { hit: number; missed: number; wrong: number }>();
	readonly misses: string[] = [];

	add(expected: string, got: string | null, what: string): void {
		if (expected === got) this.#of(expected).hit++;
		else {
			this.#of(expected).missed++;
			if (got !== null) this.#of(got).wrong++;
			this.misses.push(`${what}: ${expected} expected, ${got ?? 'nothing'} got`);
		}
	}
	/** An answer where nothing was expected. */
	extra(category: string, what: string): void {
		this.#of(category).wrong++;
		this.misses.push(`${what}: nothing expected, ${category} got`);
	}
	/** Precision and recall by category, and over all. */
	table(): Record<string, { precision: number; recall: number; n: number }> {
		const all = { hit: 0, missed: 0, wrong: 0 };
		for (const one of this.#counts.values()) for (const key of ['hit', 'missed', 'wrong'] as const) all[key] += one[key];
		return Object.fromEntries(
			[...this.#counts, ['all', all] as const].map(([name, { hit, missed, wrong }]) => [
				name,
				{ precision: rate(hit, hit + wrong), recall: rate(hit, hit + missed), n: hit + missed }
			])
		);
	}
	#of(category: string): { hit: number; missed: number; wrong: number } {
		let counts = this.#counts.get(category);
		if (!counts) this.#counts.set(category, (counts = { hit: 0, missed: 0, wrong: 0 }));
		return counts;
	}
}
const rate = (part: number, whole: number): number => (whole === 0 ? 1 : Math.round((part / whole) * 1000) / 1000);

/** Prints a table of rates and what was missed: the figures of rules/facts/text/README.md come from here. */
export function print(title: string, score: Score): void {
	const rows = Object.entries(score.table()).map(
		([name, { precision, recall, n }]) => `  ${name.padEnd(14)} P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  n ${n}`
	);
	console.info([title, ...rows, ...score.misses.map((miss) => `  ✗ ${miss}`)].join('\n'));
}
