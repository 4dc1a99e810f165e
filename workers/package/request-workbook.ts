import { workbookOf } from './workbook.ts';
import type { Bytes } from './bytes.ts';

/** One thing to ask an institution for. */
export interface RequestRow {
	readonly code: string;
	readonly name: string;
	readonly what: string;
	/** What the reviewer wrote beside it. */
	readonly note: string;
	/** Identifier of the visit, or words for all of them. */
	readonly visit: string;
	readonly visits: number;
	/** Titles of the rules that wait for it. */
	readonly rules: readonly string[];
	/** A reviewer asked for it about a finding; else rules could not judge for want of it. */
	readonly asked: boolean;
}

const COLUMNS = [
	{ header: '机构编码', width: 16, numFmt: '@' },
	{ header: '机构名称', width: 28, numFmt: '@' },
	{ header: '调阅的材料', width: 36, numFmt: '@' },
	{ header: '具体要求', width: 36, numFmt: '@' },
	{ header: '就诊ID', width: 22, numFmt: '@' },
	{ header: '就诊次数', width: 10, numFmt: '0' },
	{ header: '相关规则', width: 60, numFmt: '@' },
	{ header: '来源', width: 24, numFmt: '@' }
];

/** The list of material to ask for (调阅清单) as XLSX, for the institution to answer. */
export const requestWorkbook = (rows: readonly RequestRow[]): Promise<Bytes> =>
	workbookOf(
		'调阅清单',
		COLUMNS,
		rows.map(({ code, name, what, note, visit, visits, rules, asked }) => [
			code,
			name,
			what,
			note,
			visit,
			visits,
			rules.join('、'),
			asked ? '审核员调阅' : '规则缺材料，无法判断'
		])
	);
