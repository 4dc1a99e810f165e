import type { TableId } from '../../rules/domain/tables/index.ts';
import type { Problem } from '../protocol/mapping.ts';

/** What was expected, and what to do about it, in words of a reviewer. The ids are the contract; the page may word them anew. */
export const PROBLEMS = {
	// a file as a whole
	'empty-file': ['有内容的文件', '文件为空（0 字节），请重新导出'],
	'headings-only': ['表头下至少一行数据', '只有表头没有数据，按未提供该表处理；确无数据请在函件中注明'],
	'binary-file': ['CSV、TSV、XLSX、JSON 或 ZIP', '内容是二进制而不是文本，请按 CSV 或 XLSX 重新导出'],
	'old-excel': ['XLSX 或 CSV', '这是旧版 Excel（.xls）或加密的工作簿，请去除密码并另存为 XLSX 或 CSV'],
	'utf-16': ['UTF-8 或 GB18030 编码', '文件为 UTF-16 编码，请另存为“CSV UTF-8”'],
	'packed-file': ['CSV、XLSX 或 ZIP', '不支持此压缩格式，请解压后导入或改用 ZIP'],
	'no-table': ['含某一数据表必需列的表头', '前 20 行中没有认出任何数据表，请核对表头或在“列对应”中手工指定'],
	'too-many-columns': ['不超过 16384 列', '列数超过上限，请删除空列后重新导出'],
	'same-file': ['未导入过的文件', '与已导入的文件逐字节相同，已跳过'],
	'follow-other-institution': ['上一版批次里的机构', '文件里的机构都不在上一版中，可能是另一家医院的数据；要一起审核请选“追加”，或作为新批次导入'],
	'follow-other-identifiers': [
		'与上一版相同写法的就诊标识',
		'没有一次就诊的标识与上一版相同，可能导出时换了编号写法；请用同样的编号导出，要作为新增就诊请选“追加”'
	],
	'damaged-file': ['完整的文件', '文件不完整或已损坏，请重新导出或重新传输'],
	'too-large-whole': ['不超过 256 MB 的工作簿或 JSON', '请改为导出 CSV（CSV 不限大小）'],
	'not-json': ['由对象组成的数组，或以表名为键的对象', 'JSON 结构不符或语法有误，请重新导出'],
	// archives
	'zip-bomb': ['正常压缩的数据文件', '解压后的大小或压缩比超过上限，疑似压缩炸弹，未解压'],
	'zip-nested': ['压缩包内直接是数据文件', '压缩包内又有压缩包，请先解开内层'],
	'zip-path': ['不含上级目录的文件名', '压缩包内的文件路径越界，未解压'],
	'zip-encrypted': ['未加密的压缩包', '压缩包已加密，请解密后导入'],
	'zip-method': ['Deflate 压缩或仅存储', '压缩方法不支持，请用系统自带的 ZIP 压缩'],
	// a record as a whole
	'ragged-row': ['与表头相同的列数', '列数与表头不符，可能有未加引号的逗号或换行，请重新导出该行'],
	'cell-too-large': ['不超过 10 MB 的单元格', '单元格过大，可能是引号未闭合或嵌入了图片'],
	'broken-quote': ['成对的引号', '引号未闭合或引号后有多余字符，请重新导出该行'],
	'not-an-object': ['每条记录是一个对象', '该条记录不是对象，请重新导出'],
	'no-visit-key': ['就诊ID，或机构与住院/门诊号，或人员标识', '无法归到任何一次就诊；若为合计行可忽略'],
	'duplicate-id': ['不重复的标识', '与前面的记录标识相同，以先出现的为准'],
	// a value
	'not-a-number': ['数字', '改为数字后重新导出'],
	'too-many-decimals': ['不超过规定的小数位数', '小数位数超过字段精度，请按字段精度导出，勿四舍五入后拼接'],
	'number-too-large': ['范围内的数字', '数值超出可精确表示的范围，请核对'],
	'not-a-date': ['日期或日期时间，如 2024-01-01 或 2024-01-01 23:59:59', '改为规定格式后重新导出'],
	'impossible-date': ['存在的日期', '日期不存在，请核对原始记录'],
	'excel-identifier': ['完整的编号', '编号已被 Excel 变成科学计数，后几位已丢失；请把该列设为文本后重新导出'],
	'bad-encoding': ['完整的汉字', '含无法识别的字符，可能在传输中损坏，请重新导出该行']
} as const satisfies Record<string, readonly [expected: string, advice: string]>;

export type ProblemId = keyof typeof PROBLEMS;

interface Place {
	readonly file: string;
	readonly sheet?: string;
	readonly table?: TableId | '';
	readonly line?: number;
	readonly column?: string;
	readonly value?: string;
	/** Where the usual words do not say enough. */
	readonly expected?: string;
	readonly advice?: string;
}

/** A problem with its usual words. */
export function problem(id: ProblemId, place: Place): Problem {
	const [expected, advice] = PROBLEMS[id];
	return {
		id,
		file: place.file,
		sheet: place.sheet ?? '',
		table: place.table ?? '',
		line: place.line ?? 0,
		column: place.column ?? '',
		value: (place.value ?? '').slice(0, 80),
		expected: place.expected ?? expected,
		advice: place.advice ?? advice
	};
}

/** A file that cannot be read; carries the problem that the receipt lists. */
export class IngestError extends Error {
	readonly id: ProblemId;
	readonly note: { expected?: string; advice?: string; value?: string; line?: number };

	constructor(id: ProblemId, note: { expected?: string; advice?: string; value?: string; line?: number } = {}) {
		super(PROBLEMS[id][1]);
		this.name = 'IngestError';
		this.id = id;
		this.note = note;
	}
}
