/** What a key does in the queue, by name, so that keys can be given to other actions. */
export type QueueAction =
	| 'down'
	| 'up'
	| 'pageDown'
	| 'pageUp'
	| 'confirm'
	| 'reject'
	| 'ask'
	| 'snooze'
	| 'undo'
	| 'nextOpen'
	| 'nextCase'
	| 'alike'
	| 'select'
	| 'clear'
	| 'open'
	| 'search';

/** Keys of the actions as `shortcut` names them. */
export const QUEUE_KEYS: Readonly<Record<string, QueueAction>> = {
	j: 'down',
	ArrowDown: 'down',
	k: 'up',
	ArrowUp: 'up',
	PageDown: 'pageDown',
	PageUp: 'pageUp',
	1: 'confirm',
	2: 'reject',
	3: 'ask',
	4: 'snooze',
	z: 'undo',
	n: 'nextOpen',
	m: 'nextCase',
	f: 'alike',
	x: 'select',
	Escape: 'clear',
	Enter: 'open',
	'/': 'search'
};
