import { LOCAL_LISTS } from './local-lists.ts';
import type { Planted } from './planted.ts';

/** Every problem that is planted, of all domains. A domain is a file in `problems/` with its list as the default export: nothing else has to be told. */
const domains = import.meta.glob<{ default: readonly Planted[] }>('./problems/*.ts', { eager: true });
export const planted: readonly Planted[] = Object.values(domains)
	.flatMap((domain) => domain.default)
	.map((one) => ({ ...one, knowledge: [...(one.knowledge ?? []), ...(LOCAL_LISTS[one.id] ?? [])] }));

const twice = planted.map(({ id }) => id).find((id, at, all) => all.indexOf(id) !== at);
if (twice !== undefined) throw new Error(`problem ${twice} is planted twice: one record and one near miss each`);
