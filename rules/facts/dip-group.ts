import type { DipCase } from '../dip/case.ts';
import type { DipGroup } from '../dip/catalogue.ts';
import type { Grouper, Grouping } from '../dip/grouper.ts';
import { meanCostOf } from '../dip/points.ts';
import { STEP_TEXTS } from '../dip/reasons.ts';
import type { Shard } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { bookOf, type Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { NO_DAY, visitsThat } from './columns.ts';
import { catalogueOn, grouperOf } from './dip-catalogues.ts';
import { mainDiagnosis } from './same-diagnosis.ts';
import { totalCost } from './settled.ts';
import { visitColumns } from './visit-columns.ts';

/** Parameters of the rules that compare a stay with its group. */
export const GROUP_PARAMS = {
	regionMean: {
		default: null,
		unit: 'amount',
		title: { zh: '全市次均费用 M', en: 'Mean cost of the city (M)' },
		why: '均费 = 分值/1000 × M；目录已载明 M 或均费时不用；由地方按年度设定'
	}
} as const;
type GroupParams = typeof GROUP_PARAMS;
/** Parameters of money are in 分; M is in 1/1 000 000 元. */
const FEN_TO_MEAN = 10_000;

/** A stay with its group in the catalogue in force. */
export interface GroupedStay {
	readonly group: DipGroup;
	readonly point: PointOf<'dipGroups'>;
	readonly grouping: Grouping;
	/** Mean cost of the group, 分; null where neither catalogue nor M is known. */
	readonly mean: number | null;
	readonly case: DipCase;
	readonly costSources: readonly Source[];
	readonly diagnosisSource: Source;
}

/** Procedures of a stay that stand (有效), in the order of the file. */
export const validOperations = (stay: Stay): readonly Row<'operation'>[] =>
	(stay.rows('operation') as readonly Row<'operation'>[]).filter((row) => row.text('vali_flag') !== '0');

/** What the grouper reads of a stay: main diagnosis, procedures, total cost. Without a table of procedures it is 无法判断: every stay would look conservative. */
export function dipCaseOf(stay: Stay): { readonly case: DipCase; readonly costSources: readonly Source[]; readonly diagnosisSource: Source } {
	const { code, codeSource } = mainDiagnosis(stay.visit, stay);
	const procedures = validOperations(stay).map((row) => row.text('oprn_oprt_code'));
	const total = totalCost(stay);
	return { case: { mainDiagnosis: code, procedures, cost: total?.amount ?? null }, costSources: total?.sources ?? [], diagnosisSource: codeSource };
}

/** The grouper in force on a day, with the M that its catalogue or the rule's parameter gives. */
export function grouperOfStay(context: RunContext, day: number | null, rule: string): Grouper {
	const M = context.parameters.get(rule, 'regionMean', day)?.value ?? null;
	return grouperOf(context, catalogueOn(context, day), M === null ? null : M * FEN_TO_MEAN);
}

/**
 * The group of a stay (入组) on its day of service, or null where the catalogue has none for it. 无法判断 where no catalogue is in force, the main
 * diagnosis is not coded, or groups stay alike.
 * @param rule whose parameter gives M where the catalogue does not
 */
export function groupOfStay(context: RunContext, stay: Stay, day: number | null, rule: string): GroupedStay | null {
	const city = catalogueOn(context, day);
	const grouper = grouperOfStay(context, day, rule);
	const read = dipCaseOf(stay);
	const grouping = grouper.group(read.case);
	const { group, reason } = grouping;
	if (reason === 'no-diagnosis' || reason === 'diagnosis-shape') throw new Undetermined({ kind: 'value', what: 'visit.dscg_maindiag_code' });
	if (reason === 'tie') throw new Undetermined({ kind: 'parameter', what: `${rule}.regionMean` });
	if (!group) return null;
	return { ...read, group, point: city.points.get(group.code)!, grouping, mean: meanCostOf(group, grouper.options.regionMean) };
}

/** That the main diagnosis is the group's: the condition on which every comparison with a group stands. */
export function inGroup(t: Trace<GroupParams>, { group, point, diagnosisSource, case: { mainDiagnosis: code } }: GroupedStay): boolean {
	const length = group.diagnosis.includes('-') ? code.length : group.diagnosis.length;
	const begins = t.derived<string>({ zh: '主要诊断', en: 'Main diagnosis' }, 'text', code.trim().toUpperCase().slice(0, length), [diagnosisSource]);
	const [from, to = from] = group.diagnosis.split('-') as [string, string?];
	if (from !== to) return t.in('group', begins, t.knowledge<readonly string[]>(point, { zh: '病种', en: 'Group' }, 'text', [t.known(begins)]));
	return t.eq('group', begins, t.knowledge<string>(point, { zh: `病种 ${group.code} 的诊断`, en: `Diagnosis of group ${group.code}` }, 'text', from));
}

/** Steps of the grouper in words, for the message of a finding. */
export const stepsText = ({ steps }: Grouping): string =>
	steps
		.filter(({ kept }) => kept.length > 0)
		.map(({ step, kept, presumed }) => `${STEP_TEXTS[step].zh}：${kept.join('、')}${presumed ? '（推定）' : ''}`)
		.join('；');

/** Rows on which a presumed step of the grouper rests; none where no step is presumed. */
export const presumedSources = (stay: Stay, { grouping }: GroupedStay): readonly Source[] =>
	grouping.presumed ? validOperations(stay).map((row) => ({ row, field: 'oprn_oprt_code' })) : [];

/** Closed stays, and visits that no file describes, of which a test says yes; one that is 无法判断 is asked too. */
export function groupedVisitsThat(shard: Shard, context: RunContext, test: (stay: Stay) => boolean): number[] {
	const { recorded, inpatient, lastDay } = visitColumns(shard, context);
	const book = bookOf(shard, context.batch);
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if (inpatient[visit] === 0 || lastDay[visit] === NO_DAY) return false;
		try {
			return test(book.stay(visit));
		} catch (error) {
			if (error instanceof Undetermined) return true;
			throw error;
		}
	});
}
