import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memorySource, preview } from '../../../workers/ingest/index.ts';
import { imported } from './helpers.ts';

/** Public data beside the repository (see its README); these tests say so and rest where it is absent. */
const DATA = new URL('../../../../shared/data/', import.meta.url);
const present = existsSync(DATA);
const when = describe.skipIf(!present);
const note = present ? '' : ' (skipped: ../shared/data is absent)';

const EXPECTED: Record<string, string[]> = {
	'1.1': ['institution'],
	'2.1': ['visit', 'settlement', 'diagnosis'],
	'2.2': ['fee'],
	'2.3': ['order'],
	'2.4': ['operation'],
	'2.5': ['anesthesia'],
	'3.1': ['visit', 'settlement', 'diagnosis'],
	'3.2': ['fee'],
	'3.3': ['order'],
	'3.4': ['operation'],
	'3.5': ['anesthesia'],
	'4.1': ['exam'],
	'4.2': ['exam'],
	'4.3': ['lab'],
	'4.4': ['lab'],
	'5.1': ['stock'],
	'5.2': ['stock'],
	'5.3': ['stock'],
	'5.4': ['stock'],
	fee_list_d: ['fee'],
	mdtrt_d: ['visit'],
	setl_d: ['settlement'],
	setl_list_diag_d: ['diagnosis'],
	setl_list_oprn_d: ['operation']
};

when(`templates of regulator and hospital${note}`, () => {
	const folder = new URL('templates/', DATA);
	for (const name of present ? readdirSync(folder) : []) {
		it(name, async () => {
			const previews = await preview(memorySource('任意名称.xlsx', readFileSync(new URL(name, folder))));
			const tables = previews.flatMap((p) => (p.problem ? [] : p.mappings.map((m) => m.table)));
			expect(tables).toEqual(EXPECTED[name.split(/[-]|\.xlsx/)[0]!]);
		});
	}
});

when(`fictional records${note}`, () => {
	it('become one batch with nothing refused and nothing dangling', async () => {
		const folder = new URL('records/', DATA);
		const names = present ? readdirSync(folder).filter((name) => name.endsWith('.csv')) : [];
		// Names are taken away: columns alone must tell the tables apart.
		const all = await imported(names.map((name, i) => memorySource(`${i}.csv`, readFileSync(new URL(name, folder)))));
		const { receipt } = all.batch;
		expect(receipt.refusals).toEqual([]);
		expect(receipt.dangling).toEqual([]);
		expect(receipt.skipped.map((p) => p.id)).toEqual(['headings-only', 'headings-only']);
		expect(receipt.visits).toBe(10);
		expect(Object.fromEntries(receipt.lines.map((line) => [line.table, line.taken]))).toMatchObject({
			visit: 10,
			fee: 60,
			settlement: 10,
			earlierVisit: 3
		});
	});
});
