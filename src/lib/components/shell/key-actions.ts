import { m } from '$lib/i18n/index.ts';
import type { ActionKey } from '$lib/state/key-map.svelte.ts';

interface Action {
	readonly action: ActionKey;
	readonly where: () => string;
	readonly what: () => string;
}
const both = (): string => `${m.area_queue()} · ${m.area_case()}`;

/** Actions whose key may be moved, in the order of the work. */
export const ACTIONS: readonly Action[] = [
	{ action: '1', where: both, what: m.key_confirm },
	{ action: '2', where: both, what: m.key_reject },
	{ action: '3', where: both, what: m.key_ask },
	{ action: '4', where: m.area_queue, what: m.keys_snooze },
	{ action: 'z', where: both, what: m.key_undo },
	{ action: 'j', where: both, what: m.keys_down },
	{ action: 'k', where: both, what: m.keys_up },
	{ action: 'n', where: both, what: m.key_next_open },
	{ action: 'm', where: both, what: m.queue_next_case_key },
	{ action: 'x', where: m.area_queue, what: m.key_select },
	{ action: 'f', where: m.area_queue, what: m.keys_alike },
	{ action: '/', where: both, what: m.keys_search },
	{ action: 'l', where: m.area_case, what: m.keys_lines },
	{ action: 'd', where: m.area_case, what: m.dip_key },
	{ action: 'g', where: m.area_case, what: m.keys_grid },
	{ action: 'c', where: m.area_case, what: m.keys_around },
	{ action: 'b', where: m.area_case, what: m.keys_note },
	{ action: 'p', where: m.area_case, what: m.keys_privacy },
	{ action: '+', where: m.area_case, what: m.keys_closer },
	{ action: '-', where: m.area_case, what: m.keys_wider },
	{ action: ',', where: m.area_case, what: m.keys_earlier },
	{ action: '.', where: m.area_case, what: m.keys_later },
	{ action: '0', where: m.area_case, what: m.keys_whole }
];
/** Keys that mean the same everywhere, in every program. */
export const FIXED: readonly { readonly key: string; readonly what: () => string }[] = [
	{ key: 'Enter', what: m.key_open },
	{ key: 'Esc', what: m.key_back },
	{ key: '?', what: m.key_help }
];
