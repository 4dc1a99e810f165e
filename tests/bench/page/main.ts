import { wrap, type Remote } from 'comlink';
import type { Bench } from './bench.worker.ts';

/** The runner calls the worker through the page; nothing is measured on the page itself. */
declare global {
	interface Window {
		bench: Remote<Bench>;
	}
}
window.bench = wrap<Bench>(new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' }));
