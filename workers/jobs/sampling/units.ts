import type { Shard } from '../../../rules/domain/shard.ts';
import type { TableId } from '../../../rules/domain/tables/index.ts';
import { createParameters } from '../../../rules/engine/parameters.ts';
import type { Registry } from '../../../rules/engine/registry.ts';
import type { RunContext } from '../../../rules/engine/rule.ts';
import { serviceDay } from '../../../rules/engine/service-day.ts';
import { StayBook, type Stay } from '../../../rules/engine/stay.ts';
import { Undetermined } from '../../../rules/engine/undetermined.ts';
import { groupOfStay } from '../../../rules/facts/dip-group.ts';
import { totalCost } from '../../../rules/facts/settled.ts';
import { isInpatient } from '../../../rules/facts/stay-days.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import type { KnowledgePack } from '../../../rules/knowledge/pack.ts';
import type { FrameQuery } from '../../protocol/sampling.ts';
import type { ShardHead, Store } from '../../store/index.ts';
import type { OpenBatch } from '../batch-context.ts';
import { DIP_RULE } from '../dip-parameters.ts';
import type { OpenRun } from '../open-run.ts';
import type { FrameUnit } from './frame.ts';

export interface UnitSource {
	readonly opened: OpenBatch;
	/** Needed where findings, or stays without findings, are drawn. */
	readonly run: OpenRun | null;
	readonly store: Store;
	readonly registry: Registry;
	/** Packs with groups of DIP, where stays are parted by them. */
	readonly packs: readonly KnowledgePack[];
}

/** A stay as the frame sees it. */
interface StayFacts {
	readonly visit: string;
	readonly institution: string;
	readonly department: string;
	readonly inpatient: boolean;
	readonly cost: number | null;
	readonly group: string;
}
/** Tables that groups are told from; their texts are not asked for. */
const GROUP_TABLES: readonly TableId[] = ['diagnosis', 'operation'];

/** All units that a query asks for, in no order. */
export async function unitsOf(source: UnitSource, query: FrameQuery): Promise<FrameUnit[]> {
	const stays = await staysOf(source, query);
	const chosen = stays.filter(({ institution, inpatient }) => fits(query, institution, inpatient));
	if (query.unit === 'finding') return findingUnits(source.run!, new Map(chosen.map((stay) => [stay.visit, stay])), query);
	const flagged = new Set(query.unit === 'unflagged' ? flaggedVisits(source.run!) : []);
	return chosen
		.filter(({ visit }) => !flagged.has(visit))
		.map((stay) => ({
			id: stay.visit,
			visit: stay.visit,
			institution: stay.institution,
			department: stay.department,
			stratum: stratumOf(query, stay, stay.cost),
			amount: stay.cost,
			evidence: ''
		}));
}

const fits = ({ institution: wanted, inpatientOnly }: FrameQuery, institution: string, inpatient: boolean): boolean =>
	(wanted === '' || institution === wanted) && (!inpatientOnly || inpatient);

function flaggedVisits({ index }: OpenRun): string[] {
	const { texts, codes } = index.coded.visit;
	return [...new Set(codes)].map((code) => texts[code]!);
}

function findingUnits({ index }: OpenRun, stays: ReadonlyMap<string, StayFacts>, query: FrameQuery): FrameUnit[] {
	const units: FrameUnit[] = [];
	for (let i = 0; i < index.count; i++) {
		const stay = stays.get(index.text('visit', i));
		if (!stay) continue;
		const amount = Number.isNaN(index.amount[i]!) ? null : index.amount[i]!;
		const [institution, department] = [index.text('institution', i) || stay.institution, index.text('department', i) || stay.department];
		units.push({
			id: index.keys[i]!,
			visit: stay.visit,
			institution,
			department,
			stratum: stratumOf(query, { ...stay, institution, department }, amount),
			amount,
			evidence: index.digest(i).slice(0, 16)
		});
	}
	return units;
}

/** Name of a unit's stratum. An amount that is not known is a stratum of its own: it is in no band. */
function stratumOf({ by, bands }: FrameQuery, stay: Pick<StayFacts, 'institution' | 'department' | 'group'>, amount: number | null): string {
	if (by === null) return '';
	if (by === 'amount') return amount === null ? '?' : bandName(bands, amount);
	return stay[by] || '?';
}

