import { SECONDS_PER_DAY, dayOf } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { diagnosesAmong, diagnosesOf } from '../../facts/diagnoses.ts';
import { mayBeForbidden } from '../../facts/drug-contraindications.ts';
import { daysOfUse } from '../../facts/drug-days.ts';
import { systemic } from '../../facts/drug-route.ts';
import { answersTest } from '../../facts/lab-tests.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { isTakenHome } from '../../facts/taken-home.ts';
import { itemsThat } from '../../facts/table-items.ts';
import { notMentioned } from '../../facts/text/operands.ts';
import type { PointOf } from '../../knowledge/pack.ts';

type Point = PointOf<'contraindications'>;
const isOfDisease = ({ kind, ageFrom, pregnancy }: Point): boolean => kind === 'drug' && ageFrom === undefined && pregnancy === undefined;

const drugs = itemsThat('contraindications', isOfDisease);

/** Drugs given in the face of a diagnosis or a laboratory value that forbids them (药品禁忌症). */
export default defineRule({
	meta: {
		id: 'drug-contraindicated',
		version: 1,
		title: { zh: '药品用于禁忌症患者', en: 'Drug given against a contraindication' },
		explains: {
			zh: '患者诊断属药品说明书禁忌，或检验值达禁忌界限后仍继续使用。局部用药不计；列有例外用词的，文书载明例外者除外。',
			en: 'A drug was given to a patient with a diagnosis that its label forbids, or given on after a laboratory value that forbids it. Local use does not count, nor where documents name an exception that is listed.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000301008000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order', 'diagnosis', 'lab', 'document', 'exam', 'nursing'],
		knowledge: ['contraindications'],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: {
			disease: { zh: '{{item}} 用于有禁忌诊断的患者，共 {{lines}} 条', en: '{{item}} given against a diagnosis that forbids it: {{lines}} lines' },
			value: { zh: '检验值达禁忌界限后仍使用 {{item}}，共 {{lines}} 条', en: '{{item}} given on after a value that forbids it: {{lines}} lines' }
		}
	},
	params: {
		stopHours: { default: 24, unit: 'hour', title: { zh: '停药时限', en: 'Time to stop' }, why: '结果报告后须有时间停药；无统一规定（未核实）' }
	},
	candidates(shard, context) {
		const points = context.knowledge.points('contraindications').filter(isOfDisease);
		return mayBeForbidden(shard, context, drugs.visits(shard, context), points);
	},
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'contraindications', t.day), ({ point, items }) => {
			if (!isOfDisease(point) || !mayForbid(stay, point)) return;
			const claims = claimedOf(t, items, ({ charge }) => systemic(t, stay, charge));
			if (claims.length === 0) return;
			const message = forbidden(t, stay, point, claims);
			if (!message) return;
			const label = { zh: '文书载明的例外', en: 'Exceptions in documents' };
			if (point.unless?.length && !notMentioned(t, 'no-exception', label, stay, point.unless, { status: ['affirmed', 'uncertain', 'planned'] }))
				return;
			all.push(...claims);
			t.report({ message, data: itemData(claims), grade: 'suspect', lines: claims.map(({ charge }) => ({ charge, role: 'offending' })) });
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});

/** Whether the record can say anything against the drug: without a diagnosis or a laboratory it is 无法判断, which `forbidden` says. */
function mayForbid(stay: Stay<'diagnosis' | 'visit'>, { icd = [], words = [], labs = [] }: Point): boolean {
	const own = diagnosesOf(stay);
	return labs.length > 0 || own.length === 0 || diagnosesAmong(own, icd, words).length > 0;
}

type Visit = Stay<'visit' | 'fee' | 'order' | 'diagnosis' | 'lab'>;

/** By which of its two ways the point forbids the drug here; null where it does not. */
function forbidden(t: Trace<never>, stay: Visit, point: Point, claims: readonly LimitedCharge[]): 'disease' | 'value' | null {
	const { icd = [], words = [], labs = [] } = point;
	const own = diagnosesOf(stay);
	if (icd.length + words.length > 0) {
		if (own.length === 0 && labs.length === 0) throw new Undetermined({ kind: 'value', what: 'diagnosis.diag_code' });
		const rows: Row[] = [...new Set(diagnosesAmong(own, icd, words).map(({ row }) => row))];
		if (rows.length > 0 && t.present('forbidding-diagnosis', { zh: '禁忌诊断', en: 'Diagnoses that forbid it' }, rows)) return 'disease';
	}
	if (labs.length === 0) return null;
	if (!stay.has('lab')) throw new Undetermined({ kind: 'table', what: 'lab' });
	const values = stay.rows('lab').filter((row) => labs.some((test) => answersTest(row, test) === true));
	const told = values.map((row) => row.time('rpt_time') ?? row.time('sapl_time'));
	if (told.length === 0 || !t.present('forbidding-value', { zh: '禁忌检验值', en: 'Values that forbid it' }, values)) return null;
	if (told.includes(null)) throw new Undetermined({ kind: 'value', what: 'lab.rpt_time' });
	const charges = claims.map(({ charge }) => charge);
	const { days, sources } = daysOfUse(stay, charges);
	if (charges.every(({ row }) => isTakenHome(row))) return null;
	if (days.length === 0) throw new Undetermined({ kind: 'value', what: 'fee.fee_ocur_time' });
	const since = (days.at(-1)! - dayOf(Math.min(...told.map((time) => time!.seconds)))) * (SECONDS_PER_DAY / 3600);
	const hours = t.derived({ zh: '结果后继续用药小时数', en: 'Hours given on after the value' }, 'integer', since, sources);
	return t.gt('given-on', hours, t.param('stopHours' as never)) ? 'value' : null;
}
