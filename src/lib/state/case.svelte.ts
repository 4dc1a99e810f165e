import type { TableId } from '$rules/domain/tables/index.ts';
import type { CaseFinding, CaseView } from '$workers/protocol/case.ts';
import type { DecidedLine, DecisionKind } from '$workers/protocol/decision.ts';
import type { AttachedFile } from '$workers/protocol/register.ts';
import type { EvidenceLinks } from './links.ts';
import { numberEvidence, rowKey, type Numbering } from './numbering.ts';
import { opened } from './opened.svelte.ts';
import type { Workspace } from './port.ts';
import { paramsOf, type View } from './query-url.ts';
import { queryOf, type Target } from './queue.svelte.ts';
import { privacy } from './privacy.svelte.ts';
import { maskedView, maskOf, type Mask } from './record/mask.ts';
import { inRange } from './record/range.ts';
import { RecordWindow } from './record/window.svelte.ts';
import { timelineOf } from './timeline.ts';
import type { Workbench } from './workbench.svelte.ts';

export interface Said {
	readonly decision: DecisionKind;
	readonly reason: string;
	readonly note: string;
	readonly attachments?: readonly AttachedFile[];
}
const EMPTY: Numbering = { conditions: [], clears: [], rows: new Map(), first: new Map(), count: 0 };

/** Findings of the queue that cross to the page at a time: all 100,000 at once would hold it up. */
const PIECE = 5_000;

/** The case screen: one stay, its findings, and the place of the chosen one in the queue that it came from. */
export class CaseScreen implements EvidenceLinks {
	readonly batch: string;
	readonly #workbench: Workbench;
	readonly #workspace: Workspace;
	#case = $state.raw<CaseView | null>(null);
	#missing = $state(false);
	#key = $state('');
	#list = $state.raw<readonly Target[]>([]);
	#listFor = '';
	/** The latest call of `open`: what an earlier one still brings is thrown away. */
	#turn = 0;
	#opening = $state(false);
	/** The list of the queue on its way: what comes after a decision is known only with it. */
	#listing: Promise<void> = Promise.resolve();
	#last = $state.raw<{ event: string; key: string; decision: DecisionKind } | null>(null);
	/** Numbers of a panel that takes the card's place (DIP); null: those of the finding. */
	#marks = $state.raw<Numbering | null>(null);
	/** Number under the pointer on card, timeline or records; the other two light up. */
	#lit = $state<number | null>(null);
	/** Row to flash and bring into sight; a new object flashes it again. */
	#flash = $state.raw<{ readonly row: string } | null>(null);

