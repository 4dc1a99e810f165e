import { bi, locale, m } from '$lib/i18n/index.ts';
import type { Condition, Dimension, FundMethod, Grade, Missing, Operand, Operator, Scope, Stage, Violation } from '$rules/domain/finding.ts';
import { descriptorOf, isKnowledgeTable } from '$rules/knowledge/tables/index.ts';
import type { DecisionKind } from '$workers/protocol/decision.ts';
import type { RegisterName } from '$workers/protocol/register.ts';
import type { RuleCard } from '$workers/protocol/workspace.ts';
import type { DecisionState, FacetName, QueueSort } from '$workers/protocol/review.ts';
import type { Progress } from '$workers/protocol/source.ts';
import { tableName, fieldName } from './tables.ts';
import type { UnitWords } from './operand.ts';

/** Words of the interface for the contracts' codes (GLOSSARY.md): one word for one thing. */

const DIMENSIONS: Record<Dimension, () => string> = {
	compliance: m.dimension_compliance,
	clinical: m.dimension_clinical,
	dip: m.dimension_dip,
	fraud: m.dimension_fraud
};
const GRADES: Record<Grade, () => string> = { certain: m.grade_certain, suspect: m.grade_suspect };
const DECISIONS: Record<DecisionState, () => string> = {
	open: m.decision_open,
	confirm: m.decision_confirmed,
	reject: m.decision_rejected,
	ask: m.decision_asked,
	excepted: m.decision_excepted,
	snoozed: m.queue_state_snoozed
};
const ACTIONS: Record<DecisionKind, () => string> = { confirm: m.action_confirm, reject: m.action_reject, ask: m.action_ask };
const REGISTERS: Record<RegisterName, () => string> = {
	notes: m.register_notes,
	reasons: m.decide_register_reasons,
	withdrawals: m.delta_register_withdrawals,
	queues: m.queue_register_queues,
	snoozes: m.queue_register_snoozes,
	draws: m.sampling_register_draws,
	samples: m.sampling_register_samples,
	sampleErrors: m.sampling_register_errors,
	inspections: m.sampling_register_inspections,
	inspectionResults: m.sampling_register_results,
	budgets: m.overview_register_budgets,
	problems: m.problems_register_problems,
	problemFindings: m.problems_register_findings,
	selfLists: m.problems_register_lists,
	selfListRows: m.problems_register_list_rows,
	trustedKeys: m.second_keys,
	secondPlans: m.second_plan,
	secondTask: m.second_task,
	secondMerges: m.second_merge,
	conferences: m.second_conference,
	opinions: m.second_opinion,
	trainingKeys: m.training_register_keys,
	trainingSets: m.training_register_sets,
	trainingAnswers: m.training_register_answers
};
const FACET_NAMES: Record<FacetName, () => string> = {
	violation: m.facet_violation,
	rule: m.facet_rule,
	dimension: m.facet_dimension,
	grade: m.facet_grade,
	decision: m.facet_decision,
	department: m.facet_department,
	doctor: m.facet_doctor,
	institution: m.facet_institution,
	item: m.queue_facet_item,
	month: m.queue_facet_month
};
const SORT_NAMES: Record<QueueSort, () => string> = {
	weight: m.sort_weight,
	amount: m.sort_amount,
	date: m.sort_date,
	rule: m.sort_rule,
	visit: m.sort_visit
};
const OPERATORS: Record<Operator, { holds: () => string; fails: () => string }> = {
	gt: { holds: m.op_gt, fails: m.op_le },
	ge: { holds: m.op_ge, fails: m.op_lt },
	lt: { holds: m.op_lt, fails: m.op_ge },
	le: { holds: m.op_le, fails: m.op_gt },
	eq: { holds: m.op_eq, fails: m.op_ne },
	ne: { holds: m.op_ne, fails: m.op_eq },
	in: { holds: m.op_in, fails: m.op_not_in },
	notIn: { holds: m.op_not_in, fails: m.op_in },
	within: { holds: m.op_within, fails: m.op_outside },
	outside: { holds: m.op_outside, fails: m.op_within },
	overlaps: { holds: m.op_overlaps, fails: m.op_apart },
	absent: { holds: m.op_absent, fails: m.op_present },
	present: { holds: m.op_present, fails: m.op_absent },
	matches: { holds: m.op_matches, fails: m.op_not_matches }
};
const METHODS: Record<FundMethod, () => string> = {
	'billed-share': m.method_billed_share,
	'pro-rata': m.method_pro_rata,
	'agreement-estimate': m.method_agreement,
	none: m.method_none
};
const STAGES: Record<Stage, () => string> = { 'in-stay': m.stage_in_stay, settled: m.stage_settled };
const SCOPES: Record<Scope, () => string> = { line: m.scope_line, stay: m.scope_stay, person: m.scope_person, population: m.scope_population };
const PHASES: Record<Progress['phase'], () => string> = {
	digest: m.phase_digest,
	read: m.phase_read,
	link: m.phase_link,
	write: m.phase_write,
	map: m.phase_map,
	judge: m.phase_judge,
	export: m.phase_export,
	verify: m.phase_verify,
	generate: m.phase_generate
};
const REASONS: Record<string, () => string> = {
	'amount-unknown': m.reason_amount_unknown,
	'no-in-scope-on-line': m.reason_no_in_scope,
	'no-fund-on-settlement': m.reason_no_fund,
	'no-total-on-settlement': m.reason_no_total,
	'no-in-scope-on-settlement': m.reason_no_in_scope_settled,
	'no-lines': m.reason_no_lines,
	'corrected-without-basis': m.decide_without_basis
};

