import type {
	BackTestApi,
	BackTestCalls,
	BackTestFilter,
	BackTestInfo,
	BackTestRequest,
	BackTestRow,
	BackTestSpec,
	BackTestTrace,
	BackTestWindow
} from '../protocol/back-test.ts';
import { Fault } from '../store/index.ts';
import type { BackTestPart } from './back-test-compare.ts';
import { backTestFile } from './back-test-export.ts';
import { ownTitles } from './user-rule-run.ts';
import { choicesOf, planBackTest, type PlanPorts } from './back-test-plan.ts';

/** Back-tests as the page asks about them: planned here, judged by the pool, read here again. */
export class BackTestDesk implements BackTestCalls {
	readonly #ports: PlanPorts;
	/** Rows of the test looked at last, the largest amount first. */
	#rows: { readonly test: string; readonly value: Promise<readonly BackTestRow[]> } | null = null;

	constructor(ports: PlanPorts) {
		this.#ports = ports;
	}

	/** One call by its name: what crosses to the worker is one method. */
	answer: BackTestApi['backTest'] = (call, ...args) => callOf<Awaited<ReturnType<BackTestCalls[typeof call]>>>(this, call, args);

	choices = (batch: string): ReturnType<BackTestCalls['choices']> => choicesOf(batch, this.#ports);
	plan = (spec: BackTestSpec): Promise<BackTestRequest> => planBackTest(spec, this.#ports);
	list = (): Promise<BackTestInfo[]> => this.#ports.store.backTests.list();
	open = (id: string): Promise<BackTestInfo> => this.#ports.store.backTests.get(id);

	rows = async (id: string, filter: BackTestFilter, from: number, count: number): Promise<BackTestWindow> => {
		const rows = (await this.#rowsOf(id)).filter((row) => fits(row, filter));
		return { rows: rows.slice(from, from + count), total: rows.length };
	};

	trace = async (id: string, { shard, at }: { readonly shard: string; readonly at: number }): Promise<BackTestTrace> => {
		const trace = ((await this.#ports.store.backTests.traces(id, shard)) as readonly BackTestTrace[])[at];
		if (!trace) throw new Fault('not-found', `trace ${at} of ${id} ${shard}`);
		return trace;
	};

	export = async (id: string, format: 'json' | 'csv'): Promise<Blob> => {
		const [info, rows] = [await this.open(id), await this.#rowsOf(id)];
		const { before, after } = info.recipes;
		const own = [...(before.userRules ?? []), ...(after.userRules ?? [])];
		const titleOf = (rule: string): string => this.#ports.ruleBase.registry.get(rule)?.meta.title.zh ?? rule;
		return backTestFile(format, info, rows, ownTitles({ userRules: own }, titleOf));
	};

	remove = async (id: string): Promise<void> => {
		if (this.#rows?.test === id) this.#rows = null;
		await this.#ports.store.backTests.remove(id);
	};

	#rowsOf(id: string): Promise<readonly BackTestRow[]> {
		if (this.#rows?.test !== id) {
			const value = this.#read(id);
			this.#rows = { test: id, value };
			value.catch(() => (this.#rows = null));
		}
		return this.#rows.value;
	}

	async #read(id: string): Promise<BackTestRow[]> {
		await this.open(id);
		const parts = (await this.#ports.store.backTests.parts(id)) as { readonly data: BackTestPart }[];
		return parts.flatMap(({ data }) => data.rows).sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1));
	}
}

/** A method called by its name, with the arguments that crossed to the worker. */
export function callOf<Result>(api: object, call: string, args: readonly unknown[]): Promise<Result> {
	return (api as Readonly<Record<string, (...given: readonly unknown[]) => Promise<Result>>>)[call]!(...args);
}

/** 分: what is at stake. A changed amount weighs what it changed by. */
function weight({ before, after }: BackTestRow): number {
	const [was, is] = [before?.amount ?? 0, after?.amount ?? 0];
	return Math.abs(before && after ? is - was : is + was);
}

const fits = (row: BackTestRow, { change, decision, rule }: BackTestFilter): boolean =>
	(change === undefined || row.change === change) &&
	(decision === undefined || row.decision === decision) &&
	(rule === undefined || row.rule === rule);
