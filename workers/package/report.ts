import type { Basis } from '../../rules/domain/finding.ts';
import { articleOf } from '../../rules/domain/policy/article.ts';
import type { Block, ChartBar, Rich, TableColumn } from '../protocol/documents.ts';
import type { DecisionState, RunRecipe } from '../protocol/review.ts';
import { messagesOf, WORDS } from './list-columns.ts';
import type { InputFile } from './model.ts';
import { basisName, MASKED, placeText, sourceLines, yuan, type PaperFinding, type PaperSource } from './work-paper.ts';

/** A sum in 分, and how many findings of unknown amount it leaves out. */
interface Sum {
	readonly fen: number;
	readonly unknown: number;
}
/** 违规金额, 医保范围内金额, 基金损失 of a set of findings, each fee line once. */
export interface Money {
	readonly amount: Sum;
	readonly inScope: Sum;
	readonly fund: Sum;
}
/** Findings of one violation, rule or department. */
export interface ReportRow {
	readonly label: string;
	readonly counts: Readonly<Record<DecisionState, number>>;
	/** As the rules found it; as confirmed findings stand. */
	readonly found: Money;
	readonly accepted: Money;
}
/** What a report (检查报告) tells; display text masked by the caller. */
export interface ReportInput {
	readonly batch: string;
	/** '' for the whole batch. */
	readonly institution: string;
	readonly stays: number;
	/** null where only the whole batch knows. */
	readonly persons: number | null;
	/** First and last day of the conduct, yyyy-MM-dd; '' where unknown. */
	readonly from: string;
	readonly to: string;
	/** Who decided. */
	readonly reviewers: readonly string[];
	readonly files: readonly InputFile[];
	readonly recipe: RunRecipe;
	readonly total: ReportRow;
	readonly byViolation: readonly ReportRow[];
	readonly byRule: readonly ReportRow[];
	readonly byDepartment: readonly ReportRow[];
	readonly byMonth: readonly ReportRow[];
	/** What could not be judged; null where it is not known for this institution alone. */
	readonly undetermined: readonly { readonly rule: string; readonly missing: string; readonly stays: number }[] | null;
	/** Confirmed findings as examples. */
	readonly samples: readonly PaperFinding[];
	readonly basis: readonly Basis[];
	readonly source: PaperSource;
}

/** A report of what was checked, how, and what came of it, with places to sign. It says 疑点 and 认定, and decides nothing. */
export function reportBlocks(input: ReportInput): Block[] {
	const subject = input.institution || input.batch;
	const note = `本报告汇总计算机审核疑点与人工处理情况，供核查使用，不代替行政认定。${input.source.masked ? MASKED : ''}`;
	return [
		{ kind: 'title', text: '检查报告', note, running: `检查报告 ${subject}` },
		...scope(input),
		...method(input),
		...results(input),
		...breakdowns(input),
		...openMatters(input),
		...examples(input),
		...clauses(input),
		{ kind: 'signatures', places: ['检查组长', '检查人员', '复核人员'] },
		{ kind: 'signatures', places: ['被检查单位意见（盖章）', '日期'] },
		{ kind: 'small', lines: sourceLines(input.source) }
	];
}

const heading = (text: string): Block => ({ kind: 'heading', level: 1, text });
type Shown = 'confirm' | 'reject' | 'ask' | 'excepted' | 'rest';
const STATES: readonly (readonly [Shown, string])[] = [
	['confirm', WORDS.decision.confirm],
	['reject', WORDS.decision.reject],
	['ask', WORDS.decision.ask],
	['excepted', WORDS.excepted],
	['rest', WORDS.undecided]
];
const countOf = ({ counts }: ReportRow): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
/** Whatever waits for a decision is undecided, put off or not. */
function stateCount(row: ReportRow, state: Shown): number {
	const { confirm, reject, ask, excepted } = row.counts;
	return state === 'rest' ? countOf(row) - confirm - reject - ask - excepted : row.counts[state];
}

