import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { normalizeCode } from '../knowledge/codes.ts';
import { normalized } from './memo.ts';
import { recordedVisit } from './person-items.ts';

/** A diagnosis wherever a record tells one: in the list of diagnoses, or as the main one of a visit or an earlier visit. */
export interface Diagnosis {
	readonly row: Row<'diagnosis'> | Row<'visit'> | Row<'earlierVisit'>;
	/** Field of its code; its name stands in `nameField`. */
	readonly field: string;
	/** ICD-10, upper case; '' where only a name is given. */
	readonly code: string;
	/** Normalised name. */
	readonly name: string;
}

/** Valid diagnoses of a visit, with the main one on the visit itself. Empty where no file tells any. */
export function diagnosesOf(stay: Stay<never>): Diagnosis[] {
	const any = stay as unknown as Stay<'diagnosis' | 'visit'>;
	const listed = any.has('diagnosis') ? any.rows('diagnosis').filter((row) => row.text('vali_flag') !== '0') : [];
	const own = recordedVisit(any);
	return [...listed.map((row) => of(row, 'diag_code', row.text('diag_code'), row.text('diag_name'))), ...(own ? mainOf(own) : [])].filter(isTold);
}

/**
 * Diagnoses that the record carries of the days before: the person's other visits of the batch and earlier visits (既往就诊) that began at most so many
 * days before this one. Those without a date are left out.
 */
export function earlierDiagnoses(stay: Stay<never>, lookbackDays: number): Diagnosis[] {
	const any = stay as unknown as Stay<'diagnosis' | 'visit' | 'earlierVisit'>;
	const begin = recordedVisit(any)?.time('begntime');
	if (!begin) return [];
	const own = dayOf(begin.seconds);
	const isNear = (row: Row<'visit'> | Row<'earlierVisit'> | null): boolean => {
		const time = row?.time('begntime');
		const day = time ? dayOf(time.seconds) : null;
		return day !== null && day <= own && own - day <= lookbackDays;
	};
	const others = any.visitsOfPerson.filter((other) => other.index !== any.index && isNear(recordedVisit(other))).flatMap(diagnosesOf);
	const earlier = any.has('earlierVisit') ? any.rows('earlierVisit').filter(isNear).flatMap(mainOf).filter(isTold) : [];
	return [...others, ...earlier];
}

const mainOf = (row: Row<'visit'> | Row<'earlierVisit'>): Diagnosis[] => [
	of(row, 'dscg_maindiag_code', row.text('dscg_maindiag_code'), row.text('dscg_maindiag_name'))
];
const of = (row: Diagnosis['row'], field: string, code: string, name: string): Diagnosis => ({
	row,
	field,
	code: normalizeCode(code),
	name: normalized(name)
});
const isTold = ({ code, name }: Diagnosis): boolean => code !== '' || name !== '';

/** Diagnoses of a code that begins with one of these (k72.900 with K72), or of a name that contains one of the words. */
export const diagnosesAmong = (diagnoses: readonly Diagnosis[], icd: readonly string[], words: readonly string[]): Diagnosis[] => {
	const [prefixes, names] = [icd.map(normalizeCode), words.map(normalized)];
	return diagnoses.filter(
		({ code, name }) => prefixes.some((prefix) => code.startsWith(prefix)) || names.some((word) => word !== '' && name.includes(word))
	);
};
