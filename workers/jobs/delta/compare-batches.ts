import type { Shard } from '../../../rules/domain/shard.ts';
import { TABLE_IDS, type TableId } from '../../../rules/domain/tables/index.ts';
import type { Comparison } from '../../protocol/delta.ts';
import type { OnProgress } from '../../protocol/source.ts';
import type { Store } from '../../store/index.ts';
import type { OpenBatch } from '../batch-context.ts';
import type { MatchedRows } from './match-rows.ts';
import { amountOf, sumOf, Tally } from './tally.ts';
import { matched, rangeOf, sidesOf, type TableSides } from './table-sides.ts';
import { CodeTranslation, type TablePair } from './table-pair.ts';
import { VisitPlaces } from './visit-places.ts';

export interface CompareHost {
	readonly store: Store;
	readonly now: () => number;
	readonly onProgress: OnProgress;
}
type Counts = Record<'new' | 'changed' | 'gone', number>;

/**
 * Compares two batches stay by stay and row by row. One shard of each is in memory at a time: buckets of people stay the same over imports, so that almost
 * every stay is looked for in the shard that is there already.
 */
export async function compareBatches(before: OpenBatch, after: OpenBatch, { store, now, onProgress }: CompareHost): Promise<Comparison> {
	const startedAt = now();
	const comparison = new BatchComparison(before, after, store);
	const shards = await store.batches.shardIds(after.batch.storage);
	const places = await VisitPlaces.of(before, after, store);
	for (const [i, id] of shards.entries()) {
		onProgress({ phase: 'link', done: i, total: shards.length, rows: comparison.rows, file: '', elapsedMs: now() - startedAt });
		await comparison.shard(id, places);
	}
	await comparison.withdrawn(places);
	comparison.batchTables();
	const stays = { before: before.batch.content.stays, after: after.batch.content.stays };
	const { tally } = comparison;
	return { facts: { at: now(), elapsedMs: now() - startedAt, ...tally.facts(stays) }, stays: tally.columns() };
}

class BatchComparison {
	readonly tally = new Tally();
	rows = 0;
	readonly #codes: CodeTranslation;
	/** The shard of the former version that was read last. */
	#kept: { readonly id: string; readonly shard: Shard } | null = null;

	constructor(
		private readonly before: OpenBatch,
		private readonly after: OpenBatch,
		private readonly store: Store
	) {
		this.#codes = new CodeTranslation(before.context.dictionaries, after.context.dictionaries);
		for (const [id, rows] of Object.entries(before.batch.content.tables) as [TableId, number][]) this.tally.table(id).before = rows;
		for (const [id, rows] of Object.entries(after.batch.content.tables) as [TableId, number][]) this.tally.table(id).after = rows;
	}

	/** One shard of the later version, its visits grouped by the former shard that holds them. */
	async shard(id: string, places: VisitPlaces): Promise<void> {
		const shard = await this.store.batches.shard(this.after.batch.storage, id, TABLE_IDS);
		for (const [former, visits] of places.grouped(shard.visitCode)) {
			const sides = former === null ? null : this.#sides((await this.#former(former)).tables, shard.tables);
			for (const visit of visits) {
				const text = this.after.context.dictionaries.get('visit').text(shard.visitCode[visit]!);
				if (sides) this.#compared(text, shard, visit, sides, places.indexOf(shard.visitCode[visit]!));
				else this.#new(text, shard, visit);
			}
		}
		this.rows += Object.values(shard.tables).reduce((sum, table) => sum + table.rowCount, 0);
	}

	/** Stays that the later version does not have. */
	async withdrawn(places: VisitPlaces): Promise<void> {
		for (const [id, visits] of places.withdrawn()) {
			const shard = await this.#former(id);
			for (const visit of visits) {
				const rows = new Map<TableId, Counts>();
				for (const table of Object.values(shard.tables)) {
					const [from, to] = [table.rowStart[visit]!, table.rowStart[visit + 1]!];
					if (from === to) continue;
					rows.set(table.table, { new: 0, changed: 0, gone: to - from });
					this.tally.table(table.table).gone += to - from;
					this.tally.table(table.table).money.gone += sumOf(table, from, to);
				}
				const text = this.before.context.dictionaries.get('visit').text(shard.visitCode[visit]!);
				this.tally.stay(text, 'gone', rows, [feeSum(shard, visit), 0]);
			}
		}
	}

