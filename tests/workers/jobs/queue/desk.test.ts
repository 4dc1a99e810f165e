import { describe, expect, it } from 'vitest';
import type { QueueQuery } from '../../../../workers/protocol/review.ts';
import type { WorkspaceJob } from '../../../../workers/jobs/workspace-job.ts';
import type { Snooze } from '../../../../workers/protocol/queue.ts';
import { RECORDS } from '../../store/sample.ts';
import { Machine } from '../workbench.ts';

const ALL: QueueQuery = { filter: { facets: {} }, sort: 'weight', descending: true, from: 0, count: 100 };
const DAY = 86_400_000;
const noProgress = (): void => undefined;

/** A reviewed batch: two findings, of stays M1 (¥100.00, 8 days for 6) and M2 (¥50.00, 3 for 2), both of 周某. */
async function reviewed() {
	const machine = await Machine.start();
	const batch = await machine.import();
	await machine.review(batch);
	return { machine, batch, tab: await machine.tab() };
}

/** Searches words and answers the rows that the queue then shows, with the id of the words. */
async function searched(tab: WorkspaceJob, batch: string, text: string) {
	const search = await tab.queueDesk('keepSearch', text);
	const info = await tab.queueDesk('search', batch, search, noProgress);
	const window = await tab.queue(batch, { ...ALL, filter: { facets: {}, search } });
	expect(info.findings).toBe(window.total);
	return { search, window, visits: window.rows.map(({ visit }) => visit), kinds: window.rows[0]?.matched?.map(({ kind, text }) => [kind, text]) };
}

describe('search over findings and records', () => {
	it.each([
		['a patient', '周某', ['M1', 'M2'], [['person', '周某']]],
		['a diagnosis', '肺炎', ['M1', 'M2'], [['diagnosis', '肺炎']]],
		['a piece of a document', '咳嗽', ['M1'], [['document', '咳嗽三天，收入院。']]],
		['a kind of document', '入院记录', ['M1'], [['document', '入院记录']]],
		['a code of an item', '0011090000', ['M1', 'M2'], [['item', '001109000010000']]],
		['a doctor who charged', '乙', ['M2'], [['doctor', '乙']]],
		[
			'two words that both have to be there',
			'周某 咳嗽',
			['M1'],
			[
				['person', '周某'],
				['document', '咳嗽三天，收入院。']
			]
		],
		['a stay without findings', '冯某', [], undefined],
		['what stands nowhere', '阑尾', [], undefined]
	])('finds %s', async (_, text, visits, kinds) => {
		const { tab, batch } = await reviewed();
		const found = await searched(tab, batch, text);
		expect(found.visits.sort()).toEqual(visits);
		if (kinds) expect(found.window.rows.find(({ visit }) => visit === visits[0])!.matched!.map(({ kind, text }) => [kind, text])).toEqual(kinds);
	});
	it('knows words by an id that says nothing of them, in another tab and after a new run too', async () => {
		const { machine, tab, batch } = await reviewed();
		const { search } = await searched(tab, batch, '周某');
		expect(search).toMatch(/^[0-9a-f]{12}$/);
		expect(await tab.queueDesk('keepSearch', '周某')).toBe(search);
		expect(await tab.queueDesk('keepSearch', '冯某')).not.toBe(search);
		const query = { ...ALL, filter: { facets: {}, search } };
		expect(await (await machine.tab()).queue(batch, query)).toMatchObject({ total: 2, text: '周某' });
		await machine.review(batch);
		expect((await tab.findingsUnder(batch, query)).length).toBe(2);
	});
	it('with words of another machine shows nothing and says so: a wider list would be decided about', async () => {
		const { tab, batch } = await reviewed();
		expect(await tab.queue(batch, { ...ALL, filter: { facets: {}, search: 'ffffffffffff' } })).toMatchObject({ total: 0, text: null, set: null });
	});
	it('shows a set of findings under its name', async () => {
		const { tab, batch } = await reviewed();
		const { key } = (await tab.findingsUnder(batch, ALL))[1]!;
		const search = await tab.queueDesk('keepSet', '样本', [key, 'gone']);
		expect(await tab.queue(batch, { ...ALL, filter: { facets: {}, search } })).toMatchObject({ total: 1, set: '样本', text: null, rows: [{ key }] });
	});
	it('can be stopped', async () => {
		const { tab, batch } = await reviewed();
		const id = await tab.queueDesk('keepSearch', '咳嗽');
		const search = tab.queueDesk('search', batch, id, () => void tab.queueDesk('stopSearch'));
		await expect(search).rejects.toThrow('aborted');
		expect((await tab.queueDesk('search', batch, id, noProgress)).findings).toBe(1);
	});
});

