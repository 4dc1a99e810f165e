import { ABSENT } from '../../rules/domain/columns.ts';
import type { Links } from './link.ts';

/** Which people and visits a shard holds: `[from, to)` of the plan's order. */
export interface PlannedShard {
	/** `p` and the bits of the people's hash that the bucket stands for. */
	readonly id: string;
	readonly fromPerson: number;
	readonly toPerson: number;
	readonly fromVisit: number;
	readonly toVisit: number;
}

/** All visits in the order of their shards: by the hash of their person, by person, by begin. */
export interface ShardPlan {
	readonly shards: readonly PlannedShard[];
	readonly personCode: Uint32Array;
	/** Visits of person p of the plan are `[personStart[p], personStart[p + 1])`. */
	readonly personStart: Uint32Array;
	readonly visitCode: Uint32Array;
	/** Place in the order of each visit code; -1 for codes without rows. */
	readonly rankOf: Int32Array;
}

const encoder = new TextEncoder();
const HASH_BITS = 32;

/** Stable over imports and machines: 32 bits over the UTF-8 of the person's text, well mixed in its high bits, which name the bucket. */
export function personHash(text: string): number {
	let hash = 0x811c_9dc5;
	for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x0100_0193);
	hash ^= hash >>> 15;
	hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Whole people into buckets by the first bits of their hash; a bucket splits in two while it holds more than `stays` visits. A bucket so
 * stays the same when other people come, and a person is never divided.
 */
export function planShards(links: Links, visitText: (code: number) => string, personText: (code: number) => string, stays: number): ShardPlan {
	const visitsOf = new Map<number, number[]>();
	for (const visit of links.visits) {
		const person = links.personOf[visit]!;
		const list = visitsOf.get(person);
		if (list) list.push(visit);
		else visitsOf.set(person, [visit]);
	}
	const people = [...visitsOf.keys()].map((code) => ({ code, text: personText(code), hash: personHash(personText(code)) }));
	people.sort((a, b) => a.hash - b.hash || (a.text < b.text ? -1 : 1));
	const personStart = new Uint32Array(people.length + 1);
	const visitCode = new Uint32Array(links.visits.length);
	const rankOf = new Int32Array(links.personOf.length).fill(-1);
	const begin = (visit: number): number => (links.beginOf[visit] === ABSENT ? Infinity : links.beginOf[visit]!);
	let rank = 0;
	people.forEach(({ code }, p) => {
		const visits = visitsOf.get(code)!;
		if (visits.length > 1) visits.sort((a, b) => order(begin(a), begin(b)) || (visitText(a) < visitText(b) ? -1 : 1));
		for (const visit of visits) {
			visitCode[rank] = visit;
			rankOf[visit] = rank++;
		}
		personStart[p + 1] = rank;
	});
	const shards: PlannedShard[] = [];
	split(people, personStart, 0, people.length, 0, 'p', stays, shards);
	return { shards, personCode: Uint32Array.from(people, (p) => p.code), personStart, visitCode, rankOf };
}

const order = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

function split(
	people: readonly { hash: number }[],
	personStart: Uint32Array,
	from: number,
	to: number,
	bit: number,
	id: string,
	stays: number,
	out: PlannedShard[]
): void {
	if (from === to) return;
	const visits = personStart[to]! - personStart[from]!;
	if (visits <= stays || to - from === 1 || bit === HASH_BITS) {
		out.push({ id, fromPerson: from, toPerson: to, fromVisit: personStart[from]!, toVisit: personStart[to]! });
		return;
	}
	let middle = from;
	while (middle < to && ((people[middle]!.hash >>> (HASH_BITS - 1 - bit)) & 1) === 0) middle++;
	split(people, personStart, from, middle, bit + 1, `${id}0`, stays, out);
	split(people, personStart, middle, to, bit + 1, `${id}1`, stays, out);
}
