import { normalizeCode } from './codes.ts';
import { identityOf, scopeOf } from './identity.ts';
import type { KnowledgePack, KnowledgePoint } from './pack.ts';
import { descriptorOf } from './tables/index.ts';
import { isDated, undatedIdentity, withoutDaysOf } from './validity.ts';

/** Points of all packs after later ones took the place of earlier ones. */
export interface MergedPoints {
	readonly points: readonly KnowledgePoint[];
	/** "pack id@version" of each point's parameters. */
	readonly packOf: ReadonlyMap<KnowledgePoint, string>;
}

interface Entry {
	point: KnowledgePoint;
	pack: KnowledgePack;
	/** Codes that the point still owns; a later point of the same class takes them. */
	codes: Set<string>;
	readonly hadCodes: boolean;
}

/**
 * Later packs override earlier ones (后来者优先) within table and class: the same item becomes one point with the codes of both, and a
 * code in two points belongs to the later. One exception: a parameter out of a column, or checked by a person, does not give
 * way to one guessed from words in a pack of the same region. What is dated (prices) keeps the days that no later pack speaks of.
 */
export function mergePacks(packs: readonly KnowledgePack[]): MergedPoints {
	const entries = new Map<string, Entry>();
	const owners = new Map<string, Entry>();
	for (const pack of packs) for (const point of pack.points) add(entries, owners, pack, point);
	supersede(entries);
	const points: KnowledgePoint[] = [];
	const packOf = new Map<KnowledgePoint, string>();
	for (const entry of entries.values()) {
		if (entry.hadCodes && entry.codes.size === 0) continue;
		const point = withCodes(entry);
		points.push(point);
		packOf.set(point, `${entry.pack.id}@${entry.pack.version}`);
	}
	return { points, packOf };
}

function add(entries: Map<string, Entry>, owners: Map<string, Entry>, pack: KnowledgePack, point: KnowledgePoint): void {
	const identity = identityOf(point);
	const earlier = entries.get(identity);
	const codes = new Set(point.codes.map(normalizeCode));
	const entry = earlier ? join(earlier, pack, point, codes) : { point, pack, codes, hadCodes: codes.size > 0 };
	// Deleted and set again: the order of the points is the order in which they were last spoken of.
	entries.delete(identity);
	entries.set(identity, entry);
	// Pairs are whole or nothing: a code stands in many of them.
	if (descriptorOf(point.table).sides === 'pair') return;
	const scope = scopeOf(point);
	for (const code of entry.codes) claim(owners, `${scope}|${code}`, code, entry);
}

/** In dated tables a later pack takes the days of an earlier one of the same item: a new price ends the old one. */
function supersede(entries: Map<string, Entry>): void {
	const items = new Map<string, [string, Entry][]>();
	for (const [identity, entry] of entries) {
		if (!isDated(entry.point)) continue;
		const item = undatedIdentity(entry.point);
		const others = items.get(item) ?? [];
		items.set(item, others);
		for (const other of others) {
			if (other[1].pack === entry.pack) continue;
			const [stays, goes] = holds(other[1], entry.pack, entry.point) ? [other, [identity, entry] as const] : [[identity, entry] as const, other];
			const left = withoutDaysOf(goes[1].point, stays[1].point);
			if (left) goes[1].point = left;
			else entries.delete(goes[0]);
		}
		others.push([identity, entry]);
	}
}

function claim(owners: Map<string, Entry>, key: string, code: string, entry: Entry): void {
	const owner = owners.get(key);
	// Within one pack the notice itself gives a code twice; only another pack overrides.
	if (owner && owner !== entry && owner.pack !== entry.pack) {
		if (holds(owner, entry.pack, entry.point)) {
			entry.codes.delete(code);
			return;
		}
		owner.codes.delete(code);
	}
	owners.set(key, entry);
}

function join(earlier: Entry, pack: KnowledgePack, point: KnowledgePoint, codes: Set<string>): Entry {
	const keeps = holds(earlier, pack, point);
	for (const code of codes) earlier.codes.add(code);
	const aliases = [...new Set([...(earlier.point.aliases ?? []), ...(point.aliases ?? [])])];
	const base = keeps ? earlier.point : point;
	earlier.point = aliases.length > 0 ? { ...base, aliases } : base;
	if (!keeps) earlier.pack = pack;
	return earlier;
}

/** Whether what stands is firmer than what comes. */
function holds(earlier: Entry, pack: KnowledgePack, point: KnowledgePoint): boolean {
	return pack.region === earlier.pack.region && firmness(earlier.point) > firmness(point);
}

/** 2: every parameter from a column or checked by a person; 1: at least one read out of words or set by us. */
function firmness(point: KnowledgePoint): 1 | 2 {
	return Object.values(point.got).every((got) => got.by === 'column' || got.verified) ? 2 : 1;
}

function withCodes(entry: Entry): KnowledgePoint {
	const codes = [...entry.codes].sort();
	const same = codes.length === entry.point.codes.length && codes.every((code, i) => code === entry.point.codes[i]);
	return same ? entry.point : { ...entry.point, codes };
}
