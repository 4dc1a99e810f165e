import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { zero } from './cells.ts';
import { diagnosesAmong, diagnosesOf } from './diagnoses.ts';
import { rowsNaming } from './named-rows.ts';
import { notMentioned } from './text/operands.ts';
import { mentions } from './text/mentions.ts';

type Contraindication = PointOf<'contraindications'>;

/** Names of a diagnosis stand in the cell beside its code. */
const NAME_OF: Readonly<Record<string, string>> = { diag_code: 'diag_name', dscg_maindiag_code: 'dscg_maindiag_name' };

/** Places of the record that tell what forbids an item: valid diagnoses of the visit, and texts that affirm it; what is denied or lies back and is over is none. */
function placesOf(stay: Stay, { icd = [], words = [] }: Contraindication): Source[] {
	const coded = diagnosesAmong(diagnosesOf(stay), icd, words).flatMap(({ row, field }): Source[] =>
		[field, NAME_OF[field]!].filter((name) => row.text(name as never) !== '').map((name) => ({ row, field: name }))
	);
	return [...coded, ...mentions(stay, words, { status: 'affirmed' }).hits.map(({ source }) => source)];
}

/** Words by which a thing came with this very stay: the item may have been done before it. */
const DONE = { zh: '本次就诊置入的同类装置或手术', en: 'Put in during this very visit' };

/**
 * That something of the record forbids the item and nothing says that it may be done all the same, as conditions.
 * @throws Undetermined where the point names exceptions and there is no text that could tell them
 */
export function isForbidden(t: Trace, stay: Stay, point: Contraindication): boolean {
	const places = placesOf(stay, point);
	if (places.length === 0) return false;
	const said = t.derived({ zh: '禁忌的诊断或记载', en: 'Diagnoses and notes that forbid it' }, 'integer', places.length, places);
	if (!t.gt('forbidden', said, zero('integer'))) return false;
	if (!notPutInNow(t, stay, point.words ?? [])) return false;
	const unless = { zh: '可以进行的记载', en: 'Notes that it may be done' };
	return (
		!point.unless?.length || notMentioned(t, 'no-exception', unless, stay, point.unless, { status: ['affirmed', 'uncertain', 'past', 'planned'] })
	);
}

function notPutInNow(t: Trace, stay: Stay, words: readonly string[]): boolean {
	if (words.length === 0) return true;
	const { found, searched } = rowsNaming(stay, words.map(core), ['operation', 'implant']);
	const fields = { mdtrt_id: stay.id, oprn_oprt_name: `${words[0]!}术` };
	return t.absent('not-put-in-now', DONE, found, searched, { table: 'operation', fields });
}
/** 起搏器植入, 心脏起搏器 → 起搏器: what a device is called without what is done with it. */
const core = (word: string): string => word.replace(/^(心脏|永久|植入式)+/u, '').replace(/(植入|置入|安置)(术)?$/u, '');
