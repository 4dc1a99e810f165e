import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../rules/domain/finding.ts';
import type { TableId } from '../../../rules/domain/tables/index.ts';
import { fieldSpec } from '../../../rules/domain/tables/index.ts';
import { createParameters } from '../../../rules/engine/parameters.ts';
import type { AnyRule } from '../../../rules/engine/rule.ts';
import { judgeShard, mapShard, reducePartials } from '../../../rules/engine/run.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import { hourly, nursing } from '../harness/kinds.ts';
import { build, type Tables } from '../harness/record.ts';

/** Public records, no part of the product (shared/data/README.md): the test runs where they lie beside the repository. */
const FOLDER = new URL('../../../../shared/data/records/', import.meta.url);
const FILES: readonly (readonly [TableId, string])[] = [
	['visit', 'mdtrt'],
	['earlierVisit', 'visits'],
	['settlement', 'setl'],
	['fee', 'fee'],
	['order', 'order'],
	['diagnosis', 'diag'],
	['operation', 'oprn'],
	['anesthesia', 'anst'],
	['anesthesiaDrug', 'anst_drug'],
	['device', 'icu'],
	['implant', 'implant'],
	['exam', 'exam'],
	['lab', 'lab'],
	['nursing', 'nursing'],
	['document', 'doc']
];

/** Findings as `rule visit line amount`, of the rules that judge records against each other. */
const EXPECTED = [
	'charge-outside-stay M2559666799 M2559666799-003 25.00',
	'charge-outside-stay M2559666799 M2559666799-004 8.00',
	'hours-over-device-record M1321645634 M1321645634-004 1200.00',
	'hours-over-device-record M1321645634 M1321645634-005 640.00',
	'nursing-days-over-stay M2559666799 M2559666799-002 25.00',
	'nursing-days-over-stay M6638917752 M6638917752-002 36.00',
	'nursing-level-over-order M2559666799 M2559666799-002 104.00',
	'order-missing M2559666799 M2559666799-021 1280.00',
	'quantity-over-order M2559666799 M2559666799-008 180.00',
	'split-admission M3164642868 S2118575119 3200.00'
];
const RULES = [
	'compliance/nursing-days-over-stay',
	'compliance/nursing-level-over-order',
	'compliance/charge-outside-stay',
	'fraud/charge-after-death',
	'compliance/split-admission',
	'fraud/overlapping-stays',
	'fraud/outpatient-claim-during-stay',
	'clinical/order-missing',
	'fraud/report-missing',
	'compliance/hours-over-day',
	'compliance/hours-over-device-record',
	'compliance/quantity-over-order',
	'dip/low-cost-stay',
	'fraud/look-alike-claims'
];
const modules = import.meta.glob<{ default: AnyRule }>('../../../rules/checks/*/*.ts', { eager: true });

describe.skipIf(!existsSync(FOLDER))('records of the corpus', () => {
	it('are judged as the truth says', () => {
		const rules = RULES.map((path) => modules[`../../../rules/checks/${path}.ts`]!.default);
		const { shard, batch } = build(read());
		const pack = {
			format: 'mingshen.knowledge/1',
			id: 'f',
			title: { zh: '', en: '' },
			version: '1',
			region: 'CN',
			published: '2020-01-01',
			source: { title: 'f' },
			points: [...nursing, ...hourly],
			digest: ''
		} as const;
		const context = { batch, knowledge: compileKnowledge([pack], batch.dictionaries, {}), parameters: createParameters(rules) };
		const result = judgeShard(rules, shard, context, reducePartials(rules, [mapShard(rules, shard, context)]));
		expect(result.errors).toEqual([]);
		expect(result.findings.flatMap(described).sort()).toEqual(EXPECTED);
	});
});

const described = (finding: Finding): string[] =>
	finding.lines
		.filter((line) => line.role === 'offending')
		.map((line) => `${finding.rule} ${finding.visit} ${line.rowId} ${((line.amount ?? 0) / 100).toFixed(2)}`);

function read(): Tables {
	return Object.fromEntries(FILES.map(([table, file]) => [table, rows(readFileSync(new URL(`${file}.csv`, FOLDER), 'utf8'), table)]));
}

function rows(text: string, table: TableId): Record<string, string>[] {
	const [head, ...lines] = cells(text);
	return lines.map((line) =>
		Object.fromEntries(head!.map((name, i) => [name, line[i] ?? ''] as const).filter(([name]) => fieldSpec(table, name) !== undefined))
	);
}

/** Cells of a CSV with quoted fields. */
function cells(text: string): string[][] {
	const all: string[][] = [];
	for (const line of text
		.replace(/^\ufeff/, '')
		.split(/\r?\n/)
		.filter((one) => one !== '')) {
		all.push([...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? ''));
	}
	return all;
}
