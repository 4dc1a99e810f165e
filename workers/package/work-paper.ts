import { display } from '../../rules/domain/display.ts';
import type { Amounts, Basis, Clear, Condition, EvidenceRef, Finding, FindingLine, FundMethod, Operand } from '../../rules/domain/finding.ts';
import { articleOf } from '../../rules/domain/policy/article.ts';
import { validityOf } from '../../rules/domain/policy/validity.ts';
import { operandText } from '../../rules/domain/operand-text.ts';
import { fieldSpec, TABLES } from '../../rules/domain/tables/index.ts';
import type { Block, Rich, TableColumn } from '../protocol/documents.ts';
import type { DecisionState } from './journal.ts';
import { acceptedAmount, decisionWord, exceptionText, messagesOf, WORDS } from './list-columns.ts';
import type { ListRow, RuleText, StayHead } from './model.ts';
import { AMOUNT_REASONS, METHODS, OPERATORS, PAPER_WORDS } from './paper-words.ts';

/** One finding of a work paper with what belongs to it. */
export interface PaperFinding {
	readonly finding: Finding;
	readonly number: number;
	readonly rule: RuleText | undefined;
	readonly state: DecisionState;
	/** Set where an exception leaves the finding out of the open work. */
	readonly exception?: { readonly until: string; readonly reason: string } | undefined;
	/** By position in `finding.lines`. */
	readonly rows: ReadonlyMap<number, ListRow>;
}
/** What a document was made from: in its footer. */
export interface PaperSource {
	readonly build: string;
	readonly ruleBase: string;
	readonly claimedTime: string;
	readonly journalHead: string;
	readonly masked: boolean;
	/** The document lies in a signed package; on its own it has no signature, and says so. */
	readonly signed: boolean;
}
export interface PaperInput {
	readonly stay: StayHead;
	readonly findings: readonly PaperFinding[];
	readonly source: PaperSource;
}

export const MODEST = '以下为疑点线索，供人工核查，不代替认定结论。';
export const MASKED = '身份信息已脱敏。';

/** A work paper (检查底稿): one stay, all its findings, to be printed and signed by hand. */
export function workPaper({ stay, findings, source }: PaperInput): Block[] {
	return [
		{ kind: 'title', text: '检查底稿', note: `${MODEST}${source.masked ? MASKED : ''}`, running: `检查底稿 ${stay.visit}` },
		head(stay),
		...findings.flatMap(section),
		{ kind: 'signatures', places: ['检查人员', '被检查单位（盖章）', '日期'] },
		{ kind: 'small', lines: footer(findings, source) }
	];
}

function head(stay: StayHead): Block {
	const facts: readonly (readonly [string, string])[] = [
		['就诊ID', stay.visit],
		['住院/门诊号', stay.stayNumber],
		['人员编号', stay.person],
		['姓名', stay.name],
		['证件号码', stay.certificate],
		['性别', stay.sex],
		['年龄', stay.age],
		['机构', stay.institution],
		['科室', stay.department],
		['医师', stay.doctor],
		['入院', stay.from],
		['出院', stay.to],
		['主诊断', stay.diagnosis]
	];
	return { kind: 'facts', columns: 3, facts };
}

function section(entry: PaperFinding): Block[] {
	const { finding, rule } = entry;
	const tags = [WORDS.dimension[finding.dimension], finding.violation, WORDS.grade[finding.grade], `规则 ${finding.rule} 第 ${finding.version} 版`];
	return [
		{ kind: 'heading', level: 1, text: `疑点 ${entry.number}\u3000${rule?.title.zh ?? finding.rule}`, tags: tags.join(' · ') },
		...messagesOf(finding, rule).map((text): Block => ({ kind: 'text', look: 'strong', text })),
		{ kind: 'heading', level: 2, text: '条件' },
		{ kind: 'table', columns: CONDITION_COLUMNS, rows: finding.conditions.map(conditionRow) },
		{ kind: 'heading', level: 2, text: '费用明细与金额' },
		...lines(entry),
		{ kind: 'heading', level: 2, text: '反证' },
		clears(finding.clears),
		{ kind: 'heading', level: 2, text: '依据' },
		{ kind: 'list', ordered: false, items: finding.basis.map((basis) => basisText(basis, finding.date)) },
		{ kind: 'heading', level: 2, text: '处理' },
		...decision(entry)
	];
}

