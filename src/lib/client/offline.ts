import { base } from '$app/paths';
import { isIdle } from './activity.ts';

/** What the page says to the service worker. */
const TAKE_OVER = 'mingshen.take-over';

/**
 * Registers the service worker of the built app: from the second visit on every address answers without a network. A new version is fetched
 * in the background and waits; it takes over when all pages are closed, or by `takeUpdate`.
 */
export function registerOffline(): void {
	if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
	const register = (): void => {
		// Without it the app works; only the second visit needs the network.
		navigator.serviceWorker.register(`${base}/service-worker.js`, { updateViaCache: 'none' }).catch(() => undefined);
	};
	if (document.readyState === 'complete') register();
	else addEventListener('load', register, { once: true });
}

/** Whether a new version is ready and waits. */
export async function updateWaits(): Promise<boolean> {
	const registration = await navigator.serviceWorker?.getRegistration();
	return Boolean(registration?.waiting);
}

/** Lets a new version take over and loads the page again, if no job is at work and no other page is open. @returns whether it was asked to */
export async function takeUpdate(): Promise<boolean> {
	const waiting = (await navigator.serviceWorker?.getRegistration())?.waiting;
	if (!waiting || !isIdle()) return false;
	navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
	waiting.postMessage(TAKE_OVER);
	return true;
}
