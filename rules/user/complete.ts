import type { Bilingual } from '../domain/finding.ts';
import { TABLES, type TableId } from '../domain/tables/index.ts';
import { descriptorOf } from '../knowledge/tables/index.ts';
import type { RuleScope } from './check.ts';
import { FUNCTIONS, isRuleTable, ITEM_KNOWLEDGE, METHODS, RULE_TABLES, TYPE_NAMES, typeOfField } from './vocabulary.ts';

/** One thing that can be written at a place. */
export interface Completion {
	/** What takes the place of `[from, to)`. */
	readonly text: string;
	readonly says: Bilingual;
}
export interface Completions {
	readonly from: number;
	readonly to: number;
	readonly options: readonly Completion[];
}

const MOST = 12;
const NOTHING: Completions = { from: 0, to: 0, options: [] };
/** A name, a name with a field, or Chinese that is looked for among the names of fields. */
const BEFORE = /(?:([A-Za-z_]\w*)\.)?(?:([A-Za-z_]\w*)\.)?([A-Za-z_]\w*|[\u3400-\u9fff]+)?$/u;

/**
 * What can be written at a place of a condition, at most a dozen. Tables, functions and knowledge by their name; after a point the fields of the table, the
 * tests of a text, or knowledge tables. Chinese finds fields by their Chinese name. Within quotes nothing is offered.
 */
export function complete(source: string, at: number, scope: RuleScope): Completions {
	const before = source.slice(0, at);
	if (inQuotes(before)) return NOTHING;
	const [, first, second, word = ''] = BEFORE.exec(before)!;
	const place = { from: at - word.length, to: at };
	if (first !== undefined && second !== undefined) return { ...place, options: methodsOf(first, second, word) };
	if (first === 'knowledge')
		return {
			...place,
			options: fitting(
				ITEM_KNOWLEDGE.map((id) => ({ text: id, says: descriptorOf(id) })),
				word
			)
		};
	if (first !== undefined) return { ...place, options: isRuleTable(first) ? fitting(fieldsOf(first), word) : [] };
	if (word === '') return NOTHING;
	return { ...place, options: /^[\u3400-\u9fff]/u.test(word) ? byChinese(word, scope) : fitting(names(), word) };
}

function inQuotes(before: string): boolean {
	let open = '';
	for (let i = 0; i < before.length; i++) {
		const char = before[i]!;
		if (char === '\\') i++;
		else if (open === '' && (char === '"' || char === "'")) open = char;
		else if (char === open) open = '';
	}
	return open !== '';
}

const fieldsOf = (table: TableId): Completion[] =>
	Object.entries(TABLES[table].fields as Record<string, Bilingual>).map(([name, { zh, en }]) => {
		const type = TYPE_NAMES[typeOfField(table, name)];
		return { text: name, says: { zh: `${zh} · ${type.zh}`, en: `${en} · ${type.en}` } };
	});

function methodsOf(table: string, field: string, word: string): readonly Completion[] {
	const isText = isRuleTable(table) && Object.hasOwn(TABLES[table].fields, field) && typeOfField(table, field) === 'text';
	return isText
		? fitting(
				METHODS.map(({ name, says }) => ({ text: `${name}("`, says })),
				word
			)
		: [];
}

const names = (): Completion[] => [
	...RULE_TABLES.map((id): Completion => ({ text: `${id}.`, says: TABLES[id] })),
	...FUNCTIONS.map(({ name, says }): Completion => ({ text: `${name}(`, says })),
	{ text: 'knowledge.', says: { zh: '知识表', en: 'Knowledge tables' } }
];

/** Fields of the tables that a condition reads first, by a part of their Chinese name. */
function byChinese(word: string, scope: RuleScope): Completion[] {
	const tables: readonly TableId[] = scope === 'line' ? ['fee', 'visit'] : ['visit', ...RULE_TABLES.filter((id) => id !== 'visit')];
	return tables
		.flatMap((table) =>
			fieldsOf(table).map(({ text, says }) => ({
				text: `${table}.${text}`,
				says: { zh: `${TABLES[table].zh} ${says.zh}`, en: `${TABLES[table].en}: ${says.en}` }
			}))
		)
		.filter(({ says }) => says.zh.includes(word))
		.slice(0, MOST);
}

/** Those that begin with the word, then those that hold it. */
function fitting(all: readonly Completion[], word: string): Completion[] {
	const lower = word.toLowerCase();
	const begins = all.filter(({ text }) => text.toLowerCase().startsWith(lower));
	const holds = all.filter(
		({ text, says }) => !text.toLowerCase().startsWith(lower) && (text.toLowerCase().includes(lower) || (word !== '' && says.zh.includes(word)))
	);
	return [...begins, ...holds].slice(0, MOST);
}
