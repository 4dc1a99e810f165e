import type { TableId } from '../../rules/domain/tables/index.ts';
import type { Normalise } from './dictionary.ts';

/**
 * Spellings of code values (码值) that hospitals write in words, brought to the national codes at intake. A value that stands in no list is
 * kept as it is: unknown codes are the reviewer's to see, not ours to drop. These lists are data for the mapping screen too.
 */
export const VALUE_CODES: Readonly<Record<string, ReadonlyMap<string, string>>> = {
	gend: words({ 1: '男 男性 M m', 2: '女 女性 F f', 9: '未说明 未知 未说明的性别' }),
	insutype: words({
		310: '职工 城镇职工 职工医保 职工基本医疗保险 城镇职工基本医疗保险 职工基本医保',
		320: '公务员医疗补助',
		330: '大额医疗费用补助',
		340: '离休 离休人员医疗保障',
		390: '居民 城乡居民 居民医保 城乡居民基本医疗保险 城镇居民 新农合 少儿医保 大学生医保',
		510: '生育 生育保险'
	}),
	hosp_lv: words({
		'01': '1 三级特等',
		'02': '2 三级甲等 三甲',
		'03': '3 三级乙等 三乙',
		'04': '4 三级丙等 三丙',
		'05': '5 二级甲等 二甲',
		'06': '6 二级乙等 二乙',
		'07': '7 二级丙等 二丙',
		'08': '8 一级甲等 一甲',
		'09': '9 一级乙等 一乙',
		'10': '一级丙等 一丙',
		'11': '无等级 未定级 未评级',
		'12': '三级无等',
		'13': '二级无等',
		'14': '一级无等'
	}),
	med_type: words({
		'11': '门诊 普通门诊',
		'12': '门诊挂号',
		'13': '急诊 门诊急诊',
		'140104': '门诊慢病 门诊慢性病',
		'140201': '门诊特病 门诊特殊病',
		'21': '住院 普通住院',
		'210104': '急诊住院',
		'28': '日间手术',
		'41': '药店购药 定点药店购药',
		'52': '生育住院',
		'71': '家庭病床'
	}),
	med_chrgitm_type: words({
		'01': '1 床位费 床位',
		'02': '2 诊察费 诊察 诊查费 诊查',
		'03': '3 检查费 检查',
		'04': '4 化验费 化验 检验费 检验',
		'05': '5 治疗费 治疗',
		'06': '6 手术费 手术',
		'07': '7 护理费 护理',
		'08': '8 卫生材料费 卫生材料 材料费 材料 耗材 耗材费 医用耗材 医用材料',
		'09': '9 西药费 西药',
		'10': '中药饮片费 中药饮片 中草药费 中草药 草药费 草药',
		'11': '中成药费 中成药 成药',
		'12': '一般诊疗费',
		'13': '挂号费',
		'14': '其他费 其他 其它 其它费 其他费用'
	}),
	chrgitm_lv: words({ '01': '1 甲类 甲', '02': '2 乙类 乙', '03': '3 丙类 丙 自费', '04': '4 可报丙类' }),
	vali_flag: words({ 1: '有效 是', 0: '无效 否 作废' }),
	maindiag_flag: words({ 1: '是 主要诊断 主诊断', 0: '否' }),
	main_oprn_flag: words({ 1: '是 主要手术 主要', 0: '否 次要' })
};

function words(lists: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
	return new Map(Object.entries(lists).flatMap(([code, texts]) => texts.split(' ').map((text) => [text, code] as const)));
}

/** How databases write "none" into a text column. */
const NONE = new Set(['NULL', 'null', '\\N', '(null)', '<null>', '[NULL]']);

/** Exports guard identifiers against spreadsheets as ="0123" or '0123; the guard is no part of the value. */
export function unguarded(text: string): string {
	if (text.startsWith('="') && text.endsWith('"') && text.length > 3) return text.slice(2, -1);
	return text.startsWith("'") && text.length > 1 && !text.endsWith("'") ? text.slice(1) : text;
}

/** The normaliser of a dictionary: blanks around a value go, "none" becomes empty, words become national codes. */
export function normaliserOf(dictionary: string): Normalise {
	const codes = Object.hasOwn(VALUE_CODES, dictionary) ? VALUE_CODES[dictionary]! : null;
	return (text) => {
		const trimmed = unguarded(text.trim());
		if (NONE.has(trimmed)) return '';
		return codes?.get(trimmed) ?? trimmed;
	};
}

/** Dictionaries whose values name something; a value rounded by a spreadsheet is refused there. */
export const IDENTIFIER_DICTIONARIES: ReadonlySet<string> = new Set([
	'visit',
	'settlement',
	'person',
	'certificate',
	'stayNumber',
	'item',
	'localItem',
	'earlierVisit',
	'fixmedins_code',
	'diagnosis',
	'operation'
]);

/** A field whose value the heading alone tells, e.g. 入院日期 says that the visit is a stay. */
export interface DerivedField {
	readonly table: TableId;
	readonly field: string;
	readonly value: string;
}

const DERIVED: ReadonlyMap<string, readonly DerivedField[]> = new Map([
	['入院日期', [{ table: 'visit', field: 'med_type', value: '21' }]],
	['入院时间', [{ table: 'visit', field: 'med_type', value: '21' }]],
	['门诊日期', [{ table: 'visit', field: 'med_type', value: '11' }]],
	['检查登记日期', [{ table: 'exam', field: 'record_kind', value: '登记' }]],
	['检查报告时间', [{ table: 'exam', field: 'record_kind', value: '报告' }]],
	['检验登记日期', [{ table: 'lab', field: 'record_kind', value: '登记' }]],
	['检验报告时间', [{ table: 'lab', field: 'record_kind', value: '报告' }]]
]);

/** Values that a heading tells for a table. */
export const derivedOf = (heading: string, table: TableId): readonly DerivedField[] =>
	(DERIVED.get(heading) ?? []).filter((derived) => derived.table === table);
