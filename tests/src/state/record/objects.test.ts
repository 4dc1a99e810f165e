import { describe, expect, it } from 'vitest';
import type { CaseFinding } from '../../../../workers/protocol/case.ts';
import { Notes } from '../../../../src/lib/state/notes.svelte.ts';
import type { Workspace } from '../../../../src/lib/state/port.ts';
import { noteKey, objectsOf } from '../../../../src/lib/state/record/objects.ts';
import { relatedQueues } from '../../../../src/lib/state/record/related.ts';
import type { Note } from '../../../../workers/protocol/register.ts';
import { tableOf, viewOf } from './rows.ts';

const HEAD = { psn_no: 'P1', psn_name: '周某', fixmedins_code: 'H1', fixmedins_name: '市一院', adm_dept_name: '内科', chfpdr_name: '甲' };
const FEES = tableOf(`
	hilist_code | hilist_name | medins_list_codg | medins_list_name | bilg_dept_name | bilg_dr_name
	A1          | 床位费      | L1               | 床位             | 内科           | 乙
	A1          | 床位费      | L1               | 床位             | 外科           | 乙
	            |             | L2               | 自制膏           | 内科           | 甲`);
const finding = (key: string, item: string): CaseFinding =>
	({ row: { key, item, doctor: '乙', department: '外科', institution: 'H1' }, finding: { doctor: '乙', department: '外科' } }) as CaseFinding;
const view = { ...viewOf({ fee: FEES }, HEAD), findings: [finding('k1', '床位费'), finding('k2', '自制膏')] };

describe('objects of a case', () => {
	it('are what a note can be on, the finding in sight first', () => {
		expect(objectsOf(view, view.findings[1]!).map(({ on, object }) => `${on} ${object.replace('\n', '/')}`)).toEqual([
			'finding k2',
			'finding k1',
			'visit M1',
			'person P1',
			'department H1/内科',
			'department H1/外科',
			'doctor H1/甲',
			'doctor H1/乙',
			'institution H1',
			'item A1',
			'item H1/L2'
		]);
	});
	it('names nobody where the record names nobody', () => {
		expect(objectsOf(viewOf({}), null)).toEqual([{ on: 'visit', object: 'M1', name: 'M1' }]);
	});
	it('of two hospitals are not the same where they are only called the same', () => {
		const elsewhere = { ...viewOf({ fee: FEES }, { ...HEAD, fixmedins_code: 'H2' }) };
		const here = new Set(objectsOf(view, null).map(noteKey));
		expect(
			objectsOf(elsewhere, null)
				.filter((one) => here.has(noteKey(one)))
				.map(({ on }) => on)
		).toEqual(['visit', 'person', 'item']);
	});
});

describe('notes', () => {
	/** A register as the workspace keeps it. */
	function register() {
		const entries = new Map<string, Note>();
		let at = 0;
		const workspace = {
			register: async () => [...entries].map(([id, value]) => ({ id, value, event: 'e', actor: '', at: ++at })),
			enter: async (_batch: string, _name: string, id: string, value: Note | null) => void (value ? entries.set(id, value) : entries.delete(id))
		} as unknown as Workspace;
		return new Notes(workspace, 'b');
	}
	it('show wherever their object appears, and nowhere else', async () => {
		const notes = register();
		const objects = objectsOf(view, view.findings[0]!);
		await notes.write(
			null,
			objects.find(({ on }) => on === 'item')!,
			'核对收费标准'
		);
		await notes.write(null, { on: 'doctor', object: 'H9\n乙' }, '别院的乙');
		expect(notes.on(objects).map(({ note, object }) => [object.name, note.value.text])).toEqual([['床位费', '核对收费标准']]);
		const [{ note }] = notes.on(objects) as [ReturnType<typeof notes.on>[number]];
		await notes.write(note.id, note.value, '改写');
		expect(notes.on(objects).map((one) => one.note.value.text)).toEqual(['改写']);
		await notes.strike(note.id);
		expect(notes.on(objects)).toEqual([]);
	});
});

describe('related queues', () => {
	it('go by ids, within the institution, the item of the finding in sight first', () => {
		const queues = relatedQueues(view, view.findings[1]!);
		expect(queues.map(({ on, name }) => [on, name])).toEqual([
			['doctor', '乙'],
			['department', '外科'],
			['item', '自制膏'],
			['item', '床位费']
		]);
		expect(queues[0]!.filter.facets).toEqual({ doctor: [expect.stringMatching(/^~/)], institution: ['H1'] });
		expect(JSON.stringify(queues[0]!.filter)).not.toContain('乙');
	});
});
