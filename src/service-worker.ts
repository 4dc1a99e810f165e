/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { base, build, files, version } from '$service-worker';

/**
 * The app without a network: everything that the build made is stored at the first visit, and every address answers with the shell. It touches caches only:
 * records lie in IndexedDB and OPFS, which no update may reach.
 */
const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;
const PREFIX = 'mingshen-app-';
const CACHE = `${PREFIX}${version}`;
const SHELL = `${base}/`;
const ASSETS = new Set([...build, ...files].filter((path) => !path.endsWith('.map')));
const TAKE_OVER = 'mingshen.take-over';

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOldCaches()));
worker.addEventListener('message', (event) => {
	if (event.data === TAKE_OVER) event.waitUntil(takeOver());
});
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
	if (request.mode === 'navigate') event.respondWith(shell(request));
	else if (ASSETS.has(url.pathname)) event.respondWith(asset(url.pathname, request));
});

/** Whole or not at all: a version with a file missing is thrown away, and the one before goes on. */
async function install(): Promise<void> {
	try {
		const cache = await caches.open(CACHE);
		await cache.addAll([SHELL, ...ASSETS].map((path) => new Request(path, { cache: 'reload' })));
	} catch (error) {
		await caches.delete(CACHE);
		throw error;
	}
}

async function dropOldCaches(): Promise<void> {
	for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
}

/** Another page may be in the middle of a job and needs the files of its own version. */
async function takeOver(): Promise<void> {
	const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
	if (pages.length <= 1) await worker.skipWaiting();
}

async function shell(request: Request): Promise<Response> {
	const cached = await (await caches.open(CACHE)).match(SHELL);
	return cached ?? fetch(request);
}

async function asset(path: string, request: Request): Promise<Response> {
	const cached = await (await caches.open(CACHE)).match(path);
	return cached ?? fetch(request);
}
