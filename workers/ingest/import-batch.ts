import type { Shard, ShardTable, SourceFile } from '../../rules/domain/shard.ts';
import { TABLE_IDS, TABLES, type TableId } from '../../rules/domain/tables/index.ts';
import type { BatchSink, ImportedBatch } from '../protocol/batch.ts';
import type { KeptBatch } from '../protocol/delta.ts';
import type { MappingProfile, Problem, TableMapping } from '../protocol/mapping.ts';
import type { ByteSource, OnProgress, Progress } from '../protocol/source.ts';
import { DictionarySet } from './dictionary.ts';
import { digestOfStream } from './digest.ts';
import { markDuplicates } from './duplicates.ts';
import { join, type Joined } from './follow.ts';
import { gatherTable, orderTable, type TableOrder } from './gather.ts';
import { openFiles, type OpenFile, type OpenOptions } from './kinds.ts';
import { SHARD_STAYS } from './limits.ts';
import { link, type Links } from './link.ts';
import { IDENTIFIER_DICTIONARIES, normaliserOf } from './normalise.ts';
import { problem } from './problems.ts';
import { fileProblem, readSheet } from './read-file.ts';
import { receiptOf, type LedgerEntry } from './receipt.ts';
import { planShards, type ShardPlan } from './shard-plan.ts';

export interface ImportOptions extends OpenOptions {
	readonly profile?: MappingProfile;
	/** Mappings of single files made by hand; they win over profile and recognition. */
	readonly corrections?: readonly TableMapping[];
	/** Stays of a shard before its bucket splits. */
	readonly shardSize?: number;
	readonly onProgress?: OnProgress;
	readonly signal?: AbortSignal;
	/** The batch that this import follows: what the mode leaves of its records is joined with those of the files. */
	readonly follows?: KeptBatch;
	/** Milliseconds of a steady clock, for `elapsedMs`; without it progress shows 0. */
	readonly now?: () => number;
}

/**
 * Imports files as one batch: reads, links, and hands shard after shard to the sink.
 * Bad records and bad files (also files whose bytes cannot be fetched) are listed in the receipt; only an abort or a failing sink throws,
 * and then the batch is void: the sink's owner discards what it got.
 */
export async function importBatch(sources: readonly ByteSource[], options: ImportOptions, sink: BatchSink): Promise<ImportedBatch> {
	const job = new ImportJob(
		options,
		sources.reduce((sum, source) => sum + source.size, 0)
	);
	// The next source's first bytes are fetched while this one is read. `openFiles` never throws.
	let next = sources[0] && openFiles(sources[0], options);
	for (const [i, source] of sources.entries()) {
		const files = await next!;
		next = sources[i + 1] && openFiles(sources[i + 1]!, options);
		for (const file of files) await job.take(file);
		job.sourceDone(source.size);
	}
	return job.finish(sink);
}

/** A file whose records are taken; its digest may still be under way. */
interface TakenFile {
	readonly digest: Promise<string>;
	readonly name: string;
	readonly size: number;
}

class ImportJob {
	private readonly dictionaries = new DictionarySet(normaliserOf, IDENTIFIER_DICTIONARIES);
	private readonly files: TakenFile[] = [];
	private readonly entries: LedgerEntry[] = [];
	private readonly skipped: Problem[] = [];
	private readonly options: ImportOptions;
	private readonly total: number;
	private readonly startedAt: number;
	private done = 0;
	private rows = 0;

	constructor(options: ImportOptions, total: number) {
		this.options = options;
		this.total = total;
		this.startedAt = options.now?.() ?? 0;
	}

	/** Reads one file into segments; a file that fails half way leaves nothing behind but its problem. */
	async take(file: OpenFile): Promise<void> {
		this.options.signal?.throwIfAborted();
		const name = file.stream.name;
		try {
			if (file.fault) throw file.fault;
			const sheets = await file.sheets();
			const earlier = await this.sameAs(file);
			if (earlier !== null) {
				this.skipped.push(problem('same-file', { file: name, value: earlier }));
				return;
			}
			const fileIndex = this.files.length;
			const read: LedgerEntry[] = [];
			const skipped: Problem[] = [];
			for (const sheet of sheets) {
				const result = await readSheet(sheet, {
					fileIndex,
					dictionaries: this.dictionaries,
					profile: this.options.profile,
					corrections: this.options.corrections,
					signal: this.options.signal,
					onProgress: (bytes, rows) => this.report('read', this.done + bytes, name, this.rows + rows)
				});
				if (result.skipped) skipped.push(result.skipped);
				for (const segment of result.segments) read.push({ segment, encoding: sheet.encoding, leftOut: result.leftOut });
			}
			this.skipped.push(...skipped);
			if (read.length === 0) return;
			const digest = this.digest(file);
			// Awaited when the batch is whole: a rejection before then is not unheeded.
			digest.catch(() => undefined);
			this.files.push({ digest, name, size: file.stream.size });
			this.entries.push(...read);
			this.rows += Math.max(0, ...read.map((entry) => entry.segment.rows));
		} catch (error) {
			this.options.signal?.throwIfAborted();
			this.skipped.push(fileProblem(name, error));
		}
	}

