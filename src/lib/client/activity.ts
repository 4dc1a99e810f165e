/** Long jobs at work on this page: while there is one, a new version of the app must wait. */
let running = 0;

export const isIdle = (): boolean => running === 0;

export async function asJob<T>(work: () => Promise<T>): Promise<T> {
	running++;
	try {
		return await work();
	} finally {
		running--;
	}
}
