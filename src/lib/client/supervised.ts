import { proxy, wrap, type Endpoint } from 'comlink';
import { fault } from './fault.ts';

/** What a worker is to its supervisor; tests give one of their own. */
export interface WorkerLike extends Endpoint {
	terminate(): void;
}

/** A worker with its calls. Every method of the worker's API answers with a promise, so the page sees the API itself. */
export interface Supervised<Api> {
	readonly api: Api;
	readonly alive: boolean;
	/** Terminates the worker; calls in flight reject with the reason. */
	end(reason: unknown): void;
}

/** What the page can call: methods that answer with promises. */
type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;

/**
 * Wraps a worker so that no call is ever lost: Comlink leaves calls hanging when a worker is gone (comlink#601), so each is kept until it is answered and
 * rejected when the worker dies or is ended. Arguments are kept with it: a callback must not be collected while the call runs (comlink#692).
 */
export function supervise<Api extends object>(worker: WorkerLike): Supervised<Api> {
	const remote = wrap<Remote>(worker) as unknown as Remote;
	const pending = new Map<(reason: unknown) => void, readonly unknown[]>();
	let ended: { readonly reason: unknown } | null = null;

	const end = (reason: unknown): void => {
		if (ended) return;
		ended = { reason };
		worker.terminate();
		for (const reject of pending.keys()) reject(reason);
		pending.clear();
	};
	// An error that no call catches: the script did not load, or something broke outside of any call.
	worker.addEventListener('error', ((event: ErrorEvent) => {
		event.preventDefault?.();
		end(fault('worker-died', event.message ?? ''));
	}) as EventListener);
	worker.addEventListener('messageerror', () => end(fault('worker-died', 'a message could not be read')));

	const call = (name: string, args: readonly unknown[]): Promise<unknown> =>
		new Promise((resolve, reject) => {
			if (ended) return reject(ended.reason);
			const sent = args.map((arg) => (typeof arg === 'function' ? proxy(arg as () => void) : arg));
			pending.set(reject, sent);
			remote[name]!(...sent)
				.then(resolve, reject)
				.finally(() => pending.delete(reject));
		});
	return {
		api: callable<Api>(call),
		end,
		get alive() {
			return ended === null;
		}
	};
}

/** An object whose every method is a call. It is no promise, so that it can be awaited and returned from async functions. */
export function callable<Api extends object>(call: (name: string, args: readonly unknown[]) => Promise<unknown>): Api {
	return new Proxy({} as Api, {
		get: (_, name) => (typeof name === 'symbol' || name === 'then' ? undefined : (...args: unknown[]) => call(name, args))
	});
}

/** Runs `work`; an abort ends the worker, and so rejects what is in flight. */
export async function abortable<T>(
	worker: Supervised<object>,
	signal: AbortSignal | undefined,
	reason: () => unknown,
	work: () => Promise<T>
): Promise<T> {
	if (signal?.aborted) {
		worker.end(reason());
		throw reason();
	}
	const abort = (): void => worker.end(reason());
	signal?.addEventListener('abort', abort, { once: true });
	try {
		return await work();
	} finally {
		signal?.removeEventListener('abort', abort);
	}
}
