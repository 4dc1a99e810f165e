import { describe, expect, it } from 'vitest';
import type { RunContext } from '../../../rules/engine/rule.ts';
import { createParameters } from '../../../rules/engine/parameters.ts';
import { StayBook } from '../../../rules/engine/stay.ts';
import { reference } from '../../../rules/engine/traced.ts';
import { supportsOfDiagnoses, supportsOfProcedures, type CodeSupport } from '../../../rules/facts/code-support.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import type { KnowledgePack, KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { build, tables, type Tables } from '../harness/record.ts';

const base = { officialClass: '夹具', notice: 'fixture', got: {} } as const;
const POINTS = [
	{
		...base,
		table: 'diagnosisSupport',
		id: 'failure',
		codes: ['J96'],
		name: '呼吸衰竭',
		labs: [{ names: ['氧分压'], op: 'lt', limit: 600_000, unit: 'mmHg' }],
		items: ['无创通气'],
		words: ['呼吸困难'],
		least: 2
	},
	{ ...base, table: 'procedureItems', id: 'gall', codes: ['51.23'], name: '胆囊切除', names: ['胆囊切除'] },
	{ ...base, table: 'indications', id: 'drug', codes: [], name: '氨溴索', kind: 'drug', icd: ['J18'] }
] as unknown as KnowledgePoint[];

const RECORD = {
	visit: `
		mdtrt_id|psn_no|med_type|begntime|endtime|dscg_maindiag_code|dscg_maindiag_name
		M1|P1|21|2026-05-04 09:00|2026-05-10 10:00|J18.900|肺炎`,
	diagnosis: `
		mdtrt_id|maindiag_flag|diag_code|diag_name|vali_flag
		M1|0|J96.000|急性呼吸衰竭|1
		M1|1|j18.900|肺炎|1
		M1|0|J96.000|急性呼吸衰竭|1
		M1|0|I10.x00|高血压|0`,
	operation: `
		mdtrt_id|oprn_oprt_code|oprn_oprt_name|oprn_oprt_date|main_oprn_flag|vali_flag
		M1|51.2300|腹腔镜下胆囊切除术|2026-05-05|1|1
		M1|99.0400|红细胞输注|2026-05-05|0|1
		M1|38.9300|静脉置管|2026-05-05|0|0`,
	fee: `
		feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt
		F1|M1|2026-05-05|氨溴索|09|1|10|10.00
		F2|M1|2026-05-05|腹腔镜胆囊切除术|06|1|100|100.00
		F3|M1|2026-05-05|无创通气|05|1|100|100.00`,
	lab: `
		mdtrt_id|rpt_time|item_name|result|unit|abnormal
		M1|2026-05-05 10:00|氧分压|52|mmHg|L
		M1|2026-05-05 10:00|氧分压|90|mmHg|`,
	order: `
		mdtrt_id|drord_no|drord_cont
		M1|O1|拟行红细胞输注2U`,
	document: `
		mdtrt_id|doc_type|text
		M1|病程记录|患者无呼吸困难。肺炎较前好转。
		M1|手术记录|手术名称：腹腔镜下胆囊切除术`
};

function ask<V>(
	record: Partial<Record<keyof typeof RECORD, string>>,
	of: (context: RunContext, stay: ReturnType<StayBook['stay']>, day: number | null) => V
): V {
	const { shard, batch } = build(tables(record) as Tables);
	const pack = { id: 'fixture', points: POINTS } as unknown as KnowledgePack;
	const context = { batch, knowledge: compileKnowledge([pack], batch.dictionaries, {}), parameters: createParameters([]) };
	return of(context, new StayBook(shard, batch).stay(0), null);
}
/** `kind table#record value` of each line. */
const told = ({ supports }: CodeSupport): string[] =>
	supports.flatMap(({ by, sources }) => sources.map((source) => `${by} ${source.row.table}#${source.row.record} ${reference(source).value}`));

describe('support of diagnoses', () => {
	const found = ask(RECORD, supportsOfDiagnoses);
	it('lists each valid code once, the main one first', () => {
		expect(found.map(({ code, main }) => `${code} ${main}`)).toEqual(['J18.900 true', 'J96.000 false']);
	});
	it('names the lines of each kind; what is denied does not count', () => {
		expect(told(found[1]!)).toEqual(['labs lab#1 52', 'items fee#3 无创通气']);
		expect(found[1]).toMatchObject({ asked: { least: 2, found: 2 }, missing: [] });
	});
	it('without knowledge finds items of its indication and where documents name it, with the place', () => {
		expect(told(found[0]!)).toEqual(['indication fee#1 氨溴索', 'mention document#1 肺炎']);
		expect(found[0]!.asked).toBeNull();
		expect(found[0]!.supports[1]!.sources[0]!.span).toEqual([8, 10]);
	});
	it('a kind that cannot be looked for is told, and hides no other', () => {
		const { lab: _, ...without } = RECORD;
		const [, failure] = ask(without, supportsOfDiagnoses);
		expect(told(failure!)).toEqual(['items fee#3 无创通气']);
		expect(failure).toMatchObject({ asked: { least: 2, found: 1 }, missing: [{ kind: 'table', what: 'lab' }] });
	});
	it('the visit’s own main diagnosis stands first where no list has it', () => {
		const { diagnosis: _, ...without } = RECORD;
		expect(ask(without, supportsOfDiagnoses).map(({ code, field }) => `${code} ${field}`)).toEqual(['J18.900 dscg_maindiag_code']);
	});
});

describe('support of procedures', () => {
	const found = ask(RECORD, supportsOfProcedures);
	it('leaves void rows out', () => expect(found.map(({ code, main }) => `${code} ${main}`)).toEqual(['51.2300 true', '99.0400 false']));
	it('names charges by what knowledge calls them, and the note with the place', () => {
		expect(told(found[0]!).slice(0, 2)).toEqual(['charge fee#2 腹腔镜胆囊切除术', 'note document#2 腹腔镜下胆囊切除术']);
		expect(found[0]!.asked).toEqual({ least: 1, found: 1 });
	});
	it('without knowledge shows what an operation leaves, and says that knowledge names nothing', () => {
		expect(told(found[1]!)).toEqual(['charge fee#2 腹腔镜胆囊切除术', 'order order#1 拟行红细胞输注2U']);
		expect(found[1]!.asked).toBeNull();
	});
	it('without fee lines says so', () => {
		const { fee: _, ...without } = RECORD;
		const [operation] = ask(without, supportsOfProcedures);
		expect(operation!.missing).toEqual([{ kind: 'table', what: 'fee' }]);
		expect(told(operation!)).not.toContainEqual(expect.stringContaining('charge'));
	});
});
