import { base } from '$app/paths';

/** Identifier of the pack that the product brings along (入门知识包). */
export const STARTER_PACK = 'mingshen-starter';

/** The product's own knowledge pack, from this origin or, offline, from the service worker's cache. */
export async function starterPack(): Promise<File> {
	const response = await fetch(`${base}/knowledge/starter.json`);
	if (!response.ok) throw new Error(`the starter pack is not there: ${response.status}`);
	return new File([await response.blob()], 'starter.json', { type: 'application/json' });
}
