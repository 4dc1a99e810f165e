import type { Finding } from '../../rules/domain/finding.ts';
import type { CaseView } from '../../workers/protocol/case.ts';
import type { DecisionPayload } from '../../workers/protocol/decision.ts';
import type { DecisionState, FacetName, FindingRow, QueueQuery, QueueWindow } from '../../workers/protocol/review.ts';
import { Cases } from '../../src/lib/state/cases.ts';
import type { Workspace } from '../../src/lib/state/port.ts';
import type { Workbench } from '../../src/lib/state/workbench.svelte.ts';

/** A workspace in memory for tests of the page's state: n findings, three to a stay. Never shipped. */
export function fakeWorkbench(n: number) {
	const decisions = new Map<string, DecisionState>();
	/** Findings under an exception, to be set by a test. */
	const excepted = new Set<string>();
	const undecided = (key: string): DecisionState => (excepted.has(key) ? 'excepted' : 'open');
	const events: { event: string; payload: DecisionPayload; undone: boolean }[] = [];
	const calls: string[] = [];
	const rows = Array.from({ length: n }, (_, index) => row(index));
	const now = (one: FindingRow): FindingRow => ({ ...one, decision: decisions.get(one.key) ?? undecided(one.key) });
	const under = ({ filter }: QueueQuery): FindingRow[] =>
		rows.map(now).filter((one) => !filter.facets.decision || filter.facets.decision.includes(one.decision));
	const workspace = {
		queue: async (_: string, query: QueueQuery): Promise<QueueWindow> => {
			calls.push(`queue ${query.from}`);
			const all = under(query);
			return {
				rows: all.slice(query.from, query.from + query.count),
				total: all.length,
				amount: 0,
				facets: {} as Record<FacetName, []>,
				histogram: [],
				text: null,
				set: null
			};
		},
		queueDesk: async (call: string, _: string, ...args: readonly unknown[]) => {
			if (call === 'targets') return (args[0] as string[]).map((key) => ({ key, evidenceDigest: `d-${key}` }));
			const query = args[0] as QueueQuery;
			if (call === 'rows') {
				calls.push(`rows ${query.from}`);
				return under(query).slice(query.from, query.from + query.count);
			}
			if (call === 'nextOpen') {
				const at = under(query).findIndex((one, i) => i > (args[1] as number) && one.decision === 'open');
				return at < 0 ? null : { at };
			}
			throw new Error(`the fake workspace does not answer ${call}`);
		},
		findingsUnder: async (_: string, query: QueueQuery) =>
			under(query).map(({ key, visit, decision }) => ({ key, visit, decision, evidenceDigest: `d-${key}` })),
		caseOf: async (_: string, visit: string): Promise<CaseView> => {
			calls.push(`case ${visit}`);
			const own = rows.filter((one) => one.visit === visit);
			if (own.length === 0) throw new Error('not-found');
			const findings = own.map((one) => ({ row: now(one), finding: finding(one), decision: null, exception: null }));
			return { visit, person: '', head: {}, begin: 0, end: 86_400, total: 0, tables: {}, absent: [], others: [], undetermined: [], findings };
		},
		decisionOf: async (_: string, key: string) => {
			const state = decisions.get(key);
			return { state: state ?? undecided(key), decision: state ? { decision: state } : null };
		},
		history: async () => events.toReversed()
	} as unknown as Workspace;
	const decide = async (payload: DecisionPayload): Promise<string> => {
		const event = `e${events.length + 1}`;
		if (payload.kind === 'decide') for (const { key } of payload.targets) decisions.set(key, payload.decision);
		if (payload.kind === 'undo') {
			const before = events.find((one) => one.event === payload.event)!;
			before.undone = true;
			if (before.payload.kind === 'decide') for (const { key } of before.payload.targets) decisions.delete(key);
		}
		events.push({ event, payload, undone: false });
		return event;
	};
	const batch = () => ({ run: { id: 'run' } });
	const workbench = { workspace, cases: new Cases(workspace), batch, decide, refresh: async () => undefined } as unknown as Workbench;
	return { workbench, decisions, excepted, events, calls };
}

const row = (index: number): FindingRow => ({
	index,
	key: `k${index}`,
	rule: 'r',
	dimension: 'compliance',
	violation: '重复收费',
	grade: 'certain',
	visit: `v${Math.floor(index / 3)}`,
	person: 'p',
	patient: '周某',
	sex: '1',
	age: 64,
	institution: '',
	department: 'ICU',
	doctor: '',
	item: '',
	date: '2026-05-10',
	lines: 1,
	amount: 100,
	inScope: null,
	fund: null,
	messages: [],
	decision: 'open'
});
const finding = (one: FindingRow): Finding => ({
	key: one.key,
	rule: 'r',
	version: 1,
	dimension: 'compliance',
	violation: '重复收费',
	grade: 'certain',
	visit: one.visit,
	person: 'p',
	related: [],
	institution: '',
	department: '',
	doctor: '',
	date: '',
	lines: [],
	conditions: [],
	clears: [],
	basis: [],
	amounts: { amount: 100, inScope: null, fund: null, fundMethod: 'none', reasons: [] },
	messages: [],
	evidenceDigest: `d-${one.key}`
});
