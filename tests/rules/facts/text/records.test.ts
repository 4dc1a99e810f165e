import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { StayBook } from '../../../../rules/engine/stay.ts';
import { quantities } from '../../../../rules/facts/text/ask.ts';
import { recordTexts } from '../../../../rules/facts/text/documents.ts';
import { hitsIn } from '../../../../rules/facts/text/mentions.ts';
import { operationNotes } from '../../../../rules/facts/text/operation-notes.ts';
import { fieldSpec, type TableId } from '../../../../rules/domain/tables/index.ts';
import { build } from '../../harness/record.ts';
import { lines, print, Score } from './labelled.ts';

/** Public records, no part of the product (shared/data/README.md): the test runs where they lie beside the repository. */
const FOLDER = new URL('../../../../../shared/data/records/', import.meta.url);
const THERE = existsSync(FOLDER);
if (!THERE) console.info('text layer on records: skipped, ../shared/data/records is not beside the repository');

describe.skipIf(!THERE)('the records of the corpus', () => {
	const { shard, batch } = build(THERE ? { visit: read('mdtrt', 'visit'), document: read('doc', 'document') } : {});
	const book = new StayBook(shard, batch);
	const stays = Array.from({ length: shard.visitCount }, (_, visit) => book.stay(visit));
	const texts = stays.flatMap((stay) => stay.fact(recordTexts));

	it('mentions are told as a reader tells them', () => {
		const score = new Score();
		for (const line of lines('records')) {
			const [id, word, said] = line.split(' | ') as [string, string, string];
			const text = texts.find(({ row }) => row.text('doc_id' as never) === id)!;
			const got = hitsIn(text, [word]).map(({ status }) => status);
			said.split(' ').forEach((status, i) => score.add(status, got[i] ?? null, `${id} ${word} (${i + 1})`));
			for (const extra of got.slice(said.split(' ').length)) score.extra(extra, `${id} ${word}`);
		}
		print('records', score);
		expect(score.table().all!.precision).toBeGreaterThanOrEqual(0.95);
		expect(score.table().all!.recall).toBeGreaterThanOrEqual(0.95);
	});
	it('operation notes, quantities', () => {
		const notes = stays.flatMap((stay) => stay.fact(operationNotes));
		expect(
			notes.map(({ text, names, incision, implants, day }) => [
				text.row.text('doc_id' as never),
				names.length,
				incision,
				day !== null,
				implants.map(({ word, count }) => `${word} ${count}`).join(' ')
			])
		).toEqual([
			['M9372547673-D03', 1, null, true, '球囊 null 骨水泥 null 球囊 null 球囊扩张导管 1 骨水泥 1'],
			['M9228097715-D02', 0, 'same', false, ''],
			['M9228097715-D03', 2, 'same', true, '']
		]);
		const hours = stays.flatMap((stay) => quantities(stay, '小时', { kinds: ['discharge', 'nursing', 'course'] }));
		expect(
			hours.map(({ text, values, source }) => [text.row.text('doc_id' as never), values[0]! / 10_000, source.span![1] > source.span![0]])
		).toEqual(
			expect.arrayContaining([
				['M1321645634-D05', 40, true],
				['M1321645634-D06', 96, true],
				['M1321645634-D08', 96, true],
				['M1321645634-D08', 40, true]
			])
		);
	});
});

function read(file: string, table: TableId): Record<string, string>[] {
	const [head, ...rows] = readFileSync(new URL(`${file}.csv`, FOLDER), 'utf8')
		.replace(/^\ufeff/, '')
		.split(/\r?\n/)
		.filter((line) => line !== '')
		.map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? ''));
	return rows.map((row) => Object.fromEntries(head!.map((name, i) => [name, row[i] ?? ''] as const).filter(([name]) => fieldSpec(table, name))));
}