function scope({ batch, institution, stays, persons, from, to, reviewers, files, recipe }: ReportInput): Block[] {
	const facts: [string, string][] = [
		['批次', batch],
		['机构', institution || '全部'],
		['就诊', `${stays} 次`],
		['参保人', persons === null ? '' : `${persons} 人`],
		['疑点行为日期', from ? `${from} 至 ${to}` : ''],
		['审核阶段', recipe.stage === 'settled' ? '结算后' : '在院'],
		['处理人员', reviewers.join('、')]
	];
	const columns: TableColumn[] = [
		{ heading: '文件', width: 40 },
		{ heading: '字节', width: 14, numeric: true },
		{ heading: 'SHA-256', width: 46 }
	];
	return [
		heading('一、检查范围'),
		{ kind: 'facts', columns: 2, facts },
		{ kind: 'table', columns, rows: files.map(({ name, size, digest }) => [name, String(size), digest]) }
	];
}

function method({ recipe }: ReportInput): Block[] {
	const packs: TableColumn[] = [
		{ heading: '知识包', width: 30 },
		{ heading: '版本', width: 16 },
		{ heading: '摘要', width: 54 }
	];
	const parameters = recipe.parameters.length > 0 ? `；其中 ${recipe.parameters.length} 项参数按本地设置` : '；参数均为默认值';
	const exceptions = recipe.exceptions?.length ? `；${recipe.exceptions.length} 项例外有效` : '';
	return [
		heading('二、检查方法与依据'),
		{
			kind: 'text',
			text: `以 ${recipe.rules.length} 条规则逐次就诊比对收费、医嘱、文书与结算记录，凡条件均成立者列为疑点，并由审核人员逐条处理${parameters}${exceptions}。缺少资料不能判断的不作通过处理，见第五部分。规则库摘要 ${recipe.ruleBase}。`
		},
		{ kind: 'table', columns: packs, rows: recipe.packs.map(({ id, version, digest }) => [id, version, digest]) }
	];
}

/** A sum with what it leaves out: a partial sum never looks whole. */
const sumText = ({ fen, unknown }: Sum): string => {
	if (unknown === 0) return yuan(fen);
	return fen === 0 ? `${unknown} 条未知` : `${yuan(fen)}\n另 ${unknown} 条未知`;
};
const moneyCells = ({ amount, inScope, fund }: Money): string[] => [amount, inScope, fund].map(sumText);

function results({ total }: ReportInput): Block[] {
	const columns: TableColumn[] = [
		{ heading: '口径', width: 28 },
		{ heading: '违规金额（元）', width: 24, numeric: true },
		{ heading: '医保范围内金额（元）', width: 24, numeric: true },
		{ heading: '基金损失（元）', width: 24, numeric: true }
	];
	return [
		heading('三、检查结果'),
		{
			kind: 'text',
			text: `共形成疑点 ${countOf(total)} 条。同一费用行被多条疑点涉及时只计一次，故各分类合计之和可能大于总计。金额未知的疑点不计入金额，单独列数。`
		},
		{
			kind: 'shares',
			title: '疑点处理情况',
			parts: STATES.map(([state, label]) => ({ label, value: stateCount(total, state), text: `${stateCount(total, state)} 条` }))
		},
		{
			kind: 'table',
			columns,
			rows: [
				['疑点（规则发现）', ...moneyCells(total.found)],
				[[{ strong: '已确认（按处理后金额）' }], ...moneyCells(total.accepted)]
			]
		}
	];
}

const ROW_COLUMNS = (name: string): TableColumn[] => [
	{ heading: name, width: 25 },
	...STATES.map(([, label]) => ({ heading: label, width: 7, numeric: true })),
	{ heading: '疑点违规金额', width: 13, numeric: true },
	{ heading: '确认违规金额', width: 13, numeric: true },
	{ heading: '确认医保范围内', width: 13, numeric: true },
	{ heading: '确认基金损失', width: 13, numeric: true }
];
const tableRow = (row: ReportRow): Rich[] => [
	row.label,
	...STATES.map(([state]) => String(stateCount(row, state))),
	sumText(row.found.amount),
	...moneyCells(row.accepted)
];
const bar = ({ label, found }: ReportRow): ChartBar => ({ label, value: Math.max(0, found.amount.fen), text: `${yuan(found.amount.fen)} 元` });

