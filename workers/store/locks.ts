/** Locks between tabs (Web Locks): who writes the journal, which import or review is alive. A lock goes when its holder ends, however it ends. */
export interface Locks {
	/** Holds `name` while `work` runs. */
	hold<T>(name: string, work: () => Promise<T>): Promise<T>;
	/** Runs `work` if nobody holds `name` within `patienceMs`; tells whether it ran. */
	ifFree(name: string, patienceMs: number, work: () => Promise<void>): Promise<boolean>;
	/** Takes `name` as soon as it is free and keeps it as long as this worker lives. */
	keep(name: string, taken: () => void): void;
	/** Whether anybody holds `name` now. */
	isHeld(name: string): Promise<boolean>;
}

export function webLocks(manager: LockManager): Locks {
	return {
		hold: async (name, work) => (await manager.request(name, work)) as Awaited<ReturnType<typeof work>>,
		async ifFree(name, patienceMs, work) {
			let ran = false;
			try {
				await manager.request(name, { signal: AbortSignal.timeout(patienceMs) }, async () => {
					ran = true;
					await work();
				});
			} catch (error) {
				if (ran || (error as DOMException).name !== 'TimeoutError') throw error;
			}
			return ran;
		},
		keep(name, taken) {
			void manager.request(name, () => new Promise<never>(() => taken()));
		},
		isHeld: async (name) => (await manager.query()).held?.some((lock) => lock.name === name) ?? false
	};
}

/** Locks of one process: Node and tests. */
export class MemoryLocks implements Locks {
	readonly #tails = new Map<string, Promise<void>>();
	readonly held = new Set<string>();

	async hold<T>(name: string, work: () => Promise<T>): Promise<T> {
		const before = this.#tails.get(name) ?? Promise.resolve();
		let release!: () => void;
		this.#tails.set(
			name,
			before.then(() => new Promise<void>((resolve) => (release = resolve)))
		);
		await before;
		this.held.add(name);
		try {
			return await work();
		} finally {
			this.held.delete(name);
			release();
		}
	}
	async ifFree(name: string, _patienceMs: number, work: () => Promise<void>): Promise<boolean> {
		if (this.held.has(name)) return false;
		await this.hold(name, work);
		return true;
	}
	keep(name: string, taken: () => void): void {
		void this.hold(name, () => new Promise<never>(() => taken()));
	}
	isHeld = (name: string): Promise<boolean> => Promise.resolve(this.held.has(name));
}

export const lockOf = {
	writer: 'mingshen.writer',
	import: (storage: string): string => `mingshen.import.${storage}`,
	run: (run: string): string => `mingshen.run.${run}`
} as const;
