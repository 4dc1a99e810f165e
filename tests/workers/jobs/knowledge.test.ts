import { describe, expect, test } from 'vitest';
import { KnowledgeJob } from '../../../workers/jobs/knowledge-job.ts';
import { pack, sexLimit } from '../../rules/knowledge/build.ts';
import { openTestStore } from '../store/open.ts';
import { Machine } from './workbench.ts';

const A = 'XG04CBA088A001010101467';
const B = 'XG04CBA088A001010201467';
const ONE = pack('p', [sexLimit('甲片', [A], '1')], { version: '1' });
const TWO = pack('p', [sexLimit('甲片', [A], '2'), sexLimit('乙片', [B], '2')], { version: '2' });
const OTHER = pack('q', [sexLimit('丙片', [], '2')]);

async function opened() {
	const store = await openTestStore();
	let at = 0;
	const job = new KnowledgeJob({ store: async () => store, now: () => ++at });
	const inForce = async () => (await store.settings.packs()).map(({ id, version }) => `${id} ${version}`);
	const kept = async () => (await job.keptVersions()).map(({ id, version, why }) => `${id} ${version} ${why}`);
	return { store, job, inForce, kept };
}

describe('versions of a pack', () => {
	test('a further version takes the place of the earlier one, which is kept and comes back in its rank', async () => {
		const { job, inForce, kept } = await opened();
		for (const one of [ONE, OTHER, TWO]) await job.save(one);
		expect([await inForce(), await kept()]).toEqual([['p 2', 'q 1'], ['p 1 replaced']]);
		expect(await job.facts(ONE.digest)).toMatchObject({ whole: true, kept: { at: 3, why: 'replaced' } });
		expect(await job.changes({ before: ONE.digest, after: TWO.digest, table: '', kind: '', text: '', from: 0, count: 9 })).toMatchObject({
			total: 2,
			tables: [{ table: 'sexLimits', added: 1, removed: 0, changed: 1 }]
		});
		await job.restore(ONE.digest);
		expect([await inForce(), await kept()]).toEqual([['p 1', 'q 1'], ['p 2 replaced']]);
	});
	test('the same version again is no version', async () => {
		const { job, kept } = await opened();
		await job.save(ONE);
		await job.save(ONE);
		expect(await kept()).toEqual([]);
	});
	test('a removed pack is kept and can be brought back', async () => {
		const { job, inForce, kept } = await opened();
		await job.save(ONE);
		await job.remove('p');
		await job.remove('p');
		expect([await inForce(), await kept()]).toEqual([[], ['p 1 removed']]);
		await job.restore(ONE.digest);
		expect([await inForce(), await kept()]).toEqual([['p 1'], []]);
	});
	test('a change cut short leaves the version in force, and does not list it as kept', async () => {
		const { store, job, inForce, kept } = await opened();
		await job.save(ONE);
		store.settings.savePack = () => Promise.reject(new Error('quota-exceeded'));
		await expect(job.save(TWO)).rejects.toThrow('quota');
		expect([await inForce(), await kept()]).toEqual([['p 1'], []]);
	});
	test('what is offered is looked at and not taken', async () => {
		const { job, inForce, kept } = await opened();
		await job.save(ONE);
		await job.offer(TWO);
		expect((await job.points({ pack: TWO.digest, table: '', text: '', unverified: false, from: 0, count: 1 })).total).toBe(2);
		expect([await inForce(), await kept()]).toEqual([['p 1'], []]);
	});
	test('a digest that nobody knows is not found', async () => {
		const { job } = await opened();
		await expect(job.facts('0'.repeat(64))).rejects.toThrow('not-found');
		await expect(job.restore('0'.repeat(64))).rejects.toThrow('not-found');
	});
});

test('codes that neither another pack nor a batch has are counted', async () => {
	const machine = await Machine.start();
	await machine.import();
	const tab = await machine.tab();
	const own = pack('own', [sexLimit('床', ['001109000010000'], '2', { id: 'a' }), sexLimit('甲片', [A], '2'), sexLimit('乙片', [B], '2')]);
	await tab.savePack(own);
	expect(await tab.knowledge('unknownCodes', own.digest)).toEqual({
		codes: 3,
		unknown: 2,
		first: [
			{ code: A, name: '甲片' },
			{ code: B, name: '乙片' }
		],
		packs: 0,
		batches: 1
	});
	await tab.savePack(ONE);
	expect(await tab.knowledge('unknownCodes', own.digest)).toMatchObject({ unknown: 1, packs: 1 });
});
