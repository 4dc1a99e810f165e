import { severityOf } from '../../rules/dip/auxiliary.ts';
import type { DipCase } from '../../rules/dip/case.ts';
import { charlsonIndex } from '../../rules/dip/charlson.ts';
import { foldCode } from '../../rules/dip/notation.ts';
import { DROP_TEXTS, NO_GROUP_TEXTS, STEP_TEXTS } from '../../rules/dip/reasons.ts';
import { whatIf, type SimulatedPayment } from '../../rules/dip/simulate.ts';
import { display } from '../../rules/domain/display.ts';
import type { Shard } from '../../rules/domain/shard.ts';
import type { RunContext } from '../../rules/engine/rule.ts';
import { serviceDay } from '../../rules/engine/service-day.ts';
import { bookOf, type Stay } from '../../rules/engine/stay.ts';
import { reference, type Source } from '../../rules/engine/traced.ts';
import { Undetermined } from '../../rules/engine/undetermined.ts';
import { supportsOfDiagnoses, supportsOfProcedures, type CodeSupport } from '../../rules/facts/code-support.ts';
import { death } from '../../rules/facts/death.ts';
import { catalogueOn, grouperOf, type CityCatalogue } from '../../rules/facts/dip-catalogues.ts';
import { dipCaseOf } from '../../rules/facts/dip-group.ts';
import { daysOfStay, isInpatient, staySpan } from '../../rules/facts/stay-days.ts';
import { DIP_LINES, type DipCode, type DipLine, type DipOutcome, type DipReady, type DipTrial, type DipView } from '../protocol/dip.ts';
import { dipParameters, tariffWith } from './dip-parameters.ts';

/** What the panel asks about one stay, already read. */
export interface DipInput {
	readonly context: RunContext;
	/** The shard with its text heaps. */
	readonly shard: Shard;
	/** Index of the visit in the shard. */
	readonly visit: number;
	readonly trial: DipTrial;
	/** Packs of the latest review, "id@version". */
	readonly reviewed: ReadonlySet<string>;
}

/** A stay as coded and as changed (模拟入组与结算), with the record lines that support each code. What cannot be known is told as such. */
export function dipView(input: DipInput): DipView {
	const { context, shard, visit } = input;
	const stay = bookOf(shard, context.batch).stay(visit);
	const day = serviceDay(shard, visit);
	try {
		if (!isInpatient(stay.visit.text('med_type'))) return { kind: 'not-inpatient' };
		return ready(input, stay, day, catalogueOn(context, day));
	} catch (error) {
		if (!(error instanceof Undetermined)) throw error;
		const { missing } = error;
		if (missing.kind !== 'knowledge' || missing.what !== 'dipGroups') return { kind: 'undetermined', missing };
		const loaded = [...new Set(context.knowledge.points('dipGroups').map(({ catalogue }) => catalogue))];
		return { kind: 'no-catalogue', loaded, day: day === null ? '' : display.day(day) };
	}
}

function ready({ context, trial, reviewed }: DipInput, stay: Stay, day: number | null, city: CityCatalogue): DipReady {
	const { case: coded } = dipCaseOf(stay);
	const parameters = dipParameters(context, day, city.regionMean, trial.values);
	const mean = parameters.find(({ name }) => name === 'regionMean')!.value;
	const grouper = grouperOf(context, trial.values.regionMean === undefined ? city : { ...city, regionMean: null, groupers: new Map() }, mean);
	const made = whatIf(grouper, coded, changeOf(trial), tariffWith(parameters));
	const diagnoses = supportsOfDiagnoses(context, stay, day);
	const procedures = supportsOfProcedures(context, stay, day);
	const seen = outcomeMaker(stay, diagnoses);
	const changed = isChange(trial) ? seen(changedCase(coded, trial), made.after) : null;
	const before = seen(coded, made.before);
	const pack = context.knowledge.packOf(city.points.values().next().value!);
	return {
		kind: 'ready',
		catalogue: { name: city.name, groups: city.catalogue.groups.length, pack, reviewed: reviewed.has(pack) },
		parameters,
		cost: coded.cost,
		coded: before,
		changed,
		difference: changed && {
			groupPoints: changed.groupPoints === null || before.groupPoints === null ? null : changed.groupPoints - before.groupPoints,
			bandPoints: made.bandPoints,
			points: made.points,
			payment: made.payment
		},
		diagnoses: diagnoses.map(codeView),
		procedures: procedures.map(codeView)
	};
}

const isChange = ({ mainDiagnosis, strike }: DipTrial): boolean => mainDiagnosis !== undefined || strike.length > 0;
const changeOf = ({ mainDiagnosis, strike }: DipTrial) => ({ strike, ...(mainDiagnosis === undefined ? {} : { mainDiagnosis }) });
const changedCase = (coded: DipCase, { mainDiagnosis, strike }: DipTrial): DipCase => {
	const struck = new Set(strike.map(foldCode));
	return {
		...coded,
		mainDiagnosis: mainDiagnosis ?? coded.mainDiagnosis,
		procedures: coded.procedures.filter((code) => !struck.has(foldCode(code)))
	};
};

/** Auxiliary scores follow the main diagnosis: the others are then secondary. */
function outcomeMaker(stay: Stay, diagnoses: readonly CodeSupport[]): (of: DipCase, made: SimulatedPayment) => DipOutcome {
	const { days } = daysOfStay(stay.fact(staySpan));
	const died = stay.fact(death) !== null;
	return ({ mainDiagnosis, procedures }, { grouping, ...made }) => {
		const secondary = diagnoses.map(({ code }) => code).filter((code) => foldCode(code) !== foldCode(mainDiagnosis));
		return {
			mainDiagnosis,
			procedures,
			group: grouping.group && { code: grouping.group.code, name: grouping.group.name },
			reason: grouping.reason && NO_GROUP_TEXTS[grouping.reason],
			tied: grouping.tied.map(({ code }) => code),
			presumed: grouping.presumed,
			steps: grouping.steps.map(({ step, kept, dropped, presumed }) => ({
				step: STEP_TEXTS[step],
				kept,
				dropped: dropped.map(({ code, why }) => ({ code, why: DROP_TEXTS[why] })),
				presumed
			})),
			...made,
			severity: days === null ? null : severityOf(secondary, days, died),
			charlson: charlsonIndex(secondary).score
		};
	};
}

function codeView({ row, field, code, name, main, supports, asked, missing }: CodeSupport): DipCode {
	return {
		code,
		name,
		main,
		place: reference({ row, field }),
		supports: supports.map(({ by, sources }) => ({ by, lines: sources.slice(0, DIP_LINES).map(lineOf), total: sources.length })),
		asked,
		missing
	};
}

/** Signs of a text shown on each side of a place. */
const AROUND = 14;

function lineOf(source: Source): DipLine {
	const { row, field, span } = source;
	const place = reference(source);
	if (!span || field === null) return { ...place, quote: quoteOf(source, place.value) };
	const text = row.text(field as never);
	const [from, to] = [Math.max(0, span[0] - AROUND), Math.min(text.length, span[1] + AROUND)];
	return { ...place, quote: `${from > 0 ? '…' : ''}${text.slice(from, to).replace(/\s+/gu, ' ')}${to < text.length ? '…' : ''}` };
}

/** A laboratory value says nothing without its name and unit. */
function quoteOf({ row }: Source, value: string): string {
	if (row.table !== 'lab') return value;
	return (['item_name', 'result', 'unit', 'abnormal'] as const)
		.map((name) => row.text(name as never))
		.join(' ')
		.trim();
}
