import { describe, expect, test } from 'vitest';
import { CODE_PROFILE } from '../../../workers/jobs/code-mapping-store.ts';
import type { CodeQuery } from '../../../workers/protocol/code-mapping.ts';
import { pack, sexLimit } from '../../rules/knowledge/build.ts';
import { tables } from '../../rules/harness/record.ts';
import { Machine } from './workbench.ts';

const NURSING = '001201000020000';
const OTHER = '001201000140000';
const FEES = tables({
	visit: `
		mdtrt_id | psn_no | psn_name | gend | age | med_type | begntime         | endtime
		M1       | P1     | 周某     | 1    | 64  | 21       | 2026-04-10 09:00 | 2026-04-16 10:00`,
	fee: `
		feedetl_sn | mdtrt_id | fee_ocur_time | hilist_code        | med_list_codg   | medins_list_codg | medins_list_name | hilist_name  | cnt | det_item_fee_sumamt | vali_flag
		F1         | M1       | 2026-04-10    |                    |                 | L1               | 特级护理费       |              | 1   | 400.00              | 1
		F2         | M1       | 2026-04-10    |                    |                 | L1               | 特级护理费       |              | -1  | -100.00             | 1
		F3         | M1       | 2026-04-10    |                    |                 | L1               | 特级护理费       |              | 1   | 999.00              | 0
		F4         | M1       | 2026-04-10    | 本院-7             |                 | L2               | 专项护理(一般)   |              | 1   | 50.00               | 1
		F5         | M1       | 2026-04-10    | ${OTHER}    |                 | L2               | 专项护理         | 一般专项护理 | 1   | 70.00               | 1
		F6         | M1       | 2026-04-10    | ${NURSING}    |                 | L4               | 特级护理         |              | 1   | 30.00               | 1
		F7         | M1       | 2026-04-10    | 本院-9             | ${NURSING} | L5               | 特护             |              | 1   | 20.00               | 1
		F8         | M1       | 2026-04-10    |                    |                 |                  | 手工费           |              | 1   | 5.00                | 1
		F9         | M1       | 2026-04-10    |                    |                 | L6               | 停车费           |              | 1   | 8.00                | 1`
});
const ALL = (batch: string): CodeQuery => ({ batch, view: 'all', text: '', from: 0, count: 100 });

async function loaded() {
	const machine = await Machine.start();
	const batch = await machine.import('一季度', FEES);
	const tab = await machine.tab();
	await tab.savePack(pack('p', [sexLimit('特级护理', [NURSING], '2')]));
	const list = (query: Partial<CodeQuery> = {}) => tab.localCodes({ ...ALL(batch), ...query }, () => undefined);
	return { machine, batch, tab, list };
}

describe('local codes without a national one', () => {
	test('stand by money, net of refunds, without void lines', async () => {
		const { list } = await loaded();
		const window = await list();
		expect(window.rows.map(({ code, name, lines, amount, gap, state }) => [code, name, lines, amount, gap, state])).toEqual([
			['L1', '特级护理费', 2, 300_00, 'absent', 'open'],
			['L2', '专项护理(一般)', 1, 50_00, 'malformed', 'open'],
			['L6', '停车费', 1, 8_00, 'absent', 'open']
		]);
		expect(window.sums).toEqual({
			all: { codes: 3, lines: 4, amount: 358_00 },
			open: { codes: 3, lines: 4, amount: 358_00 },
			mapped: { codes: 0, lines: 0, amount: 0 },
			outside: { codes: 0, lines: 0, amount: 0 },
			unknown: { codes: 1, lines: 1, amount: 70_00 }
		});
		expect(window.nameless).toEqual({ codes: 0, lines: 1, amount: 5_00 });
	});
	test('are proposed what other lines of the code say, then what their name is like, with the reason', async () => {
		const { list } = await loaded();
		const [first, second, third] = (await list()).rows;
		expect(first!.suggestions).toMatchObject([{ by: 'similar', name: '特级护理', codes: [NURSING], ours: '费', source: 'p@1' }]);
		expect(second!.suggestions[0]).toMatchObject({ by: 'same-code', codes: [OTHER], name: '一般专项护理', source: '' });
		expect(third!.suggestions).toEqual([]);
	});
	test.each<[string, Partial<CodeQuery>, string[]]>([
		['by name', { text: '护理' }, ['L1', 'L2']],
		['by code', { text: 'l6' }, ['L6']],
		['a window', { from: 1, count: 1 }, ['L2']],
		['whose national code no pack has', { view: 'unknown' }, ['L2']]
	])('%s', async (_, query, codes) => expect((await (await loaded()).list(query)).rows.map(({ code }) => code)).toEqual(codes));
});

