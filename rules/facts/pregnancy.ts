import type { Shard } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { zero } from './cells.ts';
import { charges } from './charges.ts';
import { hasRows, numberAt, numbersOf } from './columns.ts';
import { diagnosedVisits, TOLD } from './diagnosed-visits.ts';
import { diagnosesAmong, diagnosesOf } from './diagnoses.ts';
import { namesOf } from './item-names.ts';
import { operationsIn } from './operations.ts';
import { recordedVisit } from './person-items.ts';
import { mentions } from './text/mentions.ts';

type Record = Stay<'visit' | 'fee' | 'diagnosis' | 'operation' | 'document' | 'exam' | 'nursing'>;

/** Codes of a pregnancy that goes on (妊娠期): its disorders and its care. */
const PREGNANT = ['O1', 'O2', 'O3', 'O4', 'O98', 'O99', 'Z33', 'Z34', 'Z35'];
const PREGNANT_WORDS = ['宫内孕', '宫内早孕', '宫内妊娠', '早期妊娠', '中期妊娠', '晚期妊娠'];
/** Codes and words by which it has ended or could not go on: birth, abortion, a pregnancy outside the womb. */
const ENDED = ['O0', 'O6', 'O7', 'O8', 'O90', 'O91', 'O92', 'Z37', 'Z39'];
const ENDED_WORDS = [
	'剖宫产',
	'分娩',
	'顺产',
	'接生',
	'助产',
	'流产',
	'引产',
	'清宫',
	'刮宫',
	'吸宫',
	'药流',
	'异位妊娠',
	'葡萄胎',
	'胚胎停育',
	'稽留'
];

const pregnant = diagnosedVisits(PREGNANT, (name) => PREGNANT_WORDS.some((word) => name.includes(word)));

/** Visits that may be of a pregnancy, for prefilters: those told so, and those of which no file tells a diagnosis. */
export function mayBePregnant(shard: Shard, context: RunContext, visits: readonly number[]): number[] {
	const marks = pregnant(shard, context);
	const { visit: table } = shard.tables;
	const weeks = numbersOf(table, 'geso_val');
	return visits.filter((visit) => marks[visit] !== TOLD || (hasRows(table, visit) && numberAt(weeks, table!.rowStart[visit]!) > 0));
}

/** That the record tells of a pregnancy: a diagnosis, or the weeks on the visit. 无法判断 where it tells no diagnosis. */
export function isPregnant(t: Trace, stay: Record): boolean {
	const own = diagnosesOf(stay);
	const visit = recordedVisit(stay);
	const weeks: Source[] = visit && (visit.number('geso_val') ?? 0) > 0 ? [{ row: visit, field: 'geso_val' }] : [];
	const coded = diagnosesAmong(own, PREGNANT, PREGNANT_WORDS).flatMap(({ row, field }): Source[] =>
		[field, field === 'diag_code' ? 'diag_name' : 'dscg_maindiag_name'].map((cell) => ({ row, field: cell }))
	);
	if (own.length === 0 && weeks.length === 0) throw new Undetermined({ kind: 'value', what: 'diagnosis.diag_code' });
	const places = [...coded, ...weeks];
	const label = { zh: '妊娠的诊断或孕周', en: 'Diagnoses and weeks of a pregnancy' };
	return t.gt('pregnant', t.derived(label, 'integer', places.length, places), zero('integer'));
}

/** That nothing of this visit ended the pregnancy: on which day it did, and what was given before, is not asked. */
export function notEnded(t: Trace, stay: Record): boolean {
	const own = diagnosesOf(stay);
	const says = (name: string): boolean => ENDED_WORDS.some((word) => name.includes(word));
	const operations = (stay as Stay).fact(operationsIn);
	const lines = (stay as Stay).fact(charges).net.map(({ row }) => row);
	const told = mentions(stay as Stay, ENDED_WORDS, { status: ['affirmed', 'uncertain', 'planned'] });
	const found: Row[] = [
		...diagnosesAmong(own, ENDED, ENDED_WORDS).map(({ row }) => row as Row),
		...operations.filter(({ name }) => says(name)).map(({ row }) => row as Row),
		...lines.filter((row) => namesOf(row).some(says)),
		...told.hits.map(({ text }) => text.row)
	];
	const searched: Row[] = [...own.map(({ row }) => row as Row), ...operations.map(({ row }) => row as Row), ...lines, ...told.searched];
	return t.absent('not-ended', { zh: '分娩、流产等妊娠终止', en: 'The end of the pregnancy' }, [...new Set(found)], [...new Set(searched)], {
		table: 'operation',
		fields: { mdtrt_id: stay.id, oprn_oprt_name: '剖宫产术' }
	});
}
