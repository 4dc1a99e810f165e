import type { KnowledgeProblem } from './problem.ts';
import type { FieldCheck, FieldRules } from './field-rules.ts';

/** Problems of a pack, up to a bound: a hostile file must not fill the memory with complaints. */
export class ProblemList {
	readonly list: KnowledgeProblem[] = [];
	readonly #most: number;

	constructor(most: number) {
		this.#most = most;
	}

	get full(): boolean {
		return this.list.length >= this.#most;
	}

	add(id: string, place: string, zh: string, en: string): void {
		if (!this.full) this.list.push({ severity: 'error', id, place, text: { zh, en } });
	}
}

/** A plain JSON object: `JSON.parse` makes "__proto__" an own key, so own keys are all that is ever asked. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks one value and says what it should have been. */
export function checkField(value: unknown, place: string, check: FieldCheck, problems: ProblemList): void {
	if (check.kind === 'texts') return checkTexts(value, place, check, problems);
	if (check.kind === 'records') return checkRecords(value, place, check, problems);
	if (!fits(value, check)) wrong(place, expectation(check), problems);
}

/** Checks an object: every field known and of its kind, none missing. `others` are fields that somebody else checks. */
export function checkRecord(
	record: Record<string, unknown>,
	place: string,
	rules: FieldRules,
	others: readonly string[],
	problems: ProblemList
): void {
	const at = (name: string) => (place === '' ? name : `${place}.${name}`);
	for (const name of Object.keys(record)) {
		if (Object.hasOwn(rules, name) || others.includes(name)) continue;
		// The name is the file's own text: shortened, so that it cannot flood the page.
		const shown = at(name.slice(0, 40));
		problems.add('unknown-field', shown, `${shown} 是未知字段。`, `${shown} is a field that we do not know.`);
	}
	for (const [name, rule] of Object.entries(rules)) {
		if (Object.hasOwn(record, name)) checkField(record[name], at(name), rule.check, problems);
		else if (!rule.optional) problems.add('missing', at(name), `缺少 ${at(name)}。`, `${at(name)} is missing.`);
	}
}

function checkTexts(value: unknown, place: string, check: Extract<FieldCheck, { kind: 'texts' }>, problems: ProblemList): void {
	if (!Array.isArray(value) || value.length > check.most) {
		wrong(place, { zh: `必须是至多 ${check.most} 个文本的数组`, en: `must be an array of at most ${check.most} texts` }, problems);
		return;
	}
	const at = value.findIndex((item) => !isText(item, check.max, check.pattern));
	if (at >= 0) wrong(`${place}[${at}]`, expectation({ ...check, kind: 'text' }), problems);
}

function checkRecords(value: unknown, place: string, check: Extract<FieldCheck, { kind: 'records' }>, problems: ProblemList): void {
	if (!Array.isArray(value) || value.length === 0 || value.length > check.most) {
		wrong(place, { zh: `必须是 1 至 ${check.most} 个对象的数组`, en: `must be an array of 1 to ${check.most} objects` }, problems);
		return;
	}
	value.forEach((item: unknown, at) => {
		if (isRecord(item)) checkRecord(item, `${place}[${at}]`, check.fields, [], problems);
		else wrong(`${place}[${at}]`, { zh: '必须是对象', en: 'must be an object' }, problems);
	});
}

function wrong(place: string, { zh, en }: { zh: string; en: string }, problems: ProblemList): void {
	problems.add('field', place, `${place} ${zh}。`, `${place} ${en}.`);
}

type Plain = Exclude<FieldCheck, { kind: 'texts' | 'records' }>;

function fits(value: unknown, check: Plain): boolean {
	switch (check.kind) {
		case 'text':
			return isText(value, check.max, check.pattern);
		case 'whole':
			return isWhole(value, check.min, check.max);
		case 'oneOf':
			return check.values.includes(value as string);
		case 'someOf':
			return isSome(value, check.values);
		case 'yesOrNo':
			return typeof value === 'boolean';
		case 'wholeOr':
			return isWhole(value, check.min, check.max) || check.values.includes(value as string);
	}
}

function isSome(value: unknown, values: readonly string[]): boolean {
	return Array.isArray(value) && value.length > 0 && new Set(value).size === value.length && value.every((one) => values.includes(one as string));
}

function isWhole(value: unknown, min: number, max: number): boolean {
	return Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
}

/** Lone surrogates have no UTF-8, so two such texts would share a digest; control marks have no place in a name. */
function isText(value: unknown, max: number, pattern?: RegExp): boolean {
	if (typeof value !== 'string' || value.length > max || /[\p{Cs}\p{Cc}]/u.test(value)) return false;
	return pattern ? pattern.test(value) : value.trim() !== '';
}

function expectation(check: Plain): { zh: string; en: string } {
	switch (check.kind) {
		case 'text': {
			const form = check.hint ? `，形如 ${check.hint}` : '';
			return {
				zh: `必须是 1 至 ${check.max} 个字符的文本${form}`,
				en: `must be a text of 1 to ${check.max} characters${check.hint ? ` (${check.hint})` : ''}`
			};
		}
		case 'whole':
			return { zh: `必须是 ${check.min} 至 ${check.max} 的整数`, en: `must be a whole number from ${check.min} to ${check.max}` };
		case 'oneOf':
			return { zh: `必须是 ${check.values.join('、')} 之一`, en: `must be one of ${check.values.join(', ')}` };
		case 'someOf':
			return { zh: `必须从 ${check.values.join('、')} 中选取，至少一项且不重复`, en: `must hold some of ${check.values.join(', ')}, each once` };
		case 'yesOrNo':
			return { zh: '必须是 true 或 false', en: 'must be true or false' };
		case 'wholeOr': {
			const words = check.values.join('、');
			return {
				zh: `必须是 ${check.min} 至 ${check.max} 的整数或 ${words}`,
				en: `must be a whole number from ${check.min} to ${check.max} or one of ${words}`
			};
		}
	}
}