	constructor(workbench: Workbench, batch: string) {
		this.#workbench = workbench;
		this.#workspace = workbench.workspace;
		this.batch = batch;
	}
	readonly mask: Mask | null = $derived(privacy.on && this.#case ? maskOf(this.#case) : null);
	/** The record as the screen may show it. */
	readonly view: CaseView | null = $derived(this.#case && this.mask ? maskedView(this.#case, this.mask) : this.#case);
	/** The record with its identities, for asking the workspace. */
	get raw() {
		return this.#case;
	}
	/** The batch has no such stay. */
	get missing() {
		return this.#missing;
	}
	/** Another finding was asked for than the one in sight: nothing may be said until it is there. */
	get opening() {
		return this.#opening;
	}
	readonly finding: CaseFinding | null = $derived.by(
		() => this.view?.findings.find((one) => one.row.key === this.#key) ?? this.view?.findings[0] ?? null
	);
	readonly numbering: Numbering = $derived(this.#marks ?? (this.finding ? numberEvidence(this.finding.finding) : EMPTY));
	readonly timeline = $derived(this.#case ? timelineOf(this.#case, this.numbering) : null);
	/** The stretch of the stay in sight: timeline, records, day list and trends follow it. */
	readonly window = new RecordWindow(() => this.timeline ?? { from: 0, to: 1 });
	/** Place in the queue, from 0; -1 where the finding is not in it. */
	readonly index: number = $derived(this.#list.findIndex((target) => target.key === this.finding?.row.key));
	get list() {
		return this.#list;
	}
	get last() {
		return this.#last;
	}
	get lit() {
		return this.#lit;
	}
	get flash() {
		return this.#flash;
	}
	mark(marks: Numbering | null): void {
		this.#marks = marks;
	}
	light(number: number | null): void {
		this.#lit = number;
	}
	/** A row outside the stretch in sight would not be found there: then all of the stay is shown again. */
	go(row: string): void {
		if (this.window.range && !this.#sees(row)) this.window.choose(null);
		this.#flash = { row };
	}
	#sees(key: string): boolean {
		const table = key.split(':')[0] as TableId;
		const row = this.#case?.tables[table]?.rows.find((one) => rowKey({ table, ...one }) === key);
		return row === undefined || inRange(table, row, this.window.range);
	}

	async open(visit: string, key: string, view: View): Promise<void> {
		const turn = ++this.#turn;
		this.#opening = true;
		if (this.#case?.visit !== visit) await this.#load(visit, turn);
		if (turn !== this.#turn) return;
		this.#key = key;
		this.#flash = null;
		this.#lit = null;
		if (this.finding) opened.add(this.finding.row.key);
		this.#opening = false;
		this.#listing = this.#loadList(view);
		await this.#listing;
		if (turn === this.#turn) this.#prefetch();
	}
	async #load(visit: string, turn: number): Promise<void> {
		const view = await this.#caseOf(visit).catch(() => null);
		if (turn !== this.#turn) return;
		this.#case = view;
		this.window.choose(null);
		this.#missing = view === null;
	}
	/** The list of the queue is taken once: positions stay while decisions take findings out of the filter. */
	async #loadList(view: View): Promise<void> {
		const address = paramsOf(view).toString();
		if (this.#listFor === address && this.#list.length > 0) return;
		const list: Target[] = [];
		for (let piece: readonly Target[] | null = null; piece === null || piece.length === PIECE; list.push(...piece))
			piece = await this.#workspace.findingsUnder(this.batch, queryOf(view, list.length, PIECE));
		this.#list = list;
		this.#listFor = address;
	}
	#prefetch(): void {
		const next = this.#list.slice(this.index + 1).find((target) => target.visit !== this.#case?.visit);
		if (next) this.#caseOf(next.visit).catch(() => undefined);
	}
	#caseOf(visit: string): Promise<CaseView> {
		return this.#workbench.cases.of(this.batch, this.#workbench.batch(this.batch)?.run?.id ?? '', visit);
	}
	/** Resolves when the findings beside this one are known: a key may be pressed as soon as the card is painted. */
	get listed(): Promise<void> {
		return this.#listing;
	}
	/** Neighbour in the queue. */
	neighbour(step: 1 | -1): Target | null {
		return this.#list[this.index === -1 ? 0 : this.index + step] ?? null;
	}
	/** The next open finding, here first, then on through the queue and around; `elsewhere`: of another stay, for who leaves the rest of this one. */
	nextOpen(elsewhere = false): Target | null {
		const rest = [...this.#list.slice(this.index + 1), ...this.#list.slice(0, Math.max(0, this.index))];
		return rest.find((target) => target.decision === 'open' && !(elsewhere && target.visit === this.#case?.visit)) ?? null;
	}
	/** A decision of this page on its way: what stands may change under `look` without anybody else having a hand in it. */
	#saying = false;

	/** Reads again what stands about the chosen finding: another tab may have decided since. Resolves to whether one did; the card shows it then. */
	async look(): Promise<boolean> {
		const finding = this.finding;
		if (!finding || this.#opening || this.#saying) return false;
		const { decision } = await this.#workspace.decisionOf(this.batch, finding.row.key);
		if (this.finding !== finding || this.#saying || (decision?.event ?? null) === (finding.decision?.event ?? null)) return false;
		await this.#reread([finding.row.key]);
		return true;
	}
	/** Says something about the chosen finding. Where another decision stands than the one on the card nothing is written, and the card shows it. */
	async decide(said: Said, lines: readonly DecidedLine[] | null): Promise<boolean> {
		this.#saying = true;
		try {
			return await this.#say(said, lines);
		} finally {
			this.#saying = false;
		}
	}
	async #say(said: Said, lines: readonly DecidedLine[] | null): Promise<boolean> {
		const finding = this.finding;
		if (!finding) return false;
		const { key } = finding.row;
		const seen = finding.decision ? finding.decision.event : null;
		// The list comes piece by piece: a decision in between would move its findings over the edge of a piece.
		await this.#listing;
		const targets = [{ key, evidenceDigest: finding.finding.evidenceDigest }];
		const event = await this.#workbench.decide({ kind: 'decide', batch: this.batch, ...said, targets, ...(lines ? { lines } : {}) }, seen);
		if (event === null) {
			await this.#reread([key]);
			return false;
		}
		this.#last = { event, key, decision: said.decision };
		await this.#reread([key]);
		void this.#workbench.refresh();
		return true;
	}
	/** Takes back the last decision of this session, else the last one of the history. Resolves to the finding it was about. */
	async undo(): Promise<string | null> {
		const last = this.#last ?? (await this.#lastOfHistory());
		if (!last) return null;
		const event = await this.#workbench.decide({ kind: 'undo', batch: this.batch, event: last.event });
		if (event === null) return null;
		this.#last = null;
		await this.#reread([last.key]);
		void this.#workbench.refresh();
		return last.key;
	}
	async undoEvent(event: string, keys: readonly string[]): Promise<void> {
		await this.#workbench.decide({ kind: 'undo', batch: this.batch, event });
		if (this.#last?.event === event) this.#last = null;
		await this.#reread(keys);
		void this.#workbench.refresh();
	}
	async #lastOfHistory(): Promise<{ event: string; key: string } | null> {
		const history = await this.#workspace.history(this.batch, 50);
		const entry = history.find((one) => one.payload.kind === 'decide' && !one.undone);
		return entry?.payload.kind === 'decide' ? { event: entry.event, key: entry.payload.targets[0]?.key ?? '' } : null;
	}
	/** Reads the decisions of some findings again; the record itself does not change. */
	async #reread(keys: readonly string[]): Promise<void> {
		const decided = new Set(keys);
		for (const target of this.#list) if (decided.has(target.key)) this.#workbench.cases.forget(target.visit);
		const decisions = new Map(await Promise.all(keys.map(async (key) => [key, await this.#workspace.decisionOf(this.batch, key)] as const)));
		this.#list = this.#list.map((target) => (decisions.has(target.key) ? { ...target, decision: decisions.get(target.key)!.state } : target));
		if (!this.#case) return;
		const findings = this.#case.findings.map((one) => {
			const said = decisions.get(one.row.key);
			return said ? { ...one, decision: said.decision, row: { ...one.row, decision: said.state } } : one;
		});
		this.#case = { ...this.#case, findings };
	}
}