describe('what a person says of a code', () => {
	test('is what a review reads, is counted, and is taken back', async () => {
		const { machine, tab, list } = await loaded();
		expect(await tab.codeMapping('say', 'L1', { national: ` ${NURSING} ` })).toBeNull();
		expect(await tab.codeMapping('say', 'L6', 'outside')).toBeNull();
		expect((await machine.store.settings.profiles()).map(({ name, localCodes }) => [name, localCodes])).toEqual([[CODE_PROFILE, { L1: NURSING }]]);
		const { sums, rows } = await list({ view: 'mapped' });
		expect(rows).toMatchObject([{ code: 'L1', target: NURSING, targetName: '特级护理', suggestions: [] }]);
		expect(sums).toMatchObject({ mapped: { codes: 1, amount: 300_00 }, outside: { codes: 1, amount: 8_00 }, open: { codes: 1, amount: 50_00 } });
		expect(await tab.codeMapping('say', 'L6', null)).toBe('outside');
		expect(await tab.codeMapping('say', 'L1', null)).toEqual({ national: NURSING });
		expect((await list()).sums.open.codes).toBe(3);
		expect((await machine.store.settings.profiles()).map(({ localCodes }) => localCodes)).toEqual([{}]);
	});
	test('holds in every profile that says something of the code', async () => {
		const { machine, tab } = await loaded();
		await machine.store.settings.saveProfile({ format: 'mingshen.mapping/1', name: '甲院', entries: [], localCodes: { L1: OTHER, L9: OTHER } });
		expect(await tab.codeMapping('say', 'L1', { national: NURSING })).toEqual({ national: OTHER });
		expect((await machine.store.settings.profiles()).map(({ localCodes }) => localCodes)).toEqual([{ L9: OTHER, L1: NURSING }]);
	});
	test('may be of a code that is a word of the language', async () => {
		const { machine, tab } = await loaded();
		await tab.codeMapping('say', '__proto__', { national: NURSING });
		expect(Object.entries((await machine.store.settings.profiles())[0]!.localCodes)).toEqual([['__proto__', NURSING]]);
	});
});

test('national items are found by name and by code', async () => {
	const { tab, batch } = await loaded();
	expect(await tab.codeMapping('items', batch, '专项')).toEqual([
		{ code: OTHER, name: '一般专项护理', source: '' },
		{ code: OTHER, name: '专项护理', source: '' }
	]);
	expect(await tab.codeMapping('items', batch, NURSING)).toEqual([{ code: NURSING, name: '特级护理', source: 'p@1' }]);
});

test('another pack changes what is known', async () => {
	const { tab, list } = await loaded();
	expect((await list()).sums.unknown.codes).toBe(1);
	await tab.savePack(pack('q', [sexLimit('一般专项护理', [OTHER], '2')]));
	expect((await list()).sums.unknown.codes).toBe(0);
});

test('a stop ends the reading; the next one begins anew', async () => {
	const { machine, tab, list, batch } = await loaded();
	const one = await machine.store.batches.shardIds((await machine.store.batches.get(batch)).storage);
	machine.store.batches.shardIds = async () => [...one, 'another'];
	const done: number[] = [];
	const reading = tab.localCodes(ALL(batch), ({ done: shards }) => {
		done.push(shards);
		void tab.codeMapping('stop');
	});
	await expect(reading).rejects.toThrow('aborted');
	expect(done).toEqual([1]);
	expect((await list()).total).toBe(3);
});