const CONDITION_COLUMNS: readonly TableColumn[] = [
	{ heading: '左值', width: 24 },
	{ heading: '关系', width: 10 },
	{ heading: '右值', width: 24 },
	{ heading: '结果', width: 9 },
	{ heading: '来源', width: 43 }
];
function conditionRow({ left, op, right, holds }: Condition): Rich[] {
	return [side(left), OPERATORS[op], side(right), holds ? '成立' : '不成立', sourcesText([...left.sources, ...right.sources])];
}
const ORIGINS = { record: '', derived: '由来源推得', parameter: '参数', knowledge: '知识点', batch: '批次统计', constant: '规则常量' };
function side(operand: Operand): Rich {
	const origin = ORIGINS[operand.origin] && `\n${ORIGINS[operand.origin]} ${operand.originRef ?? ''}`;
	return [`${operand.label.zh}\n`, { strong: operandText(operand, PAPER_WORDS) }, origin];
}

/** Sources beyond this many are counted: the whole list stands in findings.jsonl. */
const SOURCES_SHOWN = 40;
function sourcesText(refs: readonly EvidenceRef[]): string {
	const rest = refs.length - SOURCES_SHOWN;
	const shown = refs.slice(0, SOURCES_SHOWN).map((ref) => `${placeText(ref)}：${ref.value}`);
	return [...shown, ...(rest > 0 ? [`另 ${rest} 处，见证据包 findings.jsonl`] : [])].join('\n');
}
/** Where in the files a value stands: table, record, its own number, field, and span of a text. */
export function placeText(ref: Omit<EvidenceRef, 'value' | 'file'>): string {
	const span = ref.span ? `[${ref.span[0]}–${ref.span[1]}]` : '';
	return `${tableName(ref.table)} 第 ${ref.record} 条${ref.rowId ? `（${ref.rowId}）` : ''} ${fieldName(ref)}${span}`;
}
export const tableName = (table: EvidenceRef['table']): string => TABLES[table]?.zh ?? table;
export const fieldName = ({ table, field }: Pick<EvidenceRef, 'table' | 'field'>): string =>
	field === null ? '整行' : (fieldSpec(table, field)?.zh ?? field);

const LINE_COLUMNS: readonly TableColumn[] = [
	{ heading: '角色', width: 9 },
	{ heading: '日期', width: 11 },
	{ heading: '代码', width: 12 },
	{ heading: '名称', width: 14 },
	{ heading: '流水号', width: 11 },
	{ heading: '数量', width: 6, numeric: true },
	{ heading: '违规金额', width: 10, numeric: true },
	{ heading: '医保范围内金额', width: 10, numeric: true },
	{ heading: '基金损失', width: 10, numeric: true },
	{ heading: '认定金额', width: 10, numeric: true }
];
function lines(entry: PaperFinding): Block[] {
	const { finding } = entry;
	const row = (line: FindingLine, i: number): Rich[] => {
		const data = entry.rows.get(i);
		const texts = [WORDS.role[line.role], data?.lineDate ?? '', data?.code ?? '', data?.item ?? '', line.rowId || `第 ${line.record} 条`];
		const quantity = line.qty === null ? '—' : display.quantity(line.qty);
		return [...texts, quantity, ...[line.amount, line.inScope, line.fund, acceptedAmount({ ...entry, line })].map(yuan)];
	};
	const { amount, inScope, fund } = finding.amounts;
	const sums = [amount, inScope, fund, accepted(entry)].map(yuan);
	const table: Block = { kind: 'table', columns: LINE_COLUMNS, rows: finding.lines.map(row), foot: [['合计', '违规项', '', '', '', '', ...sums]] };
	return [table, { kind: 'text', look: 'note', text: amountNote(finding.amounts) }];
}
/** 元 with thousands apart, as money is written on paper. */
export const yuan = (fen: number | null): string => (fen === null ? '—' : display.amount(fen).replace(/\B(?=(\d{3})+\.)/g, ','));

