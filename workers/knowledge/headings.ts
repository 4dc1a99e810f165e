/** What a column of a knowledge file holds. */
export type Heading =
	| 'link'
	| 'seq'
	| 'name'
	| 'code'
	| 'words'
	| 'logic'
	| 'kind'
	| 'value'
	| 'window'
	| 'mainName'
	| 'mainCode'
	| 'subName'
	| 'subCode'
	| 'limit'
	| 'unit'
	| 'period';

/** Names of columns as published and as re-laid; compared without spaces. */
const NAMES: Readonly<Record<Heading, readonly string[]>> = {
	link: ['对应知识点序号', '知识点序号'],
	seq: ['序号'],
	name: ['药品通用名', '药品名称', '通用名', '项目名称', '医疗服务项目名称', '手术项目名称', '饮片名称', '中药饮片名称', '知识点名称', '名称'],
	code: ['国标代码', '药品代码', '医保药品代码', '项目编码', '项目代码', '医疗服务项目代码', '国家医保代码', '医保代码', '医保编码', '代码', '编码'],
	words: ['药品说明', '项目说明', '备注', '限定支付范围', '支付范围', '政策依据', '限制条件', '限定条件', '适应症', '功能主治', '依据', '项目内涵'],
	logic: ['检出逻辑', '监管逻辑', '逻辑'],
	kind: ['限定类型'],
	value: ['限定对象', '限定值域', '限定性别', '性别', '手术组', '组别', '限定疗程', '限定级别'],
	window: ['频度', '时间窗', '时间范围'],
	mainName: ['主项名称', '项目A名称', '项目A', '项目名称A'],
	mainCode: ['主项编码', '主项代码', '项目A编码', '项目A代码', '项目编码A'],
	subName: ['从项名称', '项目B名称', '项目B', '项目名称B'],
	subCode: ['从项编码', '从项代码', '项目B编码', '项目B代码', '项目编码B'],
	limit: ['限制数量', '频次上限', '上限数量', '限定频次'],
	unit: ['数量单位', '单位'],
	period: ['疗程周期', '周期', '周期天数']
};

const BY_NAME = new Map(Object.entries(NAMES).flatMap(([heading, names]) => names.map((name) => [name, heading as Heading] as const)));
/** Published tables begin in row 4, hospital re-lays later; nothing legitimate begins after row 20. */
const LOOK_INTO = 20;

/** Where a sheet's table begins and what its columns hold. */
export interface HeadingRow {
	readonly row: number;
	readonly columns: ReadonlyMap<Heading, number>;
	/** A heading names drugs: the same kind of limit is another class for service items. */
	readonly subject: 'drug' | 'item';
	/** Texts above the heading. */
	readonly above: string;
}

/** Finds the heading (表头) by its words, wherever it stands. */
export function findHeading(rows: readonly (readonly string[])[]): HeadingRow | null {
	for (let row = 0; row < Math.min(rows.length, LOOK_INTO); row++) {
		const columns = columnsOf(rows[row]!);
		const item = columns.has('name') || (columns.has('mainName') && columns.has('subName'));
		if (!item || columns.size < 2) continue;
		const subject = rows[row]!.some((cell) => /药品|通用名|饮片/u.test(cell)) ? 'drug' : 'item';
		return { row, columns, subject, above: rows.slice(0, row).flat().join(' ') };
	}
	return null;
}

function columnsOf(row: readonly string[]): Map<Heading, number> {
	const columns = new Map<Heading, number>();
	row.forEach((cell, at) => {
		const heading = BY_NAME.get(cell.replace(/\s/gu, '').replace(/[（(].*[）)]$/u, ''));
		if (heading && !columns.has(heading)) columns.set(heading, at);
	});
	return columns;
}