	/** Name of an earlier file with the same bytes, or null. Only files of the same size can have them: no other is digested before it is read. */
	private async sameAs(file: OpenFile): Promise<string | null> {
		const alike = [...(this.options.follows?.files ?? []), ...this.files].filter(({ size }) => size === file.stream.size);
		if (alike.length === 0) return null;
		const digest = await this.digest(file);
		for (const earlier of alike) if ((await earlier.digest) === digest) return earlier.name;
		return null;
	}

	private async digest(file: OpenFile): Promise<string> {
		const isPlain = file.stream.name === file.source.name;
		if (isPlain && file.source.digest) return file.source.digest();
		return digestOfStream(file.stream, (bytes) => this.report('digest', this.done + bytes, file.stream.name, this.rows), this.options.signal);
	}

	sourceDone(size: number): void {
		this.done += size;
	}

	/** Links what was read and emits it. */
	async finish(sink: BatchSink): Promise<ImportedBatch> {
		this.report('link', this.total, '', this.rows);
		const { follows } = this.options;
		const joined = follows && this.entries.length > 0 ? await this.join(follows) : null;
		if (joined?.refusal) return this.nothing(joined.refusal);
		const segments = this.entries.map((entry) => entry.segment);
		const visits = this.dictionaries.get('visit');
		const persons = this.dictionaries.get('person');
		const links = joined?.links ?? link(segments, this.dictionaries);
		const plan = planShards(
			links,
			(code) => visits.text(code),
			(code) => persons.text(code),
			this.options.shardSize ?? SHARD_STAYS
		);
		let orders = this.orders('visit', links, plan);
		const orderOf = (table: TableId) => orders.find((order) => order.table === table) ?? null;
		const duplicates = markDuplicates(segments, links, (dictionary, code) => this.dictionaries.get(dictionary).text(code), orderOf);
		if (duplicates.count > 0) orders = this.orders('visit', links, plan);
		for (const [i, planned] of plan.shards.entries()) {
			this.options.signal?.throwIfAborted();
			this.report('write', i, '', this.rows, plan.shards.length);
			await sink.shard(shardOf(plan, planned, orders));
		}
		this.options.signal?.throwIfAborted();
		const fresh: SourceFile[] = await Promise.all(this.files.map(async ({ digest, name }) => ({ digest: await digest, name })));
		const files = [...(joined?.files ?? []), ...fresh];
		const receipt = receiptOf(this.entries, files, this.skipped, duplicates, links, this.dictionaries);
		const tables = this.orders('batch', links, plan).map((order) => [order.table, gatherTable(order, 0, 1)] as const);
		this.report('write', plan.shards.length, '', this.rows, plan.shards.length);
		const batch = { files, dictionaries: this.dictionaries.data(), tables: tablesOf(tables), shardCount: plan.shards.length, receipt };
		return joined ? { ...batch, followed: { ...joined.followed, files: fresh.map(({ digest }) => digest) } } : batch;
	}

	private async join(kept: KeptBatch): Promise<Joined> {
		const joined = await join(kept, this.entries, {
			dictionaries: this.dictionaries,
			signal: this.options.signal,
			onShard: (done, of) => this.report('link', done, kept.name, this.rows, of)
		});
		this.entries.splice(0, Infinity, ...joined.entries);
		return joined;
	}

	/** A batch without a file: nothing of it is kept, the receipt says why. */
	private nothing(refusal: Problem): ImportedBatch {
		const links = link([], this.dictionaries);
		const receipt = receiptOf([], [], [...this.skipped, refusal], { listed: [], count: 0 }, links, this.dictionaries);
		return { files: [], dictionaries: [], tables: {}, shardCount: 0, receipt };
	}

	/** Row orders of the tables that any file gave a record of. A table of headings alone is absent: an empty form is no proof of absence. */
	private orders(belongs: 'visit' | 'batch', links: Links, plan: ShardPlan): TableOrder[] {
		return TABLE_IDS.filter((table) => TABLES[table].belongs === belongs).flatMap((table) => {
			const own = this.entries.map((entry) => entry.segment).filter((segment) => segment.table === table && segment.rows > 0);
			if (own.length === 0) return [];
			// Tables of the batch have one pseudo-visit 0 that owns every row.
			if (belongs === 'batch') return [orderTable(table, own, 1, (segment) => new Uint32Array(segment.rows), new Int32Array(1))];
			return [orderTable(table, own, plan.visitCode.length, (segment) => links.visitOf.get(segment)!, plan.rankOf)];
		});
	}

	private report(phase: Progress['phase'], done: number, file: string, rows: number, total = this.total): void {
		this.options.onProgress?.({ phase, done, total, rows, file, elapsedMs: (this.options.now?.() ?? 0) - this.startedAt });
	}
}

function shardOf(plan: ShardPlan, planned: ShardPlan['shards'][number], orders: readonly TableOrder[]): Shard {
	const { fromPerson, toPerson, fromVisit, toVisit } = planned;
	return {
		id: planned.id,
		visitCount: toVisit - fromVisit,
		personCount: toPerson - fromPerson,
		personStart: plan.personStart.slice(fromPerson, toPerson + 1).map((start) => start - fromVisit),
		visitCode: plan.visitCode.slice(fromVisit, toVisit),
		personCode: plan.personCode.slice(fromPerson, toPerson),
		tables: tablesOf(orders.map((order) => [order.table, gatherTable(order, fromVisit, toVisit)] as const))
	};
}

const tablesOf = (tables: readonly (readonly [TableId, ShardTable])[]): Partial<Record<TableId, ShardTable>> => Object.fromEntries(tables);
