import { createContext } from 'svelte';
import type { Mask } from './record/mask.ts';

/** What ties card, timeline and records together: the number under the pointer, and the way to a row. */
export interface EvidenceLinks {
	readonly lit: number | null;
	light(number: number | null): void;
	/** Brings a row (see `rowKey`) into sight and flashes it. */
	go(row: string): void;
	/** Hides identities in a text that does not come from the record in sight; null while the privacy key is off. */
	readonly mask: Mask | null;
}
export const [useLinks, provideLinks] = createContext<EvidenceLinks>();
