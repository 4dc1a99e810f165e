import { m } from '$lib/i18n/index.ts';
import type { Condition, Dimension, FundMethod, Grade, Missing, Operator, Scope, Stage } from '$rules/domain/finding.ts';
import type { DecisionKind } from '$workers/protocol/decision.ts';
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
	ask: m.decision_asked
};
const ACTIONS: Record<DecisionKind, () => string> = { confirm: m.action_confirm, reject: m.action_reject, ask: m.action_ask };
const FACET_NAMES: Record<FacetName, () => string> = {
	violation: m.facet_violation,
	rule: m.facet_rule,
	dimension: m.facet_dimension,
	grade: m.facet_grade,
	decision: m.facet_decision,
	department: m.facet_department,
	doctor: m.facet_doctor,
	institution: m.facet_institution
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
	'no-lines': m.reason_no_lines
};

export const dimensionName = (value: Dimension): string => DIMENSIONS[value]();
export const gradeName = (value: Grade): string => GRADES[value]();
export const decisionName = (value: DecisionState): string => DECISIONS[value]();
export const actionName = (value: DecisionKind): string => ACTIONS[value]();
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

const KNOWLEDGE: Record<string, () => string> = {
	sexLimits: m.knowledge_sex,
	ageLimits: m.knowledge_age,
	insuranceLimits: m.knowledge_insurance,
	hospitalLevelLimits: m.knowledge_level,
	visitKindLimits: m.knowledge_visit_kind,
	courseLimits: m.knowledge_course,
	exclusions: m.knowledge_exclusions,
	frequencyLimits: m.knowledge_frequency,
	discountGroups: m.knowledge_discount,
	procedureSexes: m.knowledge_procedure_sex,
	priceLimits: m.knowledge_price,
	itemKinds: m.knowledge_kinds
};
export const knowledgeName = (id: string): string => KNOWLEDGE[id]?.() ?? id;

/** 'fee.inscp_amt' → 费用明细 · 符合范围金额. */
function placeName(what: string): string {
	const [table, field] = what.split('.');
	return field === undefined ? tableName(what) : `${tableName(table!)} · ${fieldName(table!, field)}`;
}
