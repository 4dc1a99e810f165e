import { base } from '$app/paths';

/** Identifier of the pack that the product brings along (入门知识包). */
export const STARTER_PACK = 'mingshen-starter';

/** The product's own knowledge pack, from this origin or, offline, from the service worker's cache. */
export async function starterPack(): Promise<File> {
	const response = await fetch(`${base}/knowledge/starter.json`);
	if (!response.ok) throw new Error(`the starter pack is not there: ${response.status}`);
	return new File([await response.blob()], 'starter.json', { type: 'application/json' });
}

/** The head of that pack without its points: what it is called and which content it has. Nothing beyond the head is read. */
export async function starterHead(): Promise<{ readonly id: string; readonly version: string; readonly digest: string }> {
	const response = await fetch(`${base}/knowledge/starter.json`);
	if (!response.ok || !response.body) throw new Error(`the starter pack is not there: ${response.status}`);
	const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
	let head = '';
	for (let end = -1; end < 0; end = head.indexOf('"points"')) {
		const { done, value } = await reader.read();
		if (done) throw new Error('the starter pack has no points');
		head += value;
	}
	void reader.cancel();
	return JSON.parse(`${head.slice(0, head.indexOf('"points"'))}"points":[]}`) as { id: string; version: string; digest: string };
}
