import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

const under = (folder: string, end: string): string[] =>
	(readdirSync(folder, { recursive: true }) as string[]).filter((path) => path.endsWith(end)).map((path) => `${folder}/${path}`);
const MESSAGES = 'src/lib/i18n/messages';
const CHINESE = /\p{Script=Han}/u;
/** Two letters in a row are a word; marks, figures and single letters are none. */
const WORD = /\p{L}{2}/u;
/** Attributes that people read or hear. */
const READ = new Set(['title', 'aria-label', 'aria-description', 'placeholder', 'alt', 'label']);
/** What is written the same in every language: keys, and the languages' own names. */
const SAME = new Set(['kbd', 'code']);
const OWN_NAMES = new Set(['中文', 'English', 'Enter', 'XLSX', 'CSV', 'PDF', 'DIP', 'ID', 'fee.pric > 500']);
/** Words of records, not of the interface: what is looked for in files, and what a rule of one's own begins with. */
const OF_RECORDS = new Set([
	'src/lib/components/case/CaseHead.svelte',
	'src/lib/state/own-rules.svelte.ts',
	'src/lib/state/record/lab-values.ts',
	'src/lib/state/record/mask.ts'
]);
/** A text in both languages side by side, as data. */
const BOTH = /\{ zh: .*en: |reason\('\w+', '.*', '.*'\)|=== '万'|startsWith\('其他'\)/;

interface Node {
	readonly type: string;
	readonly name?: string;
	readonly data?: string;
	readonly value?: unknown;
	readonly start: number;
}

/** Texts of a component that stand in its markup: in elements, and in attributes that are read. */
function textsOf(source: string): { readonly text: string; readonly at: number }[] {
	const found: { text: string; at: number }[] = [];
	const walk = (node: unknown, parent: string): void => {
		if (Array.isArray(node)) for (const one of node) walk(one, parent);
		if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
		const { type, name = '', data = '', value, start } = node as Node;
		if (type === 'Text' && !SAME.has(parent)) found.push({ text: data, at: start });
		if (type === 'Attribute' && !READ.has(name)) return;
		if (type === 'Attribute') return walk(value, '');
		for (const [key, child] of Object.entries(node)) if (key !== 'metadata') walk(child, type === 'RegularElement' ? name : parent);
	};
	walk(parse(source, { modern: true }).fragment, '');
	return found;
}

describe('every text of the interface comes from the messages', () => {
	it('in the markup of components', () => {
		const escaped = under('src', '.svelte').flatMap((path) => {
			const source = readFileSync(path, 'utf8');
			return textsOf(source)
				.filter(({ text }) => WORD.test(text) && !OWN_NAMES.has(text.trim()))
				.map(({ text, at }) => `${path}:${source.slice(0, at).split('\n').length} ${text.trim()}`);
		});
		expect(escaped).toEqual([]);
	});
	it('in scripts: no Chinese in quotes', () => {
		const escaped = [...under('src', '.svelte'), ...under('src', '.ts')]
			.filter((path) => !path.startsWith('src/lib/paraglide') && !OF_RECORDS.has(path))
			.flatMap((path) =>
				readFileSync(path, 'utf8')
					.split('\n')
					.flatMap((line, i) => {
						const quoted = line.replace(/\/\/.*|^\s*\*.*|\/\*.*?\*\//g, '').match(/'[^']*'|"[^"]*"|`[^`]*`/g) ?? [];
						return !BOTH.test(line) && quoted.some((text) => CHINESE.test(text) && !OWN_NAMES.has(text.slice(1, -1)))
							? [`${path}:${i + 1} ${line.trim()}`]
							: [];
					})
			);
		expect(escaped).toEqual([]);
	});
	const messagesOf = (locale: string) =>
		under(`${MESSAGES}/${locale}`, '.json').flatMap((path) =>
			Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>).map(([id, text]) => ({
				id,
				text,
				area: path.split('/').at(-1)
			}))
		);
	it('in both languages, each id once and with the same data', () => {
		const shape = (texts: ReturnType<typeof messagesOf>) =>
			texts.map(({ id, text, area }) => `${area} ${id} ${[...new Set(text.match(/\{\w+\}/g))].sort().join(' ')}`).sort();
		const chinese = messagesOf('zh-cn');
		expect(shape(messagesOf('en'))).toEqual(shape(chinese));
		expect(new Set(chinese.map(({ id }) => id)).size).toBe(chinese.length);
	});
	it('in English where English is asked for', () => {
		const chinese = new Map(messagesOf('zh-cn').map(({ id, text }) => [id, text]));
		// A word of a Chinese file may stand in an English sentence; the Chinese sentence may not stand for it.
		expect(messagesOf('en').filter(({ id, text }) => CHINESE.test(text) && text === chinese.get(id))).toEqual([]);
	});
});