describe('findings put off', () => {
	const snooze = (keys: readonly string[], until: string): Snooze => ({ keys, until, reason: '等院方回复' });

	it('are no open work until their day, come back on it, and say so', async () => {
		const { machine, tab, batch } = await reviewed();
		const [first] = await tab.findingsUnder(batch, ALL);
		await tab.enter(batch, 'snoozes', 's1', snooze([first!.key], '1970-01-05'));
		const rows = async () => (await tab.queue(batch, ALL)).rows.map(({ decision, snooze }) => [decision, snooze?.until ?? null]);
		expect(await rows()).toEqual([
			['snoozed', '1970-01-05'],
			['open', null]
		]);
		expect((await tab.queueDesk('nextOpen', batch, ALL, -1, null))?.at).toBe(1);
		machine.time += 5 * DAY;
		expect(await rows()).toEqual([
			['open', '1970-01-05'],
			['open', null]
		]);
	});
	it('come back when the snooze is taken back, struck out or written without them; a decision goes before it', async () => {
		const { tab, batch } = await reviewed();
		const targets = await tab.findingsUnder(batch, ALL);
		const states = async () => (await tab.findingsUnder(batch, ALL)).map(({ decision }) => decision);
		const keys = targets.map(({ key }) => key);
		const { event } = await tab.enter(batch, 'snoozes', 's1', snooze(keys, '1999-01-01'));
		expect(await states()).toEqual(['snoozed', 'snoozed']);
		await tab.decide({ kind: 'undo', batch, event });
		expect(await states()).toEqual(['open', 'open']);
		await tab.enter(batch, 'snoozes', 's2', snooze(keys, '1999-01-01'));
		await tab.enter(batch, 'snoozes', 's2', snooze(keys.slice(1), '1999-01-01'));
		expect(await states()).toEqual(['open', 'snoozed']);
		await tab.decide({ kind: 'decide', batch, decision: 'reject', targets: targets.slice(1), reason: '反证成立', note: '' });
		expect(await states()).toEqual(['open', 'reject']);
		await tab.enter(batch, 'snoozes', 's2', null);
		expect(await states()).toEqual(['open', 'reject']);
	});
});

describe('one decision about many', () => {
	it('is one event over the open findings of a group, and one step back', async () => {
		const { tab, batch } = await reviewed();
		const scope = { kind: 'group', filter: { facets: {} }, by: 'person', value: 'P1' } as const;
		expect(await tab.queueDesk('preview', batch, scope)).toMatchObject({ count: 2, open: 2, amount: 15_000, openAmount: 15_000 });
		const said = { decision: 'reject', reason: '反证成立', note: '' } as const;
		const { event, decided } = await tab.queueDesk('decideScope', batch, scope, said);
		expect(decided).toBe(2);
		expect((await tab.history(batch, 10)).length).toBe(1);
		expect(await tab.queueDesk('decideScope', batch, scope, said)).toEqual({ event: null, decided: 0 });
		await tab.decide({ kind: 'undo', batch, event: event! });
		expect((await tab.queueDesk('preview', batch, scope)).open).toBe(2);
	});
	it('about findings like one names what they have in common', async () => {
		const { tab, batch } = await reviewed();
		const { key } = (await tab.findingsUnder(batch, ALL))[0]!;
		expect(await tab.queueDesk('preview', batch, { kind: 'alike', key })).toMatchObject({
			count: 2,
			pattern: { rule: 'bed-days-over-stay', item: '床位费' },
			sample: [{ decision: 'open' }, { decision: 'open' }]
		});
		await expect(tab.queueDesk('preview', batch, { kind: 'alike', key: 'gone' })).rejects.toThrow('not-found');
	});
	it('goes on to another stay with something open, and says where there is none', async () => {
		const { tab, batch } = await reviewed();
		const [first, second] = await tab.findingsUnder(batch, ALL);
		expect(await tab.queueDesk('nextOpen', batch, ALL, 0, first!.visit)).toMatchObject({ at: 1, visit: second!.visit });
		await tab.decide({ kind: 'decide', batch, decision: 'confirm', targets: [second!], reason: '', note: '' });
		expect(await tab.queueDesk('nextOpen', batch, ALL, 0, first!.visit)).toBeNull();
	});
});

describe('what is kept of queues', () => {
	it('stands for all batches, with what each holds', async () => {
		const { tab, batch } = await reviewed();
		const queue = {
			name: '内科',
			filter: { facets: { department: ['内科'] } },
			text: '',
			sort: 'date',
			descending: true,
			group: null,
			columns: []
		} as const;
		await tab.enter('', 'queues', 'q1', queue);
		const [kept] = await tab.register('', 'queues');
		expect(kept).toMatchObject({ id: 'q1', value: queue });
		expect(await tab.queueDesk('sums', batch, [queue, { ...queue, text: '周某' }])).toEqual([{ count: 2, amount: 15_000 }, null]);
	});
	it('weighs rules by what was decided when the run was opened, anew only when asked', async () => {
		const { tab, batch } = await reviewed();
		expect(await tab.queueDesk('weights', batch)).toMatchObject([{ confirmed: 0, weight: 0.5, precision: null }]);
		await tab.decide({ kind: 'decide', batch, decision: 'confirm', targets: await tab.findingsUnder(batch, ALL), reason: '', note: '' });
		expect(await tab.queueDesk('weights', batch)).toMatchObject([{ confirmed: 0, weight: 0.5 }]);
		expect(await tab.queueDesk('reweigh', batch)).toMatchObject([{ confirmed: 2, rejected: 0, weight: 4 / 6, precision: { share: 1 } }]);
	});
	it('names the item with the most money among the lines of a finding', async () => {
		const machine = await Machine.start();
		const batch = await machine.import('两项', {
			...RECORDS,
			fee: RECORDS.fee!.map((row) => ({ ...row, hilist_name: row['mdtrt_id'] === 'M1' ? '重症监护床位' : '' }))
		});
		await machine.review(batch);
		const { rows } = await (await machine.tab()).queue(batch, ALL);
		expect(rows.map(({ visit, item }) => [visit, item])).toEqual([
			['M1', '重症监护床位'],
			['M2', '床位费']
		]);
	});
});
