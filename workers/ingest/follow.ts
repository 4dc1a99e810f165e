import type { SourceFile } from '../../rules/domain/shard.ts';
import { TABLES, type TableId } from '../../rules/domain/tables/index.ts';
import type { Followed, KeptBatch } from '../protocol/delta.ts';
import type { Problem } from '../protocol/mapping.ts';
import { dictionaryOf } from './dictionary-view.ts';
import type { DictionarySet } from './dictionary.ts';
import { KeptSegments } from './kept-segments.ts';
import { link, type Links } from './link.ts';
import { problem } from './problems.ts';
import type { LedgerEntry } from './receipt.ts';
import { STATE, type Segment } from './segment.ts';

/** New files joined with the records of the batch that they follow. */
export interface Joined {
	/** Carried over first: of two records with one identifier the first stands. */
	readonly entries: readonly LedgerEntry[];
	/** Files of the kept batch that still give records, in its order; indices of `entries` count from the first of them. */
	readonly files: readonly SourceFile[];
	readonly links: Links;
	readonly followed: Omit<Followed, 'files'>;
	/** Why this cannot be a later version of that batch; nothing is then kept. */
	readonly refusal: Problem | null;
}

export interface JoinHost {
	readonly dictionaries: DictionarySet;
	readonly signal?: AbortSignal | undefined;
	/** Shards read of how many. */
	onShard(done: number, of: number): void;
}

/**
 * Joins what was read with what the mode leaves of the kept batch (see `FollowMode`), as if all of it had been read together.
 * @param fresh what the new files gave, at least one entry; their file indices are moved behind those of the kept files
 */
export async function join(kept: KeptBatch, fresh: readonly LedgerEntry[], host: JoinHost): Promise<Joined> {
	const given = new Set(fresh.filter(({ segment }) => segment.rows > 0).map(({ segment }) => segment.table));
	const whole = new Set([...given].filter((table) => kept.mode === 'tables' || (kept.mode === 'stays' && TABLES[table].belongs === 'batch')));
	const { segments, visits } = await readKept(kept, whole, host);
	const own = fresh.map(({ segment }) => segment);
	let links = link([...segments, ...own], host.dictionaries);
	const refusal = kept.mode === 'append' ? null : otherRecords(kept, visits, own, links, host.dictionaries);
	if (kept.mode === 'stays') {
		dropStays(segments, own, given, links);
		// A second time: what was dropped must not say who a visit or a person is.
		links = link([...segments, ...own], host.dictionaries);
	}
	const left = segments.filter((segment) => segment.states.bytes.subarray(0, segment.rows).includes(STATE.taken));
	return {
		entries: [...left.map((segment): LedgerEntry => ({ segment, encoding: 'utf-8', leftOut: [], kept: true })), ...fresh],
		files: moved(kept, left, own),
		links,
		followed: { batch: kept.batch, mode: kept.mode, name: kept.name, tables: [...given] },
		refusal
	};
}

async function readKept(kept: KeptBatch, without: ReadonlySet<TableId>, { dictionaries, signal, onShard }: JoinHost) {
	const segments = new KeptSegments(kept, dictionaries);
	const visits = new Set<number>();
	segments.take(kept.tables, without);
	for (const [i, id] of kept.shards.entries()) {
		signal?.throwIfAborted();
		onShard(i, kept.shards.length);
		const shard = await kept.shard(id);
		for (const code of shard.visitCode) visits.add(segments.code('visit', code));
		segments.take(shard.tables, without);
	}
	return { segments: segments.finish(), visits };
}

/** Kept rows of the stays that the files name, in the tables that they give. */
function dropStays(all: readonly Segment[], own: readonly Segment[], given: ReadonlySet<TableId>, links: Links): void {
	const named = visitsOf(own, links);
	for (const segment of all) {
		const visits = links.visitOf.get(segment);
		if (!visits || !given.has(segment.table)) continue;
		for (let row = 0; row < segment.rows; row++) if (named.has(visits[row]!)) segment.states.bytes[row] = STATE.blank;
	}
}

function visitsOf(segments: readonly Segment[], links: Links): Set<number> {
	const visits = new Set<number>();
	for (const segment of segments) {
		const of = links.visitOf.get(segment);
		if (of) for (let row = 0; row < segment.rows; row++) if (segment.states.bytes[row] === STATE.taken) visits.add(of[row]!);
	}
	return visits;
}

/** Numbers the files anew: those of the kept batch that still give records, then the new ones. */
function moved(kept: KeptBatch, left: readonly Segment[], own: readonly Segment[]): SourceFile[] {
	const used = [...new Set(left.map(({ origin }) => origin.fileIndex))].sort((a, b) => a - b);
	for (const segment of left) segment.origin = { ...segment.origin, fileIndex: used.indexOf(segment.origin.fileIndex) };
	for (const segment of own) segment.origin = { ...segment.origin, fileIndex: segment.origin.fileIndex + used.length };
	return used.map((file) => ({ name: kept.files[file]!.name, digest: kept.files[file]!.digest }));
}

/**
 * A correction is one of the same records: files of another institution, or of visits none of which the batch has, would silently double every stay or take
 * all of them away. To append such files is a wish that makes sense.
 */
function otherRecords(
	kept: KeptBatch,
	visits: ReadonlySet<number>,
	own: readonly Segment[],
	links: Links,
	dictionaries: DictionarySet
): Problem | null {
	const file = own[0]!.origin.file;
	const institutions = new Set(textsOf(kept, 'fixmedins_code'));
	const named = [...codesOf(own, 'fixmedins_code')].map((code) => dictionaries.get('fixmedins_code').text(code));
	if (institutions.size > 0 && named.length > 0 && !named.some((code) => institutions.has(code)))
		return problem('follow-other-institution', { file, column: 'fixmedins_code', value: named[0]! });
	const stays = [...visitsOf(own, links)];
	if (visits.size === 0 || stays.length === 0 || stays.some((code) => visits.has(code))) return null;
	const [example, former] = [stays[0]!, [...visits][0]!].map((code) => dictionaries.get('visit').text(code));
	return problem('follow-other-identifiers', { file, column: 'mdtrt_id', value: `${example}（上一版如 ${former}）` });
}

function textsOf(kept: KeptBatch, name: string): string[] {
	const data = kept.dictionaries.find((dictionary) => dictionary.name === name);
	if (!data) return [];
	const dictionary = dictionaryOf(data);
	return Array.from({ length: dictionary.size - 1 }, (_, i) => dictionary.text(i + 1));
}

function codesOf(segments: readonly Segment[], field: string): Set<number> {
	const found = new Set<number>();
	for (const segment of segments) {
		const codes = segment.codes(field);
		if (codes) for (let row = 0; row < segment.rows; row++) if (segment.states.bytes[row] === STATE.taken) found.add(codes(row));
	}
	found.delete(0);
	return found;
}
