/**
 * Short stable id of a name, for places where the name itself must not stand (addresses and with them the browser's history). It names, it does not
 * encrypt: whoever has the list of names can find the one that is meant, and so does the workbench. 53 bits of two interleaved multiplicative hashes
 * (cyrb53, public domain); a batch has some thousands of names.
 */
export function nameId(name: string): string {
	let [a, b] = [0xdeadbeef, 0x41c6ce57];
	for (let i = 0; i < name.length; i++) {
		const unit = name.charCodeAt(i);
		a = Math.imul(a ^ unit, 2654435761);
		b = Math.imul(b ^ unit, 1597334677);
	}
	a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
	b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
	return `~${(4294967296 * (2097151 & b) + (a >>> 0)).toString(36)}`;
}

/** The id of a name, or the id itself where one is given already. */
export const asNameId = (nameOrId: string): string => (nameOrId === '' || nameOrId.startsWith('~') ? nameOrId : nameId(nameOrId));
