import type { Markers, Store } from '../store/index.ts';

/** What the store lost, found by comparing it with the marks outside of it. */
export interface Damage {
	/** Marked batches that the database does not have: id and name. */
	readonly lost: readonly (readonly [id: string, name: string])[];
	/** Names of batches without all of their shards. */
	readonly incomplete: readonly string[];
}

/** Compares the database with its markers, and marks batches that have none yet (a crash between commit and mark). */
export async function findDamage(store: Store, markers: Markers): Promise<Damage> {
	// Marks first: a batch that another tab finishes meanwhile is then only one without a mark.
	const marked = await markers.list();
	const batches = await store.batches.list();
	const ready = new Set(batches.map(({ id }) => id));
	for (const { id, name } of batches) if (!marked.has(id)) await markers.set(id, name);
	const missing = [...marked].filter(([id]) => !ready.has(id));
	// One that another tab deleted meanwhile has lost its mark too.
	const still = missing.length > 0 ? await markers.list() : marked;
	const short = new Set(await store.shortfall());
	return { lost: missing.filter(([id]) => still.has(id)), incomplete: batches.filter(({ id }) => short.has(id)).map(({ name }) => name) };
}

/** Lines for `StorageHealth.damage`. */
export function damageLines({ lost, incomplete }: Damage): string[] {
	return [
		...(lost.length > 0 ? [`lost-batches: ${lost.map(([, name]) => name).join('、')}`] : []),
		...(incomplete.length > 0 ? [`incomplete-batches: ${incomplete.join('、')}`] : [])
	];
}
