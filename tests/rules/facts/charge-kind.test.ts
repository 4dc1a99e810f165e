import { expect, it } from 'vitest';
import { chargeKind } from '../../../rules/facts/charge-kind.ts';
import { Row } from '../../../rules/engine/row.ts';
import { build } from '../harness/record.ts';

it.each([
	['08', 'material'],
	['0801', 'material'],
	['1402', 'material'],
	['1403', 'material'],
	['进口材料费', 'material'],
	['09', 'drug'],
	['11', 'drug'],
	['10', 'herb'],
	['1409', 'exam'],
	['1412', 'other'],
	['14', 'other'],
	['', null]
])('charge category %s is %s (FIELDS.md E)', (type, kind) => {
	const { shard, batch } = build({ fee: [{ mdtrt_id: 'A', med_chrgitm_type: type }] });
	expect(chargeKind(new Row<'fee'>(shard.tables.fee!, 0, batch))).toBe(kind);
});