/** Rows beyond this many of a long list stand as one. */
const ROWS_SHOWN = 20;

function breakdowns({ total, byViolation, byRule, byDepartment, byMonth }: ReportInput): Block[] {
	const table = (name: string, rows: readonly ReportRow[]): Block => ({
		kind: 'table',
		columns: ROW_COLUMNS(name),
		rows: rows.slice(0, ROWS_SHOWN).map(tableRow),
		foot: [tableRow({ ...total, label: '总计（不重复）' })]
	});
	const rest = (rows: readonly ReportRow[]): Block[] =>
		rows.length > ROWS_SHOWN
			? [{ kind: 'text', look: 'note', text: `仅列金额最大的 ${ROWS_SHOWN} 项，另有 ${rows.length - ROWS_SHOWN} 项计入总计。` }]
			: [];
	return [
		heading('四、分类情况'),
		{ kind: 'bars', title: '按违规类型：疑点违规金额', bars: byViolation.map(bar) },
		table('违规类型', byViolation),
		{ kind: 'heading', level: 2, text: '按规则' },
		table('规则', byRule),
		...rest(byRule),
		{ kind: 'heading', level: 2, text: '按科室' },
		{ kind: 'bars', title: '疑点违规金额', bars: byDepartment.slice(0, 10).map(bar) },
		table('科室', byDepartment),
		...rest(byDepartment),
		{ kind: 'bars', title: '按发生月份：疑点违规金额', bars: byMonth.map(bar) }
	];
}

function openMatters({ undetermined }: ReportInput): Block[] {
	const columns: TableColumn[] = [
		{ heading: '规则', width: 40 },
		{ heading: '缺少的资料', width: 45 },
		{ heading: '就诊（次）', width: 15, numeric: true }
	];
	const title = heading('五、无法判断的事项');
	if (undetermined === null) return [title, { kind: 'text', text: '按机构的缺失资料见调阅清单。' }];
	if (undetermined.length === 0) return [title, { kind: 'text', text: '无。' }];
	return [title, { kind: 'table', columns, rows: undetermined.map(({ rule, missing, stays }) => [rule, missing, String(stays)]) }];
}

const PLACES_SHOWN = 4;
function examples({ samples }: ReportInput): Block[] {
	const columns: TableColumn[] = [
		{ heading: '规则与情形', width: 32 },
		{ heading: '就诊', width: 18 },
		{ heading: '违规金额', width: 10, numeric: true },
		{ heading: '基金损失', width: 10, numeric: true },
		{ heading: '主要证据', width: 30 }
	];
	const row = ({ finding, rule }: PaperFinding): Rich[] => {
		const places = finding.conditions.flatMap(({ left, right }) => [...left.sources, ...right.sources]).map(placeText);
		return [
			[{ strong: rule?.title.zh ?? finding.rule }, `\n${messagesOf(finding, rule).join('\n')}`],
			[finding.visit, finding.department, finding.date].filter(Boolean).join('\n'),
			yuan(finding.amounts.amount),
			yuan(finding.amounts.fund),
			[...new Set(places)].slice(0, PLACES_SHOWN).join('\n')
		];
	};
	const note = '每一违规类型金额最大的已确认疑点，金额为规则所算；全部疑点见疑点清单，证据见取证材料清单。';
	const empty: Block = { kind: 'text', text: '尚无已确认的疑点。' };
	return [
		heading('六、证据示例'),
		...(samples.length === 0
			? [empty]
			: [{ kind: 'text', look: 'note', text: note } as const, { kind: 'table', columns, rows: samples.map(row) } as const])
	];
}

function clauses({ basis }: ReportInput): Block[] {
	const items = basis.map((one): Rich => {
		const article = articleOf(one);
		return [
			{ strong: basisName(one) },
			article ? `\n${article.statement.zh}（本产品概括，非原文${article.verified ? '' : `；${article.source.zh}`}）` : ''
		];
	});
	return [
		heading('七、涉及条款'),
		{ kind: 'text', look: 'note', text: '条款为疑点的参考依据；是否适用以认定为准。' },
		{ kind: 'list', ordered: true, items }
	];
}
