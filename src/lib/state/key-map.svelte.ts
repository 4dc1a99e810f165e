/** Keys that an action can be moved from: single characters, by which the screens know their actions. Enter, Esc, arrows and ? stay what they are everywhere. */
export const CHANGEABLE = [
	'1',
	'2',
	'3',
	'4',
	'z',
	'j',
	'k',
	'n',
	'm',
	'c',
	'x',
	'f',
	'l',
	'd',
	'g',
	'b',
	'p',
	'/',
	',',
	'.',
	'+',
	'-',
	'0'
] as const;
export type ActionKey = (typeof CHANGEABLE)[number];
const STORED_AS = 'mingshen.keys';

const isActionKey = (key: string): key is ActionKey => (CHANGEABLE as readonly string[]).includes(key);
/** Space presses buttons, ? opens the help. */
const canBeChosen = (pressed: string): boolean => [...pressed].length === 1 && pressed !== ' ' && pressed !== '?';

/** Which key stands for which action (键位). Two actions never share a key: who takes the key of another gives it its own. */
export class KeyMap {
	/** Actions whose key was moved. */
	#own = $state.raw<ReadonlyMap<ActionKey, string>>(new Map());
	readonly #store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;

	constructor(store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null) {
		this.#store = store;
		this.#own = read(store?.getItem(STORED_AS) ?? '');
	}
	get changed(): boolean {
		return this.#own.size > 0;
	}
	/** The key to press for an action. */
	keyOf(action: ActionKey): string {
		return this.#own.get(action) ?? action;
	}
	/** What a pressed key stands for; null where its action was moved elsewhere. Keys that are no action's stand for themselves. */
	actionOf(pressed: string): string | null {
		for (const [action, key] of this.#own) if (key === pressed) return action;
		return isActionKey(pressed) && this.#own.has(pressed) ? null : pressed;
	}
	/** Moves an action to a key. @returns false where the key cannot be chosen */
	move(action: ActionKey, pressed: string): boolean {
		const key = pressed.toLowerCase();
		if (!canBeChosen(key)) return false;
		const next = new Map(CHANGEABLE.map((one) => [one, this.keyOf(one)]));
		const holder = CHANGEABLE.find((one) => next.get(one) === key);
		if (holder) next.set(holder, next.get(action)!);
		next.set(action, key);
		this.#own = new Map([...next].filter(([one, at]) => one !== at));
		this.#store?.setItem(STORED_AS, JSON.stringify(Object.fromEntries(this.#own)));
		return true;
	}
	reset(): void {
		this.#own = new Map();
		this.#store?.removeItem(STORED_AS);
	}
}

/** What was stored, as far as it is a map without clashes. */
function read(text: string): ReadonlyMap<ActionKey, string> {
	try {
		const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
		const own = new Map(entries.filter((entry): entry is [ActionKey, string] => isActionKey(entry[0]) && typeof entry[1] === 'string'));
		const keys = CHANGEABLE.map((action) => own.get(action) ?? action);
		return keys.every(canBeChosen) && new Set(keys).size === keys.length ? own : new Map();
	} catch {
		return new Map();
	}
}

export const keyMap = new KeyMap(globalThis.localStorage ?? null);