/** The official terms are Chinese; English readers get their sense. */
const VIOLATIONS_EN: Record<Violation, string> = {
	诱导就医: 'Induced visits',
	虚假就医: 'Sham visits',
	虚构医药服务项目: 'Fictitious services',
	伪造变造资料: 'Forged records',
	重复收费: 'Charged twice',
	超标准收费: 'Overcharged',
	分解收费: 'Split charges',
	串换项目: 'Substituted items',
	过度检查: 'Excessive examination',
	过度诊疗: 'Excessive treatment',
	将不属于医保支付范围的费用纳入医保基金结算: 'Outside fund scope',
	转嫁费用: 'Shifted costs',
	分解住院: 'Split stay',
	挂床住院: 'Empty-bed stay',
	高套或低编病种编码: 'Up-coding or under-coding of the group',
	数据质量: 'Data quality'
};
export const violationName = (value: string): string => (locale() === 'en' ? (VIOLATIONS_EN[value as Violation] ?? value) : value);

/** Where a value that is no cell comes from: a parameter by its title, with the document that sets it if a region did. */
export function originOf(operand: Operand, rule: RuleCard | undefined): { label: string; source: string } {
	const label = bi(operand.label);
	const ref = operand.originRef ?? '';
	if (operand.origin !== 'parameter')
		return { label, source: operand.origin === 'knowledge' ? `${m.origin_knowledge()} ${ref}` : operand.origin === 'batch' ? m.origin_batch() : '' };
	const name = operand.label.en.replace(/^Parameter /, '');
	const spec = rule?.params[name];
	return {
		label: spec ? bi(spec.title) : label,
		source: ref === '' || ref === `${rule?.id}.${name}` ? m.origin_default() : `${m.origin_parameter()} ${ref}`
	};
}

export const dimensionName = (value: Dimension): string => DIMENSIONS[value]();
export const gradeName = (value: Grade): string => GRADES[value]();
export const decisionName = (value: DecisionState): string => DECISIONS[value]();
export const actionName = (value: DecisionKind): string => ACTIONS[value]();
export const registerName = (name: RegisterName): string => REGISTERS[name]();
export const facetName = (value: FacetName): string => FACET_NAMES[value]();
export const sortName = (value: QueueSort): string => SORT_NAMES[value]();
export const operatorName = (condition: Pick<Condition, 'op' | 'holds'>): string => OPERATORS[condition.op][condition.holds ? 'holds' : 'fails']();
export const methodName = (value: FundMethod): string => METHODS[value]();
export const stageName = (value: Stage): string => STAGES[value]();
export const scopeName = (value: Scope): string => SCOPES[value]();
export const phaseName = (value: Progress['phase']): string => PHASES[value]();
/** Why an amount is not known. An id without words stays visible. */
export const amountReason = (id: string): string => REASONS[id]?.() ?? id;

export const unitWords = (): UnitWords => ({ days: m.unit_days(), hours: m.unit_hours() });

/** What is missing for a judgement, as a sentence. */
export function missingText(missing: { readonly kind: string; readonly what: string }): string {
	const what = placeName(missing.what);
	const texts: Record<Missing['kind'], () => string> = {
		table: () => m.missing_table({ what }),
		field: () => m.missing_field({ what }),
		value: () => m.missing_value({ what }),
		precision: () => m.missing_precision({ what }),
		document: () => m.missing_document({ what }),
		'ambiguous-refund': m.missing_refund,
		knowledge: () => m.missing_knowledge({ what: knowledgeName(missing.what) }),
		parameter: () => m.missing_parameter({ what: missing.what }),
		peers: () => m.missing_peers({ what: missing.what })
	};
	return (texts[missing.kind as Missing['kind']] ?? (() => `${missing.kind} ${missing.what}`))();
}

export const knowledgeName = (id: string): string => (isKnowledgeTable(id) ? bi(descriptorOf(id)) : id);

/** 'fee.inscp_amt' → 费用明细 · 符合范围金额. */
function placeName(what: string): string {
	const [table, field] = what.split('.');
	return field === undefined ? tableName(what) : `${tableName(table!)} · ${fieldName(table!, field)}`;
}
