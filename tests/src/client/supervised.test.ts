import { describe, expect, it } from 'vitest';
import { abortError, faultOf } from '../../../src/lib/client/fault.ts';
import { abortable } from '../../../src/lib/client/supervised.ts';
import { Fault } from '../../../workers/store/fault.ts';
import { fakeWorker } from './fake-worker.ts';

const api = {
	add: async (a: number, b: number) => a + b,
	forever: () => new Promise<never>(() => undefined),
	count: async (to: number, each: (n: number) => void) => {
		for (let n = 1; n <= to; n++) await each(n);
		return to;
	},
	fail: async () => {
		throw new Fault('quota-exceeded', 'disk');
	}
};

describe('a supervised worker', () => {
	it('answers calls, and takes callbacks as they are', async () => {
		const { worker } = fakeWorker(api);
		expect(await worker.api.add(1, 2)).toBe(3);
		const seen: number[] = [];
		expect(await worker.api.count(3, (n) => void seen.push(n))).toBe(3);
		expect(seen).toEqual([1, 2, 3]);
		worker.end(abortError());
	});
	it('tells faults by their id', async () => {
		const { worker } = fakeWorker(api);
		const error = await worker.api.fail().catch((e: unknown) => e);
		expect(faultOf(error)).toEqual({ id: 'quota-exceeded', detail: 'disk' });
		expect(faultOf(new TypeError('x: y'))).toEqual({ id: 'internal', detail: 'x: y' });
		expect(faultOf(abortError()).id).toBe('aborted');
		worker.end(abortError());
	});
	it('that dies rejects what is in flight and what comes after', async () => {
		const { worker, die, ended } = fakeWorker(api);
		const call = worker.api.forever();
		die();
		await expect(call).rejects.toThrow('worker-died: out of memory');
		await expect(worker.api.add(1, 1)).rejects.toThrow('worker-died');
		expect([worker.alive, ended()]).toEqual([false, true]);
	});
	it('that is aborted is terminated, and the call rejects', async () => {
		const { worker, ended } = fakeWorker(api);
		const abort = new AbortController();
		const call = abortable(worker, abort.signal, abortError, () => worker.api.forever());
		abort.abort();
		await expect(call).rejects.toMatchObject({ name: 'AbortError' });
		expect(ended()).toBe(true);
	});
	it('is not begun where the abort came before', async () => {
		const { worker, ended } = fakeWorker(api);
		await expect(abortable(worker, AbortSignal.abort(), abortError, () => worker.api.add(1, 1))).rejects.toMatchObject({ name: 'AbortError' });
		expect(ended()).toBe(true);
	});
	it('can be returned from an async function: it is no promise', async () => {
		const { worker } = fakeWorker(api);
		expect(await (async () => worker.api)()).toBe(worker.api);
		worker.end(abortError());
	});
});
