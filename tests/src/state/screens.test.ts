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
	it('goes on to another stay where the rest of this one is left', async () => {
		const { workbench } = fakeWorkbench(6);
		const screen = new CaseScreen(workbench, 'b');
		await screen.open('v0', 'k0', DEFAULT_VIEW);
		expect([screen.nextOpen()?.key, screen.nextOpen(true)?.key]).toEqual(['k1', 'k3']);
		await screen.open('v1', 'k4', DEFAULT_VIEW);
		expect(screen.nextOpen(true)?.key).toBe('k0');
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
	const FOUND = { amount: 8_000, inScope: 6_000, fund: 4_000, fundMethod: 'billed-share', reasons: [] } as const;
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
		const edits = new LineEdits([sum(1, 5_000, 10_000), sum(2, 3_000, 3_000)], [], FOUND);
		expect([edits.touched, edits.decided(), edits.amounts]).toEqual([false, null, FOUND]);
		for (const [text, fault] of [
			['-1', 'negative'],
			['一百', 'not-money'],
			['100.01', 'above'],
			['1.234', 'not-money'],
			['100', 'ok']
		] as const) {
			edits.write('fee:f:1', text);
			expect(edits.fault(edits.lines[0]!)).toBe(fault);
		}
		edits.accept('fee:f:2', false);
		expect([edits.valid, edits.amounts?.amount]).toEqual([true, 10_000]);
		expect(edits.decided()?.map(({ accepted, amount }) => [accepted, amount])).toEqual([
			[true, 10_000],
			[false, null]
		]);
	});
	it('reckons what the fund lost of a corrected line from its charge, and says where it cannot', async () => {
		const bases = [{ amount: 8_000, inScope: 6_000, funds: { fund: 72_000, total: 100_000, inScope: 90_000 } }, null];
		const source = { bases: async () => bases, counted: () => Promise.reject(new Error()), href: () => '' };
		const edits = new LineEdits([sum(1, 5_000, 10_000), sum(2, 3_000, 3_000)], [], FOUND, source);
		edits.accept('fee:f:2', false);
		edits.write('fee:f:1', '33.33');
		expect(edits.amounts).toMatchObject({ amount: 33_33, inScope: null, fund: null, reasons: ['corrected-without-basis'] });
		await edits.reckon();
		// 33.33 × 60 ÷ 80 = 24.9975 → 25.00; × 720 ÷ 900 = 20.00.
		expect(edits.amounts).toMatchObject({ amount: 33_33, inScope: 25_00, fund: 20_00, fundMethod: 'billed-share' });
		edits.write('fee:f:1', '80.01');
		expect([edits.fault(edits.lines[0]!), edits.amounts]).toEqual(['above', null]);
		edits.restore();
		expect([edits.touched, edits.amounts]).toEqual([false, FOUND]);
		edits.accept('fee:f:1', false);
		edits.accept('fee:f:2', false);
		expect(edits.amounts).toMatchObject({ amount: 0, fund: 0 });
	});
});