/** '00–00' style names sort by themselves: the number of the band, then its bounds in yuan. */
export function bandName(bands: readonly number[], amount: number): string {
	const at = bands.filter((bound) => amount >= bound).length;
	const [from, to] = [bands[at - 1], bands[at]].map((bound) => (bound === undefined ? '' : String(bound / 100)));
	return `${at + 1}: ${from}–${to}`;
}

async function staysOf({ opened, store, registry, packs }: UnitSource, query: FrameQuery): Promise<StayFacts[]> {
	const { storage } = opened.batch;
	const grouping = query.by === 'group' ? await groupContext(opened, registry, packs, store) : null;
	const tables: TableId[] = ['visit', 'settlement', ...(grouping ? GROUP_TABLES : [])];
	const stays: StayFacts[] = [];
	for (const head of await store.batches.heads(storage)) {
		const shard = await partOf(store, storage, head, tables);
		// Fee lines are by far the most: they are read only where some stay has no settlement that tells its cost.
		let whole: Shard | null = null;
		const withFees = async (): Promise<Shard> => (whole ??= await partOf(store, storage, head, [...tables, 'fee']));
		for (let visit = 0; visit < shard.visitCount; visit++) {
			const stay = stayFacts(shard, visit, opened, grouping);
			if (!stay) continue;
			const fees = stay.cost === null && head.tables.includes('fee') ? costOf(bookOf(await withFees(), opened).stay(visit)) : stay.cost;
			stays.push({ ...stay, cost: fees });
		}
	}
	return stays;
}

const books = new WeakMap<Shard, StayBook>();
/** A part of a shard has a book of its own: facts reckoned on it hold for no other part. */
function bookOf(shard: Shard, { context }: OpenBatch): StayBook {
	return books.get(shard) ?? books.set(shard, new StayBook(shard, context)).get(shard)!;
}

function stayFacts(shard: Shard, visit: number, opened: OpenBatch, grouping: RunContext | null): StayFacts | null {
	const { visit: table } = shard.tables;
	// Of a visit that no file describes nothing is known that a frame could say.
	if (!table || table.rowStart[visit] === table.rowStart[visit + 1]) return null;
	const stay = bookOf(shard, opened).stay(visit) as Stay<'visit'>;
	const [row] = stay.rows('visit');
	return {
		visit: stay.id,
		institution: row!.text('fixmedins_name') || row!.text('fixmedins_code'),
		department: row!.text('dscg_dept_name') || row!.text('adm_dept_name'),
		inpatient: isInpatient(row!.text('med_type')),
		cost: costOf(stay),
		group: grouping ? groupOf(shard, stay, visit, grouping) : ''
	};
}

function costOf(stay: Stay): number | null {
	return knownOr(() => totalCost(stay)?.amount ?? null, null);
}
function groupOf(shard: Shard, stay: Stay, visit: number, context: RunContext): string {
	return knownOr(() => groupOfStay(context, stay, serviceDay(shard, visit), DIP_RULE)?.group.code ?? '', '');
}
function knownOr<T>(reckon: () => T, unknown: T): T {
	try {
		return reckon();
	} catch (error) {
		if (error instanceof Undetermined) return unknown;
		throw error;
	}
}

async function partOf(store: Store, storage: string, { shard: id, tables: present, ...head }: ShardHead, tables: readonly TableId[]): Promise<Shard> {
	const wanted = tables.filter((table) => present.includes(table));
	const read = await Promise.all(wanted.map(async (table) => [table, await store.batches.table(storage, id, table)] as const));
	return { ...head, id, tables: Object.fromEntries(read) };
}

async function groupContext({ context }: OpenBatch, registry: Registry, packs: readonly KnowledgePack[], store: Store): Promise<RunContext> {
	const needed = packs.map((pack) => ({ ...pack, points: pack.points.filter(({ table }) => table === 'dipGroups' || table === 'notGrouping') }));
	return {
		batch: context,
		knowledge: compileKnowledge(needed, context.dictionaries, {}),
		parameters: createParameters(registry.rules, await store.settings.parameters())
	};
}
