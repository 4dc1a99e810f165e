import { expose } from 'comlink';
import { supervise, type Supervised, type WorkerLike } from '../../../src/lib/client/supervised.ts';

/** A worker on a message channel: it answers like a real one, can be ended, and can die. */
export function fakeWorker<Api extends object>(
	api: Api
): { readonly worker: Supervised<Api>; readonly die: () => void; readonly ended: () => boolean } {
	const { port1, port2 } = new MessageChannel();
	expose(api, port2);
	port1.start();
	let ended = false;
	const listeners: ((event: unknown) => void)[] = [];
	const worker: WorkerLike = {
		postMessage: (message, transfer) => port1.postMessage(message, transfer ?? []),
		addEventListener: (type, listener) => {
			if (type === 'error') listeners.push(listener as (event: unknown) => void);
			else port1.addEventListener(type, listener);
		},
		removeEventListener: (type, listener) => port1.removeEventListener(type, listener),
		terminate: () => {
			ended = true;
			port1.close();
			port2.close();
		}
	};
	return { worker: supervise<Api>(worker), die: () => listeners.forEach((listener) => listener({ message: 'out of memory' })), ended: () => ended };
}
