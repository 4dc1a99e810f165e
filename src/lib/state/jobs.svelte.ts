import type { JobOptions } from '$lib/client/import.ts';
import { failureText, isAbort } from '$lib/format/problems.ts';
import type { Progress } from '$workers/protocol/source.ts';

/** One long job: what it is, how far it is, how to stop it. */
export class Job {
	readonly title: string;
	#progress = $state.raw<Progress | null>(null);
	#state = $state<'running' | 'failed' | 'done'>('running');
	#error = $state('');
	readonly #abort = new AbortController();

	constructor(title: string) {
		this.title = title;
	}
	get progress(): Progress | null {
		return this.#progress;
	}
	get state() {
		return this.#state;
	}
	get error(): string {
		return this.#error;
	}
	get options(): JobOptions {
		return { onProgress: (progress) => (this.#progress = progress), signal: this.#abort.signal };
	}
	/** 0–1, or null while unknown. */
	get share(): number | null {
		const p = this.#progress;
		return p && p.total > 0 ? Math.min(1, p.done / p.total) : null;
	}
	/** Milliseconds left at the rate so far, or null. */
	get left(): number | null {
		const p = this.#progress;
		return p && p.done > 0 && p.total > 0 && p.elapsedMs > 500 ? (p.elapsedMs / p.done) * (p.total - p.done) : null;
	}
	cancel(): void {
		this.#abort.abort();
	}
	get cancelled(): boolean {
		return this.#abort.signal.aborted;
	}
	end(error: unknown = null): void {
		this.#state = error === null ? 'done' : 'failed';
		this.#error = error === null ? '' : failureText(error);
	}
}

/** All long jobs; the status line shows them. */
export class Jobs {
	#list = $state.raw<readonly Job[]>([]);

	get list(): readonly Job[] {
		return this.#list;
	}
	get busy(): boolean {
		return this.#list.some((job) => job.state === 'running');
	}
	/** Runs a job to its end. Null where it was cancelled or failed; a failure stays in the list until dismissed. */
	async run<T>(title: string, work: (options: JobOptions) => Promise<T>): Promise<T | null> {
		const job = new Job(title);
		this.#list = [...this.#list, job];
		try {
			const result = await work(job.options);
			job.end();
			this.dismiss(job);
			return result;
		} catch (error) {
			if (job.cancelled || isAbort(error)) this.dismiss(job);
			else job.end(error);
			return null;
		}
	}
	dismiss(job: Job): void {
		this.#list = this.#list.filter((other) => other !== job);
	}
}
