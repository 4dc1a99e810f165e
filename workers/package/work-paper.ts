import { display } from '../../rules/domain/display.ts';
import type { Basis, Clear, Condition, EvidenceRef, Finding, FindingLine, Operand } from '../../rules/domain/finding.ts';
import { articleOf } from '../../rules/domain/policy/article.ts';
import { validityOf } from '../../rules/domain/policy/validity.ts';
import { operandText } from '../../rules/domain/operand-text.ts';
import { fieldSpec, TABLES } from '../../rules/domain/tables/index.ts';
import { html, type Markup } from './html.ts';
import type { DecisionState } from './journal.ts';
import { acceptedAmount, decisionWord, exceptionText, messagesOf, WORDS } from './list-columns.ts';
import type { ListRow, RuleText, StayHead } from './model.ts';
import { OPERATORS, PAPER_WORDS } from './operand-words.ts';
import { PAPER_STYLE } from './work-paper-style.ts';

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
export interface PaperInput {
	readonly stay: StayHead;
	readonly findings: readonly PaperFinding[];
	/** What the paper was made from: in its footer. */
	readonly source: {
		readonly build: string;
		readonly ruleBase: string;
		readonly claimedTime: string;
		readonly journalHead: string;
		readonly masked: boolean;
	};
}

/**
 * A work paper (检查底稿): one stay, all its findings, to be printed and signed by hand. It is opened on its own, so it carries its style
 * and a policy of its own; it has no script, and every word from the files is escaped.
 */
export function workPaper(input: PaperInput): string {
	const { stay, findings, source } = input;
	return html`<!doctype html>
		<html lang="zh-CN">
			<head>
				<meta charset="utf-8" />
				<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>检查底稿 ${stay.visit}</title>
				<style>
					${PAPER_STYLE}
				</style>
			</head>
			<body>
				<header>
					<h1>检查底稿</h1>
					<p class="modest">以下为疑点线索，供人工核查，不代替认定结论。${source.masked ? '身份信息已脱敏。' : ''}</p>
				</header>
				${head(stay)} ${findings.map(section)}
				<section class="sign">
					<p>检查人员：<span></span></p>
					<p>被检查单位（盖章）：<span></span></p>
					<p>日期：<span></span></p>
				</section>
				${footer(findings, source)}
			</body>
		</html> `.text;
}

function head(stay: StayHead): Markup {
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
	return html`<dl class="head">
		${facts.map(
			([name, value]) =>
				html`<div>
					<dt>${name}</dt>
					<dd>${value || '—'}</dd>
				</div>`
		)}
	</dl>`;
}

function section(entry: PaperFinding): Markup {
	const { finding, rule } = entry;
	return html`<section class="finding">
		<h2>疑点 ${entry.number}&#12288;${rule?.title.zh ?? finding.rule}</h2>
		<p class="tags">
			${WORDS.dimension[finding.dimension]} · ${finding.violation} · ${WORDS.grade[finding.grade]} · 规则 ${finding.rule} 第 ${finding.version} 版
		</p>
		${messagesOf(finding, rule).map((message) => html`<p class="message">${message}</p>`)}
		<h3>条件</h3>
		${conditions(finding.conditions)}
		<h3>费用明细与金额</h3>
		${lines(entry)}
		<h3>反证</h3>
		${clears(finding.clears)}
		<h3>依据</h3>
		${bases(finding)}
		<h3>处理</h3>
		${decision(entry)}
	</section> `;
}

function conditions(list: readonly Condition[]): Markup {
	const side = (value: Operand): Markup => html`<td>${value.label.zh}<br /><b>${operandText(value, PAPER_WORDS)}</b>${origin(value)}</td>`;
	const row = ({ left, op, right, holds }: Condition): Markup =>
		html`<tr>
			${side(left)}
			<td class="op">${OPERATORS[op]}</td>
			${side(right)}
			<td>${holds ? '成立' : '不成立'}</td>
			<td class="refs">${sources([...left.sources, ...right.sources])}</td>
		</tr>`;
	return html`<table>
		${headings(['左值', '关系', '右值', '结果', '来源'])}
		<tbody>
			${list.map(row)}
		</tbody>
	</table>`;
}
const headings = (names: readonly string[]): Markup =>
	html`<thead>
		<tr>
			${names.map((name) => html`<th>${name}</th>`)}
		</tr>
	</thead>`;
const ORIGINS = { record: '', derived: '由来源推得', parameter: '参数', knowledge: '知识点', batch: '批次统计', constant: '规则常量' };
const origin = (side: Operand): Markup | '' => (ORIGINS[side.origin] ? html`<small>${ORIGINS[side.origin]} ${side.originRef ?? ''}</small>` : '');

