import { createContext } from 'svelte';

/** What ties card, timeline and records together: the number under the pointer, and the way to a row. */
export interface EvidenceLinks {
	readonly lit: number | null;
	light(number: number | null): void;
	/** Brings a row (see `rowKey`) into sight and flashes it. */
	go(row: string): void;
}
export const [useLinks, provideLinks] = createContext<EvidenceLinks>();
