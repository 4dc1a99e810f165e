import { describe, expect, it } from 'vitest';
import type { FindingLine } from '../../../rules/domain/finding.ts';
import { CaseScreen } from '../../../src/lib/state/case.svelte.ts';
import { LineEdits, type SumLine } from '../../../src/lib/state/lines.svelte.ts';
import { DEFAULT_VIEW, toggled } from '../../../src/lib/state/query-url.ts';
import { Queue } from '../../../src/lib/state/queue.svelte.ts';
import { fakeWorkbench } from '../fake-client.ts';

const said = { decision: 'reject' as const, reason: '反证成立', note: '' };

describe('queue', () => {
	it('fetches only the windows that come into sight', async () => {
		const { workbench, calls } = fakeWorkbench(1000);
		const queue = new Queue(workbench, 'b');
		await queue.show(DEFAULT_VIEW);
		await queue.need(450, 480);
		expect(calls).toEqual(['queue 0', 'rows 400']);
		expect(queue.row(455)?.key).toBe('k455');
		expect(queue.row(700)).toBeNull();
	});
	it('reads ahead the case under the cursor and the next one, once, and again after a decision', async () => {
		const { workbench, calls } = fakeWorkbench(9);
		const queue = new Queue(workbench, 'b');
		await queue.show(DEFAULT_VIEW);
		queue.cursor = 2;
		queue.readAhead();
		queue.readAhead();
		await new CaseScreen(workbench, 'b').open('v1', 'k3', DEFAULT_VIEW);
		expect(calls).toEqual(['queue 0', 'case v1', 'case v0', 'case v2']);
		await queue.decide(said, ['k3']);
		queue.readAhead();
		expect(calls.slice(-2)).toEqual(['case v1', 'case v0']);
	});
	it('decides many in one event and takes them back in one step', async () => {
		const { workbench, events, decisions } = fakeWorkbench(10);
		const queue = new Queue(workbench, 'b');
		await queue.show(DEFAULT_VIEW);
		[0, 1, 2].forEach((i) => queue.toggle(queue.row(i)!));
		expect(await queue.decide(said, [...queue.selected.keys()])).toBe(3);
		expect(events).toHaveLength(1);
		expect(await queue.nextOpen()).toBe(3);
		expect(await queue.undo()).toBe(3);
		expect(decisions.size).toBe(0);
		expect(await queue.undo()).toBe(0);
	});
	it('keeps the cursor inside a list that got shorter', async () => {
		const { workbench } = fakeWorkbench(3);
		const queue = new Queue(workbench, 'b');
		await queue.show(toggled(DEFAULT_VIEW, 'decision', 'open'));
		queue.cursor = 2;
		await queue.decide(said, ['k2']);
		expect([queue.total, queue.cursor]).toEqual([2, 1]);
	});
});

describe('case', () => {
	it('moves on to the next open finding, keeps its place, and undoes', async () => {
		const { workbench, decisions } = fakeWorkbench(6);
		const screen = new CaseScreen(workbench, 'b');
		const view = toggled(DEFAULT_VIEW, 'decision', 'open');
		await screen.open('v0', 'k1', view);
		expect([screen.index, screen.list.length]).toEqual([1, 6]);
		expect(await screen.decide(said, null)).toBe(true);
		expect(screen.nextOpen()?.key).toBe('k2');
		expect([screen.index, screen.list.length, screen.list[1]!.decision]).toEqual([1, 6, 'reject']);
		expect(await screen.undo()).toBe('k1');
		expect(decisions.size).toBe(0);
	});
	it('gives a finding under an exception back to it when a decision is undone', async () => {
		const { workbench, excepted } = fakeWorkbench(3);
		excepted.add('k1');
		const screen = new CaseScreen(workbench, 'b');
		await screen.open('v0', 'k1', DEFAULT_VIEW);
		const states = () => [screen.finding!.row.decision, screen.list[1]!.decision];
		expect(states()).toEqual(['excepted', 'excepted']);
		await screen.decide(said, null);
		expect(states()).toEqual(['reject', 'reject']);
		await screen.undo();
		expect(states()).toEqual(['excepted', 'excepted']);
		expect(screen.nextOpen()?.key).toBe('k2');
	});
	it('reads the next stay ahead and says where there is none', async () => {
		const { workbench, calls } = fakeWorkbench(6);
		const screen = new CaseScreen(workbench, 'b');
		await screen.open('v0', 'k0', DEFAULT_VIEW);
		await screen.open('v1', 'k3', DEFAULT_VIEW);
		expect(calls).toEqual(['case v0', 'case v1']);
		await screen.open('nobody', '', DEFAULT_VIEW);
		expect([screen.missing, screen.view]).toEqual([true, null]);
	});
});

describe('corrections of lines', () => {
	const line = (record: number, amount: number): FindingLine => ({
		table: 'fee',
		file: 'f',
		record,
		rowId: '',
		role: 'offending',
		qty: 10_000,
		amount,
		inScope: null,
		fund: null
	});
	const sum = (record: number, amount: number, own: number): SumLine => ({
		key: `fee:f:${record}`,
		line: line(record, amount),
		name: '',
		time: '',
		price: null,
		own,
		product: false
	});
	it('never goes below nothing or above the line', () => {
		const edits = new LineEdits([sum(1, 5_000, 10_000), sum(2, 3_000, 3_000)]);
		expect([edits.touched, edits.decided(), edits.total]).toEqual([false, null, 8_000]);
		for (const [text, fault] of [
			['-1', 'not-money'],
			['100.01', 'above'],
			['1.234', 'not-money'],
			['100', 'ok']
		] as const) {
			edits.write('fee:f:1', text);
			expect(edits.fault(edits.lines[0]!)).toBe(fault);
		}
		edits.accept('fee:f:2', false);
		expect([edits.valid, edits.total]).toEqual([true, 10_000]);
		expect(edits.decided()?.map(({ accepted, amount }) => [accepted, amount])).toEqual([
			[true, 10_000],
			[false, null]
		]);
	});
});
