import type { FieldCheck } from '../../rules/knowledge/field-rules.ts';
import { hasNationalShape, normalizeCode } from '../../rules/knowledge/codes.ts';
import { NO, VALUES, YES } from './local-words.ts';

/**
 * Value of a cell for a field. What does not read as the field asks stays the text that it is, so that the check of the point refuses it
 * and says what it should have been: nothing is guessed.
 */
export function cellValue(cell: string, check: FieldCheck): unknown {
	switch (check.kind) {
		case 'text':
			return check.hint === 'yyyy-MM-dd' ? dayOf(cell) : cell;
		case 'texts':
			return check.hint === 'A-Z 0-9' ? listOf(cell).map(normalizeCode) : listOf(cell);
		case 'whole':
			return scaledOf(cell, check.scale ?? 1) ?? cell;
		case 'yesOrNo':
			return YES.has(cell) ? true : NO.has(cell) ? false : cell;
		case 'oneOf':
			return meant(cell, check.values) ?? cell;
		case 'someOf':
			return listOf(cell).map((word) => meant(word, check.values) ?? word);
		case 'wholeOr':
			return meant(cell, check.values) ?? scaledOf(cell, 1) ?? cell;
		case 'records':
			return 'op' in check.fields ? labsOf(cell) : partsOf(cell);
	}
}

/** Cells of one list: A；B, one a line, or joined by 、 */
const listOf = (cell: string): string[] =>
	cell
		.split(/[;；、\n]/u)
		.map((part) => part.trim())
		.filter((part) => part !== '');
/** The value that a word means: itself, or what it stands for. */
function meant<V extends string | number>(word: string, values: readonly V[]): V | undefined {
	const means = [word, ...(Object.hasOwn(VALUES, word) ? VALUES[word]! : [])];
	return values.find((value) => means.includes(String(value)));
}

/** 2026/1/2 or 2026年1月2日 as 2026-01-02. */
function dayOf(cell: string): string {
	const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(cell);
	return parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : cell;
}

/** A decimal as whole ones of a finer unit, exactly; null where it is none or finer still. */
export function scaledOf(cell: string, scale: number): number | null {
	const parts = /^(-?)(\d{1,9})(?:\.(\d{1,6}))?$/u.exec(cell.replaceAll(',', ''));
	if (!parts) return null;
	const digits = String(scale).length - 1;
	const fraction = (parts[3] ?? '').replace(/0+$/u, '');
	if (fraction.length > digits) return null;
	const value = Number(parts[2]! + fraction.padEnd(digits, '0'));
	return parts[1] === '-' ? -value : value;
}

const OPERATORS: Readonly<Record<string, string>> = { '<': 'lt', '＜': 'lt', '<=': 'le', '≤': 'le', '>': 'gt', '＞': 'gt', '>=': 'ge', '≥': 'ge' };
const LAB_SCALE = 10_000;

/** 白蛋白|ALB<30 g/L；eGFR≤45；肌钙蛋白异常 */
function labsOf(cell: string): unknown {
	const labs = cell.split(/[;；\n]/u).map((part) => {
		const compared = /^([^<>≤≥＜＞]+)(<=|>=|[<>≤≥＜＞])\s*(-?[\d.]+)\s*(.*)$/u.exec(part.trim());
		const limit = compared ? scaledOf(compared[3]!, LAB_SCALE) : null;
		if (compared && limit !== null) {
			const unit = compared[4]!.trim();
			return { names: namesOf(compared[1]!), op: OPERATORS[compared[2]!]!, limit, ...(unit === '' ? {} : { unit }) };
		}
		const abnormal = /^(.+)异常$/u.exec(part.trim());
		return abnormal ? { names: namesOf(abnormal[1]!), op: 'abnormal' } : part;
	});
	return labs;
}

/** 股骨髁|股骨假体；C0199…；半月板: a part by its names and codes. */
const partsOf = (cell: string): unknown =>
	listOf(cell).map((part) => {
		const names = namesOf(part);
		const codes = names.map(normalizeCode).filter(hasNationalShape);
		return { names: names.filter((name) => !hasNationalShape(normalizeCode(name))), codes };
	});

const namesOf = (part: string): string[] =>
	part
		.split('|')
		.map((name) => name.trim())
		.filter((name) => name !== '');
