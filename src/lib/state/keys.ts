import { keyMap } from './key-map.svelte.ts';

/**
 * The key of a shortcut as the screens know it, wherever the user has moved its action; null while an input method composes, a modifier is held, or the
 * focus is where people type or choose.
 */
export function shortcut(event: KeyboardEvent): string | null {
	if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return null;
	if (event.ctrlKey || event.metaKey || event.altKey) return null;
	if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], dialog')) return null;
	return keyMap.actionOf(event.key.length === 1 ? event.key.toLowerCase() : event.key);
}
