import type { Built } from '../../rules/harness/record.ts';
import { build, tables, type Tables } from '../../rules/harness/record.ts';
import type { DictionaryData, ImportedBatch } from '../../../workers/protocol/batch.ts';
import type { Receipt } from '../../../workers/protocol/receipt.ts';
import { FIELD_DICTIONARIES } from './dictionary-names.ts';

export const RECORDS: Tables = tables({
	visit: `
		mdtrt_id | psn_no | psn_name | gend | age | med_type | begntime         | endtime          | fixmedins_name | dscg_maindiag_name
		M1       | P1     | 周某     | 1    | 64  | 21       | 2026-04-10 09:00 | 2026-04-16 10:00 | 市一院         | 肺炎
		M2       | P1     | 周某     | 1    | 64  | 21       | 2026-05-10 09:00 | 2026-05-12 10:00 | 市一院         | 肺炎
		M3       | P2     | 冯某     | 2    | 31  | 21       | 2026-04-11 09:00 | 2026-04-13 10:00 | 市一院         |`,
	fee: `
		feedetl_sn | mdtrt_id | fee_ocur_time | hilist_code     | medins_list_name | cnt | pric | det_item_fee_sumamt | bilg_dept_name | bilg_dr_name | memo
		F1         | M1       | 2026-04-10    | 001109000010000 | 床位费           | 8   | 50   | 400.00              | 内科           | 甲           | 
		F2         | M2       | 2026-05-10    | 001109000010000 | 床位费           | 3   | 50   | 150.00              | 内科           | 乙           | 手记
		F3         | M3       | 2026-04-11    | 001109000010000 | 床位费           | 2   | 50   | 100.00              | 外科           | 丙           | `,
	document: `
		mdtrt_id | doc_id | doc_type | rec_time         | text
		M1       | D1     | 入院记录 | 2026-04-10 10:00 | 咳嗽三天，收入院。`,
	institution: `
		fixmedins_code | fixmedins_name | type
		H1             | 市一院         | 综合医院`
});

/** A shard and its batch as the intake would hand them over. */
export function sample(records: Tables = RECORDS, file = 'a'.repeat(64)): { readonly built: Built; readonly imported: ImportedBatch } {
	const built = build(records);
	return {
		built,
		imported: {
			files: [{ digest: file, name: 'fixture.csv' }],
			dictionaries: dictionariesOf(built),
			tables: built.batch.tables,
			shardCount: 1,
			receipt: receiptOf(built)
		}
	};
}

function dictionariesOf({ batch }: Built): DictionaryData[] {
	const encoder = new TextEncoder();
	return FIELD_DICTIONARIES.map((name) => {
		const dictionary = batch.dictionaries.get(name);
		const parts = Array.from({ length: dictionary.size }, (_, code) => encoder.encode(dictionary.text(code)));
		const offsets = new Uint32Array(parts.length + 1);
		parts.forEach((part, i) => (offsets[i + 1] = offsets[i]! + part.length));
		const bytes = new Uint8Array(offsets.at(-1)!);
		parts.forEach((part, i) => bytes.set(part, offsets[i]));
		return { name, bytes, offsets };
	});
}

const receiptOf = ({ shard }: Built): Receipt => ({
	lines: [],
	skipped: [],
	refusals: [],
	refusalCount: 0,
	duplicates: [],
	duplicateCount: 0,
	money: { settled: 0, lines: 0, checked: 0, different: [], differentCount: 0 },
	dangling: [],
	visits: shard.visitCount,
	persons: shard.personCount,
	rows: Object.values(shard.tables).reduce((sum, table) => sum + table.rowCount, 0),
	absent: []
});
