import { describe, expect, it } from 'vitest';
import { Reasons } from '../../../src/lib/state/reasons.svelte.ts';
import type { Workspace } from '../../../src/lib/state/port.ts';
import type { ReasonEntry } from '../../../workers/protocol/reason.ts';

function list() {
	const entries = new Map<string, ReasonEntry>();
	const events: { event: string; id: string; before: ReasonEntry | undefined; undone: boolean }[] = [];
	const workspace = {
		register: async () => [...entries].map(([id, value]) => ({ id, value, event: id, actor: '', at: 0 })),
		enter: async (batch: string, name: string, id: string, value: ReasonEntry) => {
			expect([batch, name]).toEqual(['', 'reasons']);
			events.push({ event: `e${events.length}`, id, before: entries.get(id), undone: false });
			entries.set(id, value);
			return { event: id };
		},
		history: async () =>
			events.toReversed().map(({ event, undone }) => ({ event, undone, at: 0, actor: '', payload: { kind: 'enter', register: 'reasons' } })),
		decide: async ({ event }: { event: string }) => {
			const one = events.find((known) => known.event === event)!;
			one.undone = true;
			if (one.before) entries.set(one.id, one.before);
			else entries.delete(one.id);
		}
	} as unknown as Workspace;
	return { reasons: new Reasons(workspace), entries };
}
const words = (reasons: Reasons) => reasons.offered('reject').map(({ zh }) => zh);

describe('the list of reasons', () => {
	it('begins with those of the product, and what needs further words stands last', () => {
		const { reasons } = list();
		expect(words(reasons).at(0)).toBe('病情需要，病历有记载');
		expect(words(reasons).at(-1)).toBe('其他（写明）');
	});
	it('takes a new one, a new name, and lets one go and come back', async () => {
		const { reasons } = list();
		const before = words(reasons);
		await reasons.add('reject', ' 已由省级检查处理 ');
		expect(words(reasons)).toEqual([...before.slice(0, -1), '已由省级检查处理', '其他（写明）']);
		const added = reasons.offered('reject').find(({ zh }) => zh === '已由省级检查处理')!;
		await reasons.rename(added, '已由上级检查处理');
		await reasons.retire(reasons.all('reject')[0]!, true);
		expect(words(reasons)).toEqual([...before.slice(1, -1), '已由上级检查处理', '其他（写明）']);
		await reasons.retire(
			reasons.all('reject').find(({ retired }) => retired)!,
			false
		);
		expect(words(reasons)).toContain('病情需要，病历有记载');
		expect(reasons.offered('ask').map(({ zh }) => zh)).not.toContain('已由上级检查处理');
	});
	it('is taken back change by change', async () => {
		const { reasons } = list();
		const before = words(reasons);
		await reasons.add('reject', '已由上级检查处理');
		await reasons.retire(reasons.all('reject')[0]!, true);
		expect([await reasons.undo(), words(reasons).length]).toEqual([true, before.length + 1]);
		expect([await reasons.undo(), words(reasons)]).toEqual([true, before]);
		expect(await reasons.undo()).toBe(false);
	});
	it('refuses a name that is empty, long or known, with a retired one known too', async () => {
		const { reasons } = list();
		const [first] = reasons.all('reject');
		await reasons.retire(first!, true);
		expect([reasons.fault('reject', '  '), reasons.fault('reject', '理'.repeat(41)), reasons.fault('reject', first!.zh)]).toEqual([
			'empty',
			'long',
			'known'
		]);
		expect([reasons.fault('reject', first!.zh, first!.id), reasons.fault('ask', first!.zh)]).toEqual([null, null]);
	});
});
