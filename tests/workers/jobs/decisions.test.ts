import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionPayload, JournalFrame } from '../../../workers/protocol/decision.ts';
import { DecisionBook } from '../../../workers/jobs/decision-book.ts';
import { Decisions, type DecisionPorts } from '../../../workers/jobs/decisions.ts';
import { foldDecisions } from '../../../workers/package/journal.ts';
import { lockOf, MemoryJournalFile, MemoryLocks, type Store } from '../../../workers/store/index.ts';
import { openTestStore } from '../store/open.ts';

const decide = (key: string, decision: 'confirm' | 'reject' | 'ask' = 'confirm', batch = 'b'): DecisionPayload => ({
	kind: 'decide',
	batch,
	decision,
	targets: [{ key, evidenceDigest: `d-${key}` }],
	reason: '',
	note: ''
});

/** A machine with one journal and one database; tabs open on it. */
async function machine() {
	const store = await openTestStore();
	const file = new MemoryJournalFile();
	const locks = new MemoryLocks();
	const listeners: (() => void)[] = [];
	let id = 0;
	const ports = (own: Partial<DecisionPorts> = {}): DecisionPorts => ({
		store,
		locks,
		journalFile: async () => file,
		channel: { post: () => listeners.forEach((listener) => listener()), onMessage: (listener) => listeners.push(listener) },
		now: () => 1_000,
		uuid: () => `e${id++}`,
		delay: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
		...own
	});
	return { store, file, locks, ports, tab: (own: Partial<DecisionPorts> = {}) => Decisions.open(ports(own)) };
}

describe('registers', () => {
	const note = (entry: string, text: string | null): DecisionPayload => ({
		kind: 'enter',
		batch: 'b',
		register: 'notes',
		entry,
		value: text === null ? null : { on: 'doctor', object: '冯某', text }
	});
	const texts = (decisions: Decisions) => decisions.book.register('b', 'notes').map(({ id, value, actor }) => [id, value.text, actor]);

	it('hold the last value of each entry, by who wrote it, in the order in which entries began', async () => {
		const { tab } = await machine();
		const decisions = await tab();
		await decisions.decide(note('n1', '常开'), '王', '');
		await decisions.decide(note('n2', '已谈话'), '王', '');
		await decisions.decide(note('n1', '常开，已核'), '李', '');
		expect(texts(decisions)).toEqual([
			['n1', '常开，已核', '李'],
			['n2', '已谈话', '王']
		]);
		expect(decisions.book.register('c', 'notes')).toEqual([]);
	});
	it('let an entry go by striking it out, and bring it back by undo', async () => {
		const { tab } = await machine();
		const decisions = await tab();
		await decisions.decide(note('n1', '常开'), '王', '');
		const struck = await decisions.decide(note('n1', null), '王', '');
		expect(texts(decisions)).toEqual([]);
		await decisions.decide({ kind: 'undo', batch: 'b', event: struck }, '王', '');
		expect(texts(decisions)).toEqual([['n1', '常开', '王']]);
	});
	it('are the same in a tab that reads, and after the database was lost', async () => {
		const { tab, file } = await machine();
		const first = await tab();
		await first.decide(note('n1', '常开'), '王', '');
		expect(texts(await tab())).toEqual(texts(first));
		const again = await machine();
		expect(texts(await again.tab({ journalFile: async () => new MemoryJournalFile(file.bytes) }))).toEqual(texts(first));
	});
});