/** Sources beyond this many are counted: the whole list stands in findings.jsonl. */
const SOURCES_SHOWN = 40;
function sources(refs: readonly EvidenceRef[]): Markup {
	const rest = refs.length - SOURCES_SHOWN;
	const shown = refs.slice(0, SOURCES_SHOWN).map((ref) => html`<div>${sourceText(ref)}</div>`);
	return html`${shown}${rest > 0 ? html`<div>另 ${rest} 处，见 findings.jsonl</div>` : ''}`;
}
function sourceText(ref: EvidenceRef): string {
	const field = ref.field === null ? '整行' : (fieldSpec(ref.table, ref.field)?.zh ?? ref.field);
	const span = ref.span ? `[${ref.span[0]}–${ref.span[1]}]` : '';
	return `${TABLES[ref.table]?.zh ?? ref.table} 第 ${ref.record} 条${ref.rowId ? `（${ref.rowId}）` : ''} ${field}${span}：${ref.value}`;
}

function lines(entry: PaperFinding): Markup {
	const { finding } = entry;
	const row = (line: FindingLine, i: number): Markup => {
		const data = entry.rows.get(i);
		const texts = [WORDS.role[line.role], data?.lineDate ?? '', data?.code ?? '', data?.item ?? '', line.rowId || `第 ${line.record} 条`];
		const quantity = line.qty === null ? '—' : display.quantity(line.qty);
		const numbers = [quantity, ...[line.amount, line.inScope, line.fund, acceptedAmount({ ...entry, line })].map(yuan)];
		return html`<tr>
			${texts.map((text) => html`<td>${text}</td>`)}${numbers.map(numeric)}
		</tr>`;
	};
	const { amount, inScope, fund, reasons } = finding.amounts;
	const names = ['角色', '日期', '代码', '名称', '流水号', '数量', '违规金额', '医保范围内金额', '基金损失', '认定金额'];
	const sums = [amount, inScope, fund, accepted(entry)].map(yuan).map(numeric);
	return html`<table>
			${headings(names)}
			<tbody>
				${finding.lines.map(row)}
			</tbody>
			<tfoot>
				<tr>
					<th colspan="6">合计（违规项）</th>
					${sums}
				</tr>
			</tfoot>
		</table>
		${reasons.length > 0 ? html`<p class="note">金额无法确定：${reasons.join('、')}</p>` : ''}`;
}
const numeric = (text: string): Markup => html`<td class="n">${text}</td>`;
const yuan = (fen: number | null): string => (fen === null ? '—' : display.amount(fen));

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
function clears(list: readonly Clear[]): Markup {
	if (list.length === 0) return html`<p>本规则未设反证。</p>`;
	const item = (clear: Clear): Markup => html`<li>${clear.text.zh}：<b>${CLEAR_STATES[clear.state]}</b>${sources(clear.sources)}</li>`;
	return html`<ul>
		${list.map(item)}
	</ul>`;
}

function bases({ basis, date }: Finding): Markup {
	// The same elements whatever the words are: what a file says must not change the shape of the paper.
	const item = (b: Basis): Markup =>
		html`<li>
			《${b.doc}》${b.clause}（${b.from} 起${b.to ? `，至 ${b.to}` : ''}；${b.verified ? '已与公布文本核对' : '未经核对'}）<br />${statement(b)}
			<b>${outside(b, date)}</b>
		</li>`;
	return html`<ul>
		${basis.map(item)}
	</ul>`;
}

function statement(basis: Basis): string {
	const article = articleOf(basis);
	return article ? `${article.statement.zh}（本产品概括，非原文${article.verified ? '' : `；${article.source.zh}`}）` : '';
}

function outside(basis: Basis, date: string): string {
	const validity = validityOf(basis, date === '' ? null : [date, date]);
	return validity === 'in-force' || validity === 'unknown' ? '' : `行为日期 ${date} 不在施行期间内，引用前请核实`;
}

function decision(entry: PaperFinding): Markup {
	const { state } = entry;
	const words = [state.reason, state.note, exceptionText(entry)].filter(Boolean).join('；');
	const history = state.history.map((said) => html`<li>${clock(said.at)} ${said.actor} ${historyText(said)}</li>`);
	const list =
		history.length > 0
			? html`<ol class="history">
					${history}
				</ol>`
			: '';
	return html`<p><b>${decisionWord(entry)}</b>${words ? `：${words}` : ''}</p>
		${list}`;
}
function historyText({ payload, undone }: DecisionState['history'][number]): string {
	if (payload.kind !== 'decide') return '撤销';
	const words = [payload.reason, payload.note].filter(Boolean).join('；');
	return `${WORDS.decision[payload.decision]}${words ? `：${words}` : ''}${undone ? '（已撤销）' : ''}`;
}

/** A claimed time of the machine, in UTC, so that it reads the same everywhere. */
export const clock = (at: number): string => (Number.isFinite(at) ? new Date(at).toISOString().replace('T', ' ').slice(0, 19) + ' UTC' : '—');

function footer(findings: readonly PaperFinding[], source: PaperInput['source']): Markup {
	return html`<footer>
		<p>明审 ${source.build}&#12288;规则库 ${source.ruleBase}&#12288;导出时间（本机自述）${source.claimedTime}</p>
		<p>处理日志链尾 ${source.journalHead || '—'}</p>
		${findings.map(({ number, finding }) => html`<p>疑点 ${number} 证据摘要 ${finding.evidenceDigest}</p>`)}
		<p>以上摘要须与证据包内 statement.dsse.json 一并核验。</p>
	</footer>`;
}
