import type { Row } from '../engine/row.ts';
import { codesOf, perText } from './columns.ts';

export type ChargeKind = 'bed' | 'consultation' | 'exam' | 'lab' | 'treatment' | 'surgery' | 'nursing' | 'material' | 'drug' | 'herb' | 'other';

const KINDS: readonly ChargeKind[] = ['bed', 'consultation', 'exam', 'lab', 'treatment', 'surgery', 'nursing', 'material', 'drug', 'herb', 'other'];

/** Codes of `med_chrgitm_type` (FIELDS.md E), the extended ones too. */
const BY_CODE: Readonly<Record<string, ChargeKind>> = {
	'01': 'bed',
	'02': 'consultation',
	'03': 'exam',
	'04': 'lab',
	'05': 'treatment',
	'06': 'surgery',
	'07': 'nursing',
	'08': 'material',
	'09': 'drug',
	'10': 'herb',
	'11': 'drug',
	'0801': 'material',
	'1402': 'material',
	'1403': 'material',
	'1408': 'exam',
	'1409': 'exam',
	'1410': 'exam'
};
/** Exports that write the name instead of the code. */
const BY_NAME: readonly (readonly [string, ChargeKind])[] = [
	['床位', 'bed'],
	['诊查', 'consultation'],
	['诊察', 'consultation'],
	['检查', 'exam'],
	['化验', 'lab'],
	['检验', 'lab'],
	['治疗', 'treatment'],
	['手术', 'surgery'],
	['护理', 'nursing'],
	['材料', 'material'],
	['耗材', 'material'],
	['饮片', 'herb'],
	['中草药', 'herb'],
	['药', 'drug']
];

/** Kind of charge (收费类别) of a fee line, or null where the file does not say. */
export function chargeKind(row: Row<'fee'>): ChargeKind | null {
	const codes = codesOf(row.source, 'med_chrgitm_type');
	return codes ? (KINDS[kindNumbers(row.batch)[codes[row.index]!]!] ?? null) : null;
}

/** Number of a kind in `kindNumbers`. */
export const kindNumber = (kind: ChargeKind): number => KINDS.indexOf(kind);
/** Kinds by dictionary code of `med_chrgitm_type`; -1 where the cell is empty. */
export const kindNumbers = perText('fee', 'med_chrgitm_type', (text) => {
	const type = text.trim();
	return type === '' ? -1 : kindNumber(BY_CODE[type] ?? BY_NAME.find(([word]) => type.includes(word))?.[1] ?? 'other');
});
