import { describe, expect, it } from 'vitest';
import { placesOf, searchRecord, wordsOf } from '../../../../src/lib/state/record/search.ts';
import { RecordSearch } from '../../../../src/lib/state/record/search.svelte.ts';
import { tableOf, viewOf } from './rows.ts';

const view = viewOf({
	fee: tableOf('mdtrt_id|hilist_name|medins_list_name\nM1|二级护理|护理费\nM1|血常规|CBC\nM1|床位费|床位'),
	order: tableOf('mdtrt_id|drord_cont\nM1|二级护理\nM1|cbc 复查'),
	document: tableOf('text\n遵医嘱予二级护理，复查cbc。')
});
const pause = async (): Promise<void> => undefined;
const ask = async (question: string) =>
	(await searchRecord(view, ['fee', 'order', 'document'], wordsOf(question), pause, () => false))!.map(({ row }) => row);

describe('search inside a record', () => {
	it.each([
		['护理', ['fee:f:1', 'order:f:1', 'document:f:1']],
		['CBC', ['fee:f:2', 'order:f:2', 'document:f:1']],
		['护理 cbc', ['document:f:1']],
		['M1', []],
		['', []],
		['没有', []]
	])('%s', async (question, rows) => expect(await ask(question)).toEqual(rows));

	it('marks places and nothing beside them', () => {
		expect(placesOf('复查cbc，CBC', ['cbc', '复查'])).toEqual([
			[0, 2],
			[2, 5],
			[6, 9]
		]);
		// İ is longer in lower case: a mark would stand beside its word.
		expect(placesOf('İcbc', ['cbc'])).toEqual([]);
	});
	it('lets the page breathe, and drops an answer that nobody waits for', async () => {
		const large = viewOf({ fee: tableOf(['hilist_name', ...Array.from({ length: 1_000 }, (_, i) => `项目${i}`)].join('\n')) });
		let pauses = 0;
		await searchRecord(
			large,
			['fee'],
			['项目'],
			async () => void pauses++,
			() => false
		);
		expect(pauses).toBe(2);
		expect(await searchRecord(large, ['fee'], ['项目'], pause, () => true)).toBeNull();
	});
	it('steps around the ends and counts by tab', async () => {
		const search = new RecordSearch();
		await search.ask('护理', view, ['fee', 'order', 'document']);
		expect(search.hits.map(({ table }) => table)).toEqual(['fee', 'order', 'document']);
		expect([search.step(-1)?.row, search.step(1)?.row, search.step(1)?.row]).toEqual(['document:f:1', 'fee:f:1', 'order:f:1']);
		expect([...search.counts]).toEqual([
			['fee', 1],
			['order', 1],
			['document', 1]
		]);
	});
});