/** How the fund's loss was got, and why an amount is not known. */
function amountNote({ fundMethod, reasons }: Amounts): string {
	const unknown = reasons.map((reason) => AMOUNT_REASONS[reason] ?? reason);
	return `基金损失：${METHODS[fundMethod satisfies FundMethod]}${unknown.length > 0 ? `；金额无法确定：${unknown.join('、')}` : ''}`;
}

/** Σ of what stands; unknown as soon as one line's is. */
function accepted(entry: PaperFinding): number | null {
	const offending = entry.finding.lines.filter((line) => line.role === 'offending');
	if (offending.length === 0) return acceptedAmount({ ...entry, line: null });
	return offending.reduce<number | null>((sum, line) => {
		const value = acceptedAmount({ ...entry, line });
		return sum === null || value === null ? null : sum + value;
	}, 0);
}

const CLEAR_STATES = { found: '病历中有，需人工权衡', 'not-found': '已查，未见', 'no-data': '无此类资料，未能查' };
function clears(list: readonly Clear[]): Block {
	if (list.length === 0) return { kind: 'text', text: '本规则未设反证。' };
	const item = ({ text, state, sources }: Clear): Rich => [`${text.zh}：`, { strong: CLEAR_STATES[state] }, `\n${sourcesText(sources)}`.trimEnd()];
	return { kind: 'list', ordered: false, items: list.map(item) };
}

/** A clause as cited, our short statement of it, and a warning where the conduct lies outside its days in force. */
function basisText(basis: Basis, date: string): Rich {
	const article = articleOf(basis);
	const statement = article ? `${article.statement.zh}（本产品概括，非原文${article.verified ? '' : `；${article.source.zh}`}）` : '';
	return [`${basisName(basis)}\n${statement} `, { strong: outside(basis, date) }];
}
export const basisName = ({ doc, clause, from, to, verified }: Basis): string =>
	`《${doc}》${clause}（${from} 起${to ? `，至 ${to}` : ''}；${verified ? '已与公布文本核对' : '未经核对'}）`;

function outside(basis: Basis, date: string): string {
	const validity = validityOf(basis, date === '' ? null : [date, date]);
	return validity === 'in-force' || validity === 'unknown' ? '' : `行为日期 ${date} 不在施行期间内，引用前请核实`;
}

function decision(entry: PaperFinding): Block[] {
	const { state } = entry;
	const words = [state.reason, state.note, exceptionText(entry)].filter(Boolean).join('；');
	const said: Block = { kind: 'text', text: [{ strong: decisionWord(entry) }, words ? `：${words}` : ''] };
	if (state.history.length === 0) return [said];
	return [said, { kind: 'list', ordered: true, items: state.history.map((one) => `${clock(one.at)} ${one.actor} ${historyText(one)}`) }];
}
function historyText({ payload, undone }: DecisionState['history'][number]): string {
	if (payload.kind !== 'decide') return '撤销';
	const words = [payload.reason, payload.note].filter(Boolean).join('；');
	return `${WORDS.decision[payload.decision]}${words ? `：${words}` : ''}${undone ? '（已撤销）' : ''}`;
}

/** A claimed time of the machine, in UTC, so that it reads the same everywhere. */
export const clock = (at: number): string => (Number.isFinite(at) ? new Date(at).toISOString().replace('T', ' ').slice(0, 19) + ' UTC' : '—');

function footer(findings: readonly PaperFinding[], source: PaperSource): string[] {
	const digests = findings.map(({ number, finding }) => `疑点 ${number} 证据摘要 ${finding.evidenceDigest}`);
	return [...sourceLines(source), ...digests];
}
/** What any document says of its making. */
export function sourceLines({ build, ruleBase, claimedTime, journalHead, signed }: PaperSource): string[] {
	return [
		`明审 ${build}\u3000规则库 ${ruleBase}\u3000导出时间（本机自述）${claimedTime}`,
		`处理日志链尾 ${journalHead || '—'}`,
		signed ? '以上摘要须与证据包内 statement.dsse.json 一并核验。' : '本文件没有签名；需要可核验的版本时，请导出证据包或移送包。'
	];
}
