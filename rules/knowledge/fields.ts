import type { KnowledgeProblem } from './problem.ts';
import type { FieldCheck } from './schema.ts';

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
	if (fits(value, check)) return;
	const { zh, en } = expectation(check);
	problems.add('field', place, `${place} ${zh}。`, `${place} ${en}.`);
}

function checkTexts(value: unknown, place: string, check: Extract<FieldCheck, { kind: 'texts' }>, problems: ProblemList): void {
	if (!Array.isArray(value) || value.length > check.most) {
		problems.add('field', place, `${place} 必须是至多 ${check.most} 个文本的数组。`, `${place} must be an array of at most ${check.most} texts.`);
		return;
	}
	const wrong = value.findIndex((item) => !isText(item, check.max, check.pattern));
	if (wrong < 0) return;
	const { zh, en } = expectation({ ...check, kind: 'text' });
	problems.add('field', `${place}[${wrong}]`, `${place}[${wrong}] ${zh}。`, `${place}[${wrong}] ${en}.`);
}

function fits(value: unknown, check: Exclude<FieldCheck, { kind: 'texts' }>): boolean {
	switch (check.kind) {
		case 'text':
			return isText(value, check.max, check.pattern);
		case 'whole':
			return isWhole(value, check.min, check.max);
		case 'oneOf':
			return check.values.includes(value as string);
		case 'wholeOr':
			return isWhole(value, check.min, check.max) || check.values.includes(value as string);
	}
}

function isWhole(value: unknown, min: number, max: number): boolean {
	return Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
}

/** Lone surrogates have no UTF-8, so two such texts would share a digest; control marks have no place in a name. */
function isText(value: unknown, max: number, pattern?: RegExp): boolean {
	if (typeof value !== 'string' || value.length > max || /[\p{Cs}\p{Cc}]/u.test(value)) return false;
	return pattern ? pattern.test(value) : value.trim() !== '';
}

function expectation(check: Exclude<FieldCheck, { kind: 'texts' }>): { zh: string; en: string } {
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
		case 'wholeOr': {
			const words = check.values.join('、');
			return {
				zh: `必须是 ${check.min} 至 ${check.max} 的整数或 ${words}`,
				en: `must be a whole number from ${check.min} to ${check.max} or one of ${words}`
			};
		}
	}
}
