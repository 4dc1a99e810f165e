import type { FieldSpec } from '../../../rules/domain/fields.ts';
import { TABLES } from '../../../rules/domain/tables/index.ts';

/** Names of all dictionaries that any field uses. */
export const FIELD_DICTIONARIES: readonly string[] = [
	...new Set(
		Object.values(TABLES).flatMap((table) =>
			Object.values<FieldSpec>(table.fields).flatMap((field) => (field.kind === 'code' ? [field.dictionary] : []))
		)
	)
];
