import { TABLES } from '../../rules/domain/tables/index.ts';
import type { Dimension, Finding, FindingLine, Grade } from '../../rules/domain/finding.ts';
import { fillTemplate } from '../../rules/domain/template.ts';
import { PRICE_SCALE, QUANTITY_SCALE } from '../../rules/domain/units.ts';
import type { DecisionKind } from '../protocol/decision.ts';
import { isStale, type DecisionState } from './journal.ts';
import type { ListRow, RuleText } from './model.ts';

/** Words of the exported files: Chinese only, as auditors hand them on. */
export const WORDS = {
	dimension: { compliance: '医保合规', clinical: '临床合理性', dip: 'DIP支付', fraud: '欺诈骗保' } satisfies Record<Dimension, string>,
	grade: { certain: '明确违规', suspect: '可疑' } satisfies Record<Grade, string>,
	decision: { confirm: '确认', reject: '排除', ask: '调材料' } satisfies Record<DecisionKind, string>,
	role: { offending: '违规项', related: '涉及项' } satisfies Record<FindingLine['role'], string>,
	undecided: '未处理',
	stale: '证据已变，待复核',
	excepted: '按例外不计'
};

/** One row of the list: a finding, one of its lines, and what the record says of it. */
export interface ListEntry {
	/** 疑点编号, 1-based, the same on all lines of a finding. */
	readonly number: number;
	readonly finding: Finding;
	readonly line: FindingLine | null;
	readonly row: ListRow | undefined;
	readonly state: DecisionState;
	readonly rule: RuleText | undefined;
	/** Set where an exception leaves the finding out of the open work. */
	readonly exception?: { readonly until: string; readonly reason: string } | undefined;
}

type Cell = string | number | null;
interface ListColumn {
	readonly heading: string;
	readonly width: number;
	/** Cells of text columns are typed as text, whatever they begin with; numbers stay numbers. */
	readonly kind: 'text' | 'amount' | 'price' | 'number';
	readonly cell: (entry: ListEntry) => Cell;
}

const text = (heading: string, width: number, cell: ListColumn['cell']): ListColumn => ({ heading, width, kind: 'text', cell });
const amount = (heading: string, cell: (entry: ListEntry) => number | null | undefined): ListColumn => ({
	heading,
	width: 12,
	kind: 'amount',
	cell: (entry) => scaled(cell(entry), 100)
});
const number = (heading: string, cell: (entry: ListEntry) => number | null | undefined, scale = 1): ListColumn => ({
	heading,
	width: 10,
	kind: 'number',
	cell: (entry) => scaled(cell(entry), scale)
});
const scaled = (value: number | null | undefined, scale: number): number | null => (value === null || value === undefined ? null : value / scale);

/** Only a line found wrong has a problem's quantity and amount. */
const wrong = ({ line }: ListEntry): FindingLine | null => (line?.role === 'offending' ? line : null);

/** Columns of the shape that auditors hand on: 疑点编号 and the 33 of 线索_问题项目 (RULES.md §5), in that order; ours follow. */
export const SHARED_COLUMNS = 34;

/**
 * The row that auditors already hand on, then rule, decision and what proves it. 人次 is left empty: a line of one stay does not know it; so is 医保支付, since
 * records give what the funds paid by settlement, not by line (what of it is lost stands in 基金损失).
 */
