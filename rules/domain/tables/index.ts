import type { FieldKind, FieldSpec, NumberKind } from '../fields.ts';
import * as care from './care.ts';
import * as charges from './charges.ts';
import * as encounters from './encounters.ts';

/** Every canonical table, by its name in code; names in the interface are in each table's `zh` and `en`. */
export const TABLES = {
	visit: encounters.visit,
	earlierVisit: encounters.earlierVisit,
	settlement: encounters.settlement,
	diagnosis: encounters.diagnosis,
	operation: care.operation,
	fee: charges.fee,
	order: charges.order,
	document: care.document,
	lab: care.lab,
	exam: care.exam,
	nursing: care.nursing,
	anesthesia: care.anesthesia,
	anesthesiaDrug: care.anesthesiaDrug,
	device: care.device,
	implant: charges.implant,
	stock: charges.stock,
	institution: care.institution,
	doctor: care.doctor,
	facility: care.facility
} as const;

export type TableId = keyof typeof TABLES;
export const TABLE_IDS = Object.keys(TABLES) as TableId[];

/** Names of the fields of a table. */
export type FieldOf<T extends TableId> = keyof (typeof TABLES)[T]['fields'] & string;
/** Names of the fields of a table that are stored as one of the given kinds. */
export type FieldOfKind<T extends TableId, K extends FieldKind> = {
	[F in FieldOf<T>]: (typeof TABLES)[T]['fields'][F] extends { kind: infer Kind } ? (Kind extends K ? F : never) : never;
}[FieldOf<T>];
export type NumberField<T extends TableId> = FieldOfKind<T, NumberKind>;
export type TextField<T extends TableId> = FieldOfKind<T, 'code' | 'id' | 'text'>;
export type TimeField<T extends TableId> = FieldOfKind<T, 'time'>;

export const fieldSpec = (table: TableId, name: string): FieldSpec | undefined =>
	(TABLES[table].fields as Record<string, FieldSpec>)[name];