	batchTables(): void {
		const [before, after] = [this.before.context.tables, this.after.context.tables];
		for (const sides of this.#sides(before, after))
			this.#count(sides, matched(sides, [0, sides.before?.rowCount ?? 0], [0, sides.after?.rowCount ?? 0]));
	}

	async #former(id: string): Promise<Shard> {
		if (this.#kept?.id !== id) this.#kept = { id, shard: await this.store.batches.shard(this.before.batch.storage, id, TABLE_IDS) };
		return this.#kept.shard;
	}

	#sides(former: Shard['tables'], later: Shard['tables']): TableSides[] {
		const sides = sidesOf(former, later, this.#codes);
		for (const { pair } of sides) if (pair) this.#fields(pair);
		return sides;
	}

	#fields({ before, after }: TablePair): void {
		const tally = this.tally.table(before.table);
		tally.fieldsNew = Object.keys(after.columns).filter((field) => !(field in before.columns));
		tally.fieldsGone = Object.keys(before.columns).filter((field) => !(field in after.columns));
	}

	#compared(text: string, shard: Shard, visit: number, all: readonly TableSides[], former: number): void {
		const rows = new Map<TableId, Counts>();
		for (const sides of all) {
			const found = matched(sides, rangeOf(sides.before, former), rangeOf(sides.after, visit));
			if (found.changed.length + found.gone.length + found.fresh.length === 0) continue;
			rows.set(sides.id, { new: found.fresh.length, changed: found.changed.length, gone: found.gone.length });
			this.#count(sides, found);
		}
		if (rows.size === 0) this.tally.same();
		else this.tally.stay(text, 'changed', rows, [feeSum(this.#kept!.shard, former), feeSum(shard, visit)]);
	}

	#count({ id, before, after, pair }: TableSides, { changed, gone, fresh }: MatchedRows): void {
		const tally = this.tally.table(id);
		tally.new += fresh.length;
		tally.gone += gone.length;
		tally.changed += changed.length;
		for (const row of fresh) tally.money.new += amountOf(after!, row);
		for (const row of gone) tally.money.gone += amountOf(before!, row);
		for (const [a, b] of changed) {
			tally.money.changedBefore += amountOf(before!, a);
			tally.money.changedAfter += amountOf(after!, b);
			for (const field of pair!.differing(a, b)) tally.fields.set(field, (tally.fields.get(field) ?? 0) + 1);
		}
	}

	#new(text: string, shard: Shard, visit: number): void {
		const rows = new Map<TableId, Counts>();
		for (const table of Object.values(shard.tables)) {
			const [from, to] = rangeOf(table, visit);
			if (from === to) continue;
			rows.set(table.table, { new: to - from, changed: 0, gone: 0 });
			this.tally.table(table.table).new += to - from;
			this.tally.table(table.table).money.new += sumOf(table, from, to);
		}
		this.tally.stay(text, 'new', rows, [0, feeSum(shard, visit)]);
		this.#institution(shard, visit);
	}

	/** An institution that the former version does not know is told: the files may be somebody else's. */
	#institution(shard: Shard, visit: number): void {
		const table = shard.tables.visit;
		const column = table?.columns['fixmedins_code'];
		const [from, to] = rangeOf(table, visit);
		if (!column || !('codes' in column) || from === to) return;
		const code = this.after.context.dictionaries.get('fixmedins_code').text(column.codes[from]!);
		if (code !== '' && this.before.context.dictionaries.get('fixmedins_code').code(code) === 0) this.tally.institutions.add(code);
	}
}

function feeSum(shard: Shard, visit: number): number {
	const fee = shard.tables.fee;
	return sumOf(fee, ...rangeOf(fee, visit));
}
