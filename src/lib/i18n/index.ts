import type { Bilingual } from '$rules/domain/finding.ts';
import { m } from '$lib/paraglide/messages.js';
import { getLocale, setLocale } from '$lib/paraglide/runtime.js';

export { m };
export type Locale = ReturnType<typeof getLocale>;

export const locale = (): Locale => getLocale();
/** Keeps the choice on this machine. Nothing reloads: a running import goes on; the root layout draws the page anew. */
export const chooseLocale = (chosen: Locale): void => void setLocale(chosen, { reload: false });

/** The side of a bilingual text that the interface speaks. */
export const bi = (text: Bilingual): string => (getLocale() === 'en' ? text.en || text.zh : text.zh);

/** What stands between the parts of a list. */
export const comma = (): string => (getLocale() === 'en' ? ', ' : '、');
