import type { RuleClass } from './classes.ts';

/** One point as a file gives it, before its parameters are understood. */
export interface RawPoint {
	readonly ruleClass: RuleClass;
	readonly name: string;
	readonly codes: readonly string[];
	/** Words of the limit: read for parameters, never kept. */
	readonly words: string;
	/** Column values; empty where the file has no such column. */
	readonly value: string;
	readonly window: string;
	readonly limit: string;
	readonly unit: string;
	readonly period: string;
	readonly subName: string;
	readonly subCodes: readonly string[];
	/** Title of the notice, for a person to look up. */
	readonly notice: string;
	/** Sheet and row, or row of the CSV. */
	readonly place: string;
}

/** National codes in one cell, joined by ; ， 、 or line ends. */
export function splitCodes(cell: string): string[] {
	return cell
		.split(/[;；,，、\s]+/u)
		.map((code) => code.trim().toUpperCase())
		.filter((code) => /^[0-9A-Z][0-9A-Z.\-_]*$/u.test(code));
}

/** Rows that are no points: totals (合计), notes (备注, 说明) and blank rows. */
export function isNoteRow(first: string, name: string): boolean {
	return name === '' || /^(?:合计|总计|小计|备注|说明|注)(?:[：:]|$)/u.test(name) || /^(?:合计|总计|小计|备注|说明|注[：:])/u.test(first);
}

/** Title of a notice in our words: batch where it is known, and class. */
export function noticeOf(batch: string, ruleClass: RuleClass): string {
	return `国家医保局智能监管知识点明细（${batch === '' ? '' : `${batch}，`}${ruleClass.name}）`;
}

/** “第七批” or “2026年1月更新” out of a file name or batch tag; empty where it says nothing. */
export function batchIn(text: string): string {
	const named = /第([一二三四五六七八九十]{1,3})\s*批/u.exec(text)?.[1];
	if (named) return `第${named}批`;
	const numbered = /^batch_?0*(\d{1,2})$/u.exec(text)?.[1];
	if (numbered) return `第${chinese(Number(numbered))}批`;
	const update = /^updates?_(\d{4})-0?(\d{1,2})$/u.exec(text);
	return update ? `${update[1]}年${update[2]}月更新` : '';
}

function chinese(value: number): string {
	const digits = '零一二三四五六七八九';
	const tens = Math.floor(value / 10);
	const ones = value % 10 === 0 ? '' : digits[value % 10]!;
	if (tens === 0) return digits[value]!;
	return `${tens === 1 ? '' : digits[tens]!}十${ones}`;
}
