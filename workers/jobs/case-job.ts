import type { Finding } from '../../rules/domain/finding.ts';
import { ABSENT, type NumberColumn } from '../../rules/domain/columns.ts';
import type { Shard, ShardTable } from '../../rules/domain/shard.ts';
import { TABLE_IDS, TABLES, type TableId } from '../../rules/domain/tables/index.ts';
import { Row } from '../../rules/engine/row.ts';
import type { CaseFinding, CaseTable, CaseView } from '../protocol/case.ts';
import type { ChunkTally } from '../store/index.ts';
import type { OpenBatch } from './batch-context.ts';
import { caseTable, cellText, type OtherRow } from './case-rows.ts';
import { visitRow } from './patient.ts';

/** What the case screen needs of one stay, already read. */
export interface CaseInput {
	readonly opened: OpenBatch;
	/** The shard with its text heaps. */
	readonly shard: Shard;
	/** Index of the visit in the shard. */
	readonly visit: number;
	readonly findings: readonly CaseFinding[];
	/** Findings by visit identifier. */
	readonly findingsOf: (visit: string) => number;
	readonly tally: ChunkTally | null;
}

/** The whole record of a stay with its findings. */
export function caseView(input: CaseInput): CaseView {
	const { opened, shard, visit, findings } = input;
	const { context } = opened;
	const own = visitRow(shard, visit, context);
	const person = personOf(shard, visit);
	const tables: Partial<Record<TableId, CaseTable>> = {};
	for (const [name, source] of Object.entries(shard.tables) as [TableId, ShardTable][]) {
		tables[name] = caseTable(source, range(source.rowStart[visit]!, source.rowStart[visit + 1]!), context, rowsOfOthers(name, source, input, person));
	}
	for (const [name, source] of Object.entries(context.tables) as [TableId, ShardTable][]) {
		const rows = namedRows(name, source, findings, opened);
		if (rows.length > 0) tables[name] = caseTable(source, rows, context);
	}
	return {
		visit: context.dictionaries.get('visit').text(shard.visitCode[visit]!),
		person: context.dictionaries.get('person').text(shard.personCode[person]!),
		head: own ? Object.fromEntries(Object.keys(own.source.columns).map((field) => [field, cellText(own, field)])) : {},
		begin: own?.time('begntime')?.seconds ?? null,
		end: own?.time('endtime')?.seconds ?? null,
		total: feeTotal(shard, visit),
		tables,
		absent: TABLE_IDS.filter((table) => !(table in shard.tables) && !(table in context.tables)),
		findings,
		others: others(input, person),
		undetermined: (input.tally?.undetermined ?? [])
			.filter(({ visits }) => visits === null || visits.includes(visit))
			.map(({ rule, missing }) => ({ rule, missing: { kind: missing.kind, what: missing.what } }))
	};
}

export function personOf(shard: Shard, visit: number): number {
	let person = 0;
	while (shard.personStart[person + 1]! <= visit) person++;
	return person;
}

function feeTotal(shard: Shard, visit: number): number {
	const fee = shard.tables.fee;
	const amounts = fee?.columns['det_item_fee_sumamt'] as NumberColumn | undefined;
	if (!fee || !amounts) return 0;
	let total = 0;
	for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) if (amounts.values[row] !== ABSENT) total += amounts.values[row]!;
	return total;
}

function others({ opened, shard, visit, findingsOf }: CaseInput, person: number): CaseView['others'] {
	const { context } = opened;
	const visits = range(shard.personStart[person]!, shard.personStart[person + 1]!).filter((v) => v !== visit);
	return visits.map((v) => {
		const row = visitRow(shard, v, context);
		const id = context.dictionaries.get('visit').text(shard.visitCode[v]!);
		return {
			visit: id,
			begin: row?.time('begntime')?.seconds ?? null,
			end: row?.time('endtime')?.seconds ?? null,
			institution: row?.text('fixmedins_name') || row?.text('fixmedins_code') || '',
			diagnosis: row?.text('dscg_maindiag_name') || row?.text('dscg_maindiag_code') || '',
			findings: findingsOf(id)
		};
	});
}

/** Rows of the person's other stays that the findings name: evidence must stand in the record, whichever stay it comes from. */
function rowsOfOthers(table: TableId, source: ShardTable, { opened: { context }, shard, visit, findings }: CaseInput, person: number): OtherRow[] {
	const named = new Set(findings.flatMap(({ finding }) => placesOf(finding, table)));
	if (named.size === 0) return [];
	return range(shard.personStart[person]!, shard.personStart[person + 1]!)
		.filter((v) => v !== visit)
		.flatMap((v) =>
			range(source.rowStart[v]!, source.rowStart[v + 1]!).map((index) => ({
				index,
				visit: context.dictionaries.get('visit').text(shard.visitCode[v]!)
			}))
		)
		.filter(({ index }) => named.has(placeOf(new Row(source, index, context))));
}

const placeOf = (row: Row): string => `${row.fileDigest} ${row.record}`;

/** Rows of a table of the whole batch that the stay's findings name: all of the stock would bury the case. */
function namedRows(table: TableId, source: ShardTable, findings: readonly CaseFinding[], { context }: OpenBatch): number[] {
	if (TABLES[table].belongs !== 'batch') return [];
	const named = new Set(findings.flatMap(({ finding }) => placesOf(finding, table)));
	if (named.size === 0) return [];
	return range(0, source.rowCount).filter((index) => named.has(placeOf(new Row(source, index, context))));
}

function placesOf(finding: Finding, table: TableId): string[] {
	const sources = [
		...finding.conditions.flatMap(({ left, right }) => [...left.sources, ...right.sources]),
		...finding.clears.flatMap((clear) => clear.sources),
		...finding.lines
	];
	return sources.filter((source) => source.table === table).map(({ file, record }) => `${file} ${record}`);
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
