import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANGEABLE, KeyMap } from '../../../src/lib/state/key-map.svelte.ts';

function memory(text: string | null = null) {
	let kept = text;
	return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value), removeItem: () => void (kept = null) };
}

describe('keys of actions', () => {
	it('are moved, and the key that was left stands for nothing', () => {
		const keys = new KeyMap(memory());
		expect(keys.move('j', 'W')).toBe(true);
		expect([keys.keyOf('j'), keys.actionOf('w'), keys.actionOf('j'), keys.actionOf('k')]).toEqual(['w', 'j', null, 'k']);
	});
	it('are exchanged where another action has the key', () => {
		const keys = new KeyMap(memory());
		keys.move('1', '2');
		expect([keys.actionOf('1'), keys.actionOf('2')]).toEqual(['2', '1']);
	});
	it('leave keys that are no action’s as they are', () => {
		const keys = new KeyMap(memory());
		expect(['Escape', 'ArrowDown', 'q', '?'].map((key) => keys.actionOf(key))).toEqual(['Escape', 'ArrowDown', 'q', '?']);
	});
	it('refuse space, ? and keys without a character', () => {
		const keys = new KeyMap(memory());
		expect([' ', '?', 'Escape', ''].map((key) => keys.move('j', key))).toEqual([false, false, false, false]);
		expect(keys.changed).toBe(false);
	});
	it('are kept, and given back', () => {
		const store = memory();
		new KeyMap(store).move('z', 'u');
		const again = new KeyMap(store);
		expect(again.keyOf('z')).toBe('u');
		again.reset();
		expect([again.changed, new KeyMap(store).keyOf('z')]).toEqual([false, 'z']);
	});
	it('come from what was stored only where no two share one', () => {
		for (const text of ['', 'x', '[]', '{"j":"k"}', '{"j":" "}', '{"j":5}', '{"__proto__":"a"}'])
			expect(new KeyMap(memory(text)).keyOf('j')).toBe('j');
		expect(new KeyMap(memory('{"j":"k","k":"j"}')).keyOf('j')).toBe('k');
	});
	it('never clash, whatever is moved where, and stay so when they are read again', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.constantFrom(...CHANGEABLE), fc.constantFrom(...CHANGEABLE, 'q', 'w', 'é', '中', ';'))), (moves) => {
				const store = memory();
				const keys = new KeyMap(store);
				for (const [action, key] of moves) keys.move(action, key);
				for (const map of [keys, new KeyMap(store)]) {
					expect(new Set(CHANGEABLE.map((action) => map.keyOf(action))).size).toBe(CHANGEABLE.length);
					for (const action of CHANGEABLE) expect(map.actionOf(map.keyOf(action))).toBe(action);
				}
			})
		);
	});
});