export const LIST_COLUMNS: readonly ListColumn[] = [
	number('疑点编号', (e) => e.number),
	text('就医来源', 12, (e) => e.row?.visitKind ?? ''),
	text('项目来源', 12, (e) => itemSource(e)),
	text('线索来源', 24, (e) => `明审 ${e.finding.rule} v${e.finding.version}`),
	text('问题类型', 12, (e) => WORDS.dimension[e.finding.dimension]),
	text('问题情形', 40, (e) => messagesOf(e.finding, e.rule).join('；')),
	text('问题性质', 16, (e) => e.finding.violation),
	number('问题数量', (e) => wrong(e)?.qty, QUANTITY_SCALE),
	amount('问题金额', (e) => (e.line ? wrong(e)?.amount : e.finding.amounts.amount)),
	text('机构编码', 16, (e) => e.row?.institutionCode ?? ''),
	text('机构名称', 24, (e) => e.row?.institutionName || e.finding.institution),
	text('科室', 14, (e) => e.finding.department),
	text('医生', 10, (e) => e.finding.doctor),
	text('身份证号', 22, (e) => e.row?.certificate ?? ''),
	text('姓名', 10, (e) => e.row?.name ?? ''),
	text('性别', 6, (e) => e.row?.sex ?? ''),
	number('年龄', (e) => e.row?.age),
	text('就医日期', 12, (e) => e.row?.visitDate || e.finding.date),
	number('就医天数', (e) => e.row?.visitDays),
	text('疾病诊断', 24, (e) => e.row?.diagnosis ?? ''),
	text('分类', 12, (e) => e.row?.category ?? ''),
	text('代码', 26, (e) => e.row?.code ?? ''),
	text('名称', 24, (e) => e.row?.item ?? ''),
	text('规格', 14, (e) => e.row?.specification ?? ''),
	text('单位', 8, (e) => e.row?.unit ?? ''),
	{ heading: '单价', width: 12, kind: 'price', cell: (e) => scaled(e.row?.price, PRICE_SCALE) },
	number('人次', () => null),
	number('天数', (e) => e.row?.days),
	text('频次', 10, (e) => e.row?.frequency ?? ''),
	text('剂量', 10, (e) => e.row?.dose ?? ''),
	number('数量', (e) => e.row?.quantity, QUANTITY_SCALE),
	amount('医疗金额', (e) => e.row?.charged),
	amount('医保支付', (e) => e.row?.paid),
	text('支付日期', 12, (e) => e.row?.paidDate ?? ''),
	text('规则', 30, (e) => e.rule?.title.zh ?? e.finding.rule),
	text('等级', 10, (e) => WORDS.grade[e.finding.grade]),
	text('处理', 10, (e) => decisionWord(e)),
	text('理由', 24, (e) => [e.state.reason, e.state.note, exceptionText(e)].filter(Boolean).join('；')),
	text('项目角色', 10, (e) => (e.line ? WORDS.role[e.line.role] : '')),
	text('项目日期', 18, (e) => e.row?.lineDate ?? ''),
	amount('医保范围内金额', (e) => (e.line ? wrong(e)?.inScope : e.finding.amounts.inScope)),
	amount('基金损失', (e) => (e.line ? wrong(e)?.fund : e.finding.amounts.fund)),
	amount('认定金额', (e) => acceptedAmount(e)),
	text('就诊ID', 24, (e) => e.finding.visit),
	text('明细流水号', 24, (e) => e.line?.rowId ?? ''),
	text('疑点标识', 36, (e) => e.finding.key)
];

/** Shapes of national codes: drugs begin with X (西药), Z (中成药) or T (饮片), consumables with C, services are 15 digits. */
const KINDS: readonly (readonly [RegExp, string])[] = [
	[/^[XZT][A-Z0-9]{10,}$/, '药品'],
	[/^C\d{10,}$/, '材料'],
	[/^\d{15}$/, '诊疗']
];
/** 项目来源 where the code tells it, else the table that the line stands in. */
function itemSource({ line, row }: ListEntry): string {
	const kind = KINDS.find(([shape]) => shape.test(row?.code ?? ''));
	return kind?.[1] ?? (line ? TABLES[line.table].zh : '');
}

export function decisionWord({ finding, state, exception }: Pick<ListEntry, 'finding' | 'state' | 'exception'>): string {
	if (state.decision === null) return exception ? WORDS.excepted : WORDS.undecided;
	return isStale(state, finding.evidenceDigest) ? `${WORDS.decision[state.decision]}（${WORDS.stale}）` : WORDS.decision[state.decision];
}

/** Why a finding that nobody decided is no open work; '' where it is. */
export const exceptionText = ({ exception, state }: Pick<ListEntry, 'exception' | 'state'>): string =>
	exception && state.decision === null ? `${exception.reason}（至 ${exception.until}）` : '';

/** What stands after the decision: nothing before a confirmation, 0 for a line that was let go. */
export function acceptedAmount({ finding, line, state }: Pick<ListEntry, 'finding' | 'line' | 'state'>): number | null {
	if (state.decision !== 'confirm' || isStale(state, finding.evidenceDigest)) return null;
	if (!line) return finding.amounts.amount;
	if (line.role !== 'offending') return null;
	const decided = state.lines.find((d) => d.table === line.table && d.file === line.file && d.record === line.record);
	return decided && !decided.accepted ? 0 : (decided?.amount ?? line.amount);
}

/** The rule's sentences with their data filled in. */
export function messagesOf(finding: Finding, rule: RuleText | undefined): string[] {
	return finding.messages.map(({ id, data }) => {
		const template = rule && Object.hasOwn(rule.messages, id) ? rule.messages[id]!.zh : id;
		return fillTemplate(template, data, () => '—');
	});
}
