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
	const batches = await store.batches.list();
	const marked = await markers.list();
	const ready = new Set(batches.map(({ id }) => id));
	for (const { id, name } of batches) if (!marked.has(id)) await markers.set(id, name);
	const short = new Set(await store.shortfall());
	return {
		lost: [...marked].filter(([id]) => !ready.has(id)),
		incomplete: batches.filter(({ id }) => short.has(id)).map(({ name }) => name)
	};
}

/** Lines for `StorageHealth.damage`. */
export function damageLines({ lost, incomplete }: Damage): string[] {
	return [
		...(lost.length > 0 ? [`lost-batches: ${lost.map(([, name]) => name).join('、')}`] : []),
		...(incomplete.length > 0 ? [`incomplete-batches: ${incomplete.join('、')}`] : [])
	];
}
