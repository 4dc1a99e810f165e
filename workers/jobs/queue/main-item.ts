import type { Finding, FindingLine } from '../../../rules/domain/finding.ts';
import type { BatchContext, Shard, ShardTable } from '../../../rules/domain/shard.ts';
import { fieldSpec } from '../../../rules/domain/tables/index.ts';

/** Fields that name what a line charges, the national name first: hospitals spell their own in many ways. */
const NAMES = ['hilist_name', 'medins_list_name', 'drord_detl_name', 'item_name', 'name'];

/**
 * Main item (主要项目) of each finding of a shard: of its offending lines the name with the most money, the first of equal ones; empty where no line names
 * one. Lines are found among the rows of the finding's own stay and of the stays that it speaks of, so no index of the whole shard is made.
 */
export function mainItems(findings: readonly Finding[], shard: Shard, context: BatchContext): string[] {
	const files = new Map(context.files.map(({ digest }, i) => [digest, i]));
	const visits = context.dictionaries.get('visit');
	const position = new Map(Array.from(shard.visitCode, (code, i) => [visits.text(code), i]));
	return findings.map((finding) => {
		const stays = [finding.visit, ...finding.related].map((visit) => position.get(visit) ?? -1).filter((at) => at >= 0);
		const money = new Map<string, number>();
		for (const line of finding.lines) {
			if (line.role !== 'offending') continue;
			const name = nameOf(line, shard.tables[line.table], stays, files.get(line.file) ?? -1, context);
			if (name !== '') money.set(name, (money.get(name) ?? 0) + (line.amount ?? 0));
		}
		return [...money].reduce((most, one) => (one[1] > most[1] ? one : most), ['', -Infinity] as [string, number])[0];
	});
}

function nameOf(line: FindingLine, table: ShardTable | undefined, stays: readonly number[], file: number, context: BatchContext): string {
	if (!table) return '';
	for (const stay of stays) {
		for (let row = table.rowStart[stay]!; row < table.rowStart[stay + 1]!; row++) {
			if (table.record[row] === line.record && table.file[row] === file) return nameOfRow(table, row, context);
		}
	}
	return '';
}

function nameOfRow(table: ShardTable, row: number, { dictionaries }: BatchContext): string {
	for (const field of NAMES) {
		const column = table.columns[field];
		const name = column?.kind === 'code' ? dictionaries.get(fieldSpec(table.table, field)!.dictionary).text(column.codes[row]!) : '';
		if (name !== '') return name;
	}
	return '';
}
