import { describe, expect, it } from 'vitest';
import { exportPackage } from '../../../workers/package/export.ts';
import { readContainer, writeContainer } from '../../../workers/package/container.ts';
import { chainOf, foldDecisions, isStale, journalLines } from '../../../workers/package/journal.ts';
import { contentOf, textMember } from '../../../workers/package/pack.ts';
import { textOf } from '../../../workers/package/bytes.ts';
import { keyIdOf } from '../../../workers/package/suites.ts';
import { verifyPackage } from '../../../workers/package/verify.ts';
import type { DecisionPayload, JournalFrame } from '../../../workers/protocol/decision.ts';
import { BATCH, decide, exportInput, finding, journal, signer } from './fixture.ts';

const payloads: DecisionPayload[] = Array.from({ length: 40 }, (_, i) => decide([finding(i)], 'confirm', `第 ${i} 条`));
const frames = (list: readonly string[]): JournalFrame[] => list.map((text) => JSON.parse(text));

describe('the chain of decisions', () => {
	it('holds from root to head', () => {
		expect(chainOf(journal(payloads))).toMatchObject({ root: '', frames: 40, broken: 0, masked: 0 });
		expect(chainOf([])).toEqual({ root: '', head: '', frames: 0, masked: 0, otherBatch: 0, broken: 0 });
	});
	it('locates 1,000 edits at the frame after the one edited', () => {
		const good = journal(payloads);
		for (let n = 0; n < 1_000; n++) {
			const [at, where] = [n % 39, Math.floor(n / 39)];
			const text = good[at]!;
			const position = 20 + Math.floor((where / 26) * (text.length - 40));
			const edited = `${text.slice(0, position)}${text[position] === 'x' ? 'y' : 'x'}${text.slice(position + 1)}`;
			const { broken } = chainOf(good.with(at, edited));
			// An edit of its own link, or one that makes it unreadable, is seen at the frame itself.
			expect(broken === at + 2 || broken === at + 1, `frame ${at + 1}, position ${position}: ${broken}`).toBe(true);
		}
	});
	it('locates frames that were taken out, put in or exchanged', () => {
		const good = journal(payloads);
		expect(chainOf(good.toSpliced(10, 1)).broken).toBe(11);
		expect(chainOf(good.toSpliced(10, 0, good[5]!)).broken).toBe(11);
		expect(chainOf([...good.slice(0, 10), good[11]!, good[10]!, ...good.slice(12)]).broken).toBe(11);
	});
	it('is anchored: a package whose last decisions were cut off, or rewritten from some point on, does not end in the signed head', async () => {
		const file = await exportPackage(await exportInput(6, { contents: { undecided: true, identities: true, workPapers: false } }));
		const keys = [{ keyId: keyIdOf((await signer()).publicKey), name: 'x' }];
		const { entries } = readContainer(file);
		const lines = textOf(contentOf(entries.find((entry) => entry.name === 'decisions.jsonl')!)!.bytes)
			.trimEnd()
			.split('\n');
		const chainLine = async (changed: readonly string[]) => {
			const member = textMember('decisions.jsonl', changed.map((line) => `${line}\n`).join(''));
			const report = await verifyPackage(writeContainer(entries.map((entry) => (entry.name === member.name ? member : entry))), keys);
			expect(report.verdict).toBe('fails');
			return report.lines.find((line) => line.id === 'chain');
		};
		expect(await chainLine(lines.slice(0, -1))).toMatchObject({ state: 'fails', data: { reason: 'truncated', frame: 0 } });
		expect(await chainLine(lines.with(2, lines[2]!.replace('ask', 'reject')))).toMatchObject({
			state: 'fails',
			data: { reason: 'broken', frame: 4 }
		});
		const rewritten = [
			...lines.slice(0, 4),
			journal([decide([finding(9)], 'reject')])[0]!.replace('"prevHash":""', `"prevHash":"${chainOf(lines.slice(0, 4)).head}"`)
		];
		expect(await chainLine(rewritten)).toMatchObject({ state: 'fails', data: { reason: 'other-head', frame: 0 } });
	});
	it('runs through frames of other batches without showing them', () => {
		const mixed = journal([payloads[0]!, decide([finding(1)], 'reject', '机密', 'batch-0'), payloads[2]!]);
		const lines = journalLines(mixed, BATCH, () => null);
		expect(lines.join()).not.toContain('机密');
		expect(lines[0]).toBe(mixed[0]);
		expect(chainOf(lines)).toMatchObject({ broken: 0, otherBatch: 1, head: chainOf(mixed).head });
	});
});

describe('what stands decided', () => {
	const [a, b] = [finding(1), finding(2)];
	it('is the last decision that was not taken back', () => {
		const list = frames(journal([decide([a, b], 'confirm'), decide([a], 'reject'), { kind: 'undo', batch: BATCH, event: 'event-1' }]));
		const states = foldDecisions(list, BATCH);
		expect(states.get(a.key)).toMatchObject({ decision: 'confirm' });
		expect(states.get(a.key)!.history.map((entry) => entry.undone)).toEqual([false, true]);
		expect(foldDecisions(list, 'batch-9').size).toBe(0);
	});
	it('comes back when the undo is undone', () => {
		const undo = (event: string): DecisionPayload => ({ kind: 'undo', batch: BATCH, event });
		expect(foldDecisions(frames(journal([decide([a], 'ask'), undo('event-0')])), BATCH).get(a.key)!.decision).toBeNull();
		expect(foldDecisions(frames(journal([decide([a], 'ask'), undo('event-0'), undo('event-1')])), BATCH).get(a.key)!.decision).toBe('ask');
	});
	it('waits when the evidence is another one', () => {
		const state = foldDecisions(frames(journal([decide([a], 'confirm')])), BATCH).get(a.key)!;
		expect([isStale(state, a.evidenceDigest), isStale(state, b.evidenceDigest)]).toEqual([false, true]);
	});
});
