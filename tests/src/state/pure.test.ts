import { describe, expect, it } from 'vitest';
import type { Condition, EvidenceRef, Operand } from '../../../rules/domain/finding.ts';
import type { CaseRow, CaseView } from '../../../workers/protocol/case.ts';
import { numberEvidence, rowKey } from '../../../src/lib/state/numbering.ts';
import { DEFAULT_VIEW, paramsOf, ranged, sameView, searched, toggled, viewOf } from '../../../src/lib/state/query-url.ts';
import { timelineOf } from '../../../src/lib/state/timeline.ts';

const DAY = 86_400;
const ref = (table: EvidenceRef['table'], record: number, field = 'cnt'): EvidenceRef => ({ table, file: 'f', record, rowId: '', field, value: '' });
const operand = (zh: string, value: number | string, sources: EvidenceRef[]): Operand => ({
	label: { zh, en: zh },
	unit: 'quantity',
	value,
	sources,
	origin: sources.length > 0 ? 'record' : 'parameter'
});
const condition = (name: string, left: Operand, right: Operand): Condition => ({ name, left, op: 'gt', right, holds: true });

describe('numbering', () => {
	const billed = operand('计费', 120, [ref('fee', 4), ref('fee', 9)]);
	const recorded = operand('记录', 96, [ref('device', 1, 'hours')]);
	it('gives one number to an operand wherever it stands, none to parameters', () => {
		const result = numberEvidence({ conditions: [condition('a', billed, recorded), condition('b', billed, operand('上限', 24, []))], clears: [] });
		expect(result.conditions.map((c) => [c.left.number, c.right.number])).toEqual([
			[1, 2],
			[1, null]
		]);
		expect(result.rows.get(rowKey(ref('fee', 9)))).toEqual([{ number: 1, field: 'cnt' }]);
		expect(result.first.get(2)?.table).toBe('device');
	});
	it('joins conditions that differ only in their rows', () => {
		const point = operand('知识点', '床位费', []);
		const lines = [1, 2, 3].map((n) => condition('item', operand('名称', '床位费', [ref('fee', n)]), point));
		const result = numberEvidence({ conditions: lines, clears: [] });
		expect(result.conditions).toHaveLength(1);
		expect(result.conditions[0]).toMatchObject({ times: 3, left: { number: 1 } });
		expect(result.rows.size).toBe(3);
	});
	it('numbers counter-evidence that was found, after the conditions', () => {
		const text = { zh: '', en: '' };
		const clears = [
			{ id: 'x', text, state: 'not-found' as const, sources: [] },
			{ id: 'y', text, state: 'found' as const, sources: [ref('order', 7)] }
		];
		expect(numberEvidence({ conditions: [condition('a', billed, recorded)], clears }).clears.map((c) => c.number)).toEqual([null, 3]);
	});
});

describe('timeline', () => {
	const row = (record: number, begin: number | null, end: number | null, precision: 0 | 1 | 2): CaseRow => ({
		file: 'f',
		record,
		rowId: '',
		begin,
		end,
		precision,
		cells: []
	});
	const view = (fee: CaseRow[]): CaseView => ({
		visit: 'v',
		person: 'p',
		head: {},
		begin: DAY + 3600,
		end: 4 * DAY,
		total: 0,
		absent: [],
		findings: [],
		others: [],
		undetermined: [],
		tables: { fee: { fields: [], rows: fee } }
	});
	it('merges evidence that touches, keeps the rest grey and apart', () => {
		const numbering = numberEvidence({
			conditions: [condition('a', operand('x', 1, [ref('fee', 1), ref('fee', 2)]), operand('y', 2, []))],
			clears: []
		});
		const [lane] = timelineOf(
			view([row(1, DAY, null, 1), row(2, 2 * DAY, null, 1), row(3, DAY + 60, null, 2), row(4, null, null, 0)]),
			numbering
		).lanes;
		expect(lane!.evidence).toEqual([{ from: DAY, to: 3 * DAY, numbers: [1], rows: ['fee:f:1', 'fee:f:2'], level: 0 }]);
		expect(lane!.rest).toEqual([{ from: DAY + 60, to: DAY + 60 }]);
		expect(lane!.untimed).toBe(1);
	});
	it('stretches to evidence after discharge', () => {
		const numbering = numberEvidence({ conditions: [condition('a', operand('x', 1, [ref('fee', 1)]), operand('y', 2, []))], clears: [] });
		const line = timelineOf(view([row(1, 6 * DAY, null, 1)]), numbering);
		expect([line.from, line.to]).toEqual([DAY, 7 * DAY]);
	});
});

describe('address of a view', () => {
	it('is the view, both ways', () => {
		let view = toggled(toggled(DEFAULT_VIEW, 'violation', '重复收费'), 'grade', 'certain');
		view = searched(ranged(view, { from: 10_000, to: 99_999 }), '0123456789ab');
		view = { ...view, sort: 'amount', descending: false, group: 'person', columns: ['department', 'amount'], saved: 'ba9876543210' };
		expect(viewOf(new URLSearchParams(paramsOf(view).toString()))).toEqual(view);
		expect(sameView(toggled(toggled(DEFAULT_VIEW, 'rule', 'a'), 'rule', 'a'), DEFAULT_VIEW)).toBe(true);
		expect(paramsOf(DEFAULT_VIEW).toString()).toBe('');
	});
	it('carries no name: doctors by the id of their name, old addresses with words or names are not taken up as they are', () => {
		const view = toggled(DEFAULT_VIEW, 'doctor', '张三');
		expect(decodeURIComponent(paramsOf(view).toString())).toMatch(/^doctor=~[0-9a-z]+$/);
		expect(toggled(view, 'doctor', '张三')).toEqual(DEFAULT_VIEW);
		expect(viewOf(new URLSearchParams('doctor=张三'))).toEqual(view);
		expect(viewOf(new URLSearchParams('q=周某'))).toEqual(DEFAULT_VIEW);
	});
	it('ignores what it does not know', () =>
		expect(viewOf(new URLSearchParams('sort=evil&from=-1&x=y&by=moon&cols=a,b&queue=<x>'))).toEqual(DEFAULT_VIEW));
});