describe('decisions', () => {
	it('survive the loss of the database', async () => {
		const { tab, file } = await machine();
		await (await tab()).decide(decide('k1'), '王', '');
		const again = await machine();
		const reopened = await again.tab({ journalFile: async () => new MemoryJournalFile(file.bytes) });
		expect(reopened.book.standing('b', 'k1')?.frame.actor).toBe('王');
		expect(await again.store.events.since(0)).toHaveLength(1);
		expect(reopened.damage).toEqual([]);
	});
	it('survive the loss of the journal, byte by byte, and say so', async () => {
		const { tab, file, store } = await machine();
		const first = await tab();
		for (const key of ['a', 'b', 'c']) await first.decide(decide(key), '王', '');
		const fresh = new MemoryJournalFile();
		const again = await Decisions.open({ ...(await machine()).ports(), store, journalFile: async () => fresh });
		expect(fresh.bytes).toEqual(file.bytes);
		expect(again.damage).toEqual(['journal-rebuilt: 3']);
	});
	it('are saved once the journal has them, though the database is full', async () => {
		const { tab, store } = await machine();
		const full = {
			...store,
			events: Object.assign(Object.create(store.events) as Store['events'], { put: () => Promise.reject(new Error('full')) })
		} as unknown as Store;
		const decisions = await tab({ store: full });
		await expect(decisions.decide(decide('k'), '王', '')).resolves.toBe('e0');
		expect(decisions.book.standing('b', 'k')).not.toBeNull();
	});
	it('replayed again change nothing', async () => {
		const { tab, file, store } = await machine();
		const decisions = await tab();
		for (const key of ['a', 'b']) await decisions.decide(decide(key), '王', '');
		for (let i = 0; i < 3; i++) {
			const again = await Decisions.open({ ...(await machine()).ports(), store, journalFile: async () => new MemoryJournalFile(file.bytes) });
			expect([...again.book.decided('b')]).toHaveLength(2);
			expect(await store.events.since(0)).toHaveLength(2);
		}
	});
	it('of a second tab are refused, and it reads what the first one writes', async () => {
		const { tab, locks } = await machine();
		const first = await tab();
		const second = await tab();
		expect([first.writer, second.writer]).toEqual([true, false]);
		await expect(second.decide(decide('k'), '李', '')).rejects.toMatchObject({ id: 'read-only' });
		await first.decide(decide('k'), '王', '');
		await expect.poll(() => second.book.standing('b', 'k')?.frame.actor).toBe('王');
		expect(locks.held.has(lockOf.writer)).toBe(true);
	});
	it('undo what they name, and nothing that nobody knows', async () => {
		const decisions = await (await machine()).tab();
		await decisions.decide(decide('k', 'confirm'), '王', '');
		const event = await decisions.decide(decide('k', 'reject'), '王', '');
		await decisions.decide({ kind: 'undo', batch: 'b', event }, '王', '');
		expect(decisions.book.standing('b', 'k')?.frame.payload.decision).toBe('confirm');
		await expect(decisions.decide({ kind: 'undo', batch: 'b', event: 'nope' }, '王', '')).rejects.toMatchObject({ id: 'not-found' });
	});
	it('tell a handle that the tab before still holds from one that will never come', async () => {
		const { tab, file } = await machine();
		let tries = 0;
		const busy = async () => {
			if (++tries < 3) throw new DOMException('held', 'NoModificationAllowedError');
			return file;
		};
		expect((await tab({ journalFile: busy, delay: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 10)) })).writer).toBe(true);
		const denied = await (await machine()).tab({ journalFile: () => Promise.reject(new DOMException('no', 'SecurityError')) });
		expect([denied.writer, denied.damage]).toEqual([false, ['journal-unavailable: no']]);
	});
});

describe('the book', () => {
	it('says the same as the package that leaves, undone undos included', () => {
		const step = fc.oneof(
			fc.record({
				kind: fc.constant('decide' as const),
				keys: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
				decision: fc.constantFrom('confirm', 'reject', 'ask')
			}),
			fc.record({ kind: fc.constant('undo' as const), of: fc.nat() })
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
				const frames: JournalFrame[] = [];
				const book = new DecisionBook();
				for (const [i, s] of steps.entries()) {
					if (s.kind === 'undo' && i === 0) continue;
					const payload: DecisionPayload =
						s.kind === 'undo'
							? { kind: 'undo', batch: 'b', event: frames[s.of % Math.max(1, frames.length)]?.eventId ?? 'e' }
							: {
									kind: 'decide',
									batch: 'b',
									decision: s.decision as 'ask',
									targets: s.keys.map((key) => ({ key, evidenceDigest: key })),
									reason: '',
									note: ''
								};
					const frame = { version: 1 as const, keyId: '', eventId: `e${i}`, actor: '', lamport: i, prevHash: '', at: i, payload };
					frames.push(frame);
					book.apply(frame);
				}
				const folded = foldDecisions(frames, 'b');
				for (const key of ['a', 'b', 'c']) expect(book.standing('b', key)?.frame.payload.decision ?? null).toBe(folded.get(key)?.decision ?? null);
				expect(book.history('b', 100).filter((entry) => entry.undone).length).toBeLessThanOrEqual(frames.length);
			})
		);
	});
});
