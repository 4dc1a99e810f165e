import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionPayload } from '../../../workers/protocol/decision.ts';
import { crc32 } from '../../../workers/store/crc32.ts';
import { hashOf, Journal } from '../../../workers/store/journal.ts';
import { MemoryJournalFile } from '../../../workers/store/journal-file.ts';
import { chainOf } from '../../../workers/package/journal.ts';

const payload = (note: string): DecisionPayload => ({
	kind: 'decide',
	batch: 'b',
	decision: 'confirm',
	targets: [{ key: 'k', evidenceDigest: 'd' }],
	reason: '',
	note
});
const stamp = (n: number) => ({ eventId: `e${n}`, actor: '王审核', keyId: '', at: 1_000 + n });

/** A journal of the given notes, and the end of each frame in its file. */
function written(notes: readonly string[]) {
	const file = new MemoryJournalFile();
	const journal = Journal.open(file);
	const ends = [file.size()];
	notes.forEach((note, i) => {
		journal.append(payload(note), stamp(i));
		ends.push(file.size());
	});
	return { file, journal, ends };
}
const idsOf = (journal: Journal): string[] => journal.entries.map(({ frame }) => frame.eventId);

it('CRC-32 is the common one', () => expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf4_3926));

describe('the journal', () => {
	it('is chained by the hash of each frame as it lies on disk', () => {
		const { file } = written(['一', '二', '三']);
		const { entries } = Journal.open(file);
		expect(entries.map(({ frame }) => frame.prevHash)).toEqual(['', hashOf(entries[0]!.text), hashOf(entries[1]!.text)]);
		expect(entries.map(({ frame }) => frame.lamport)).toEqual([1, 2, 3]);
		expect(chainOf(entries.map(({ text }) => text))).toMatchObject({ frames: 3, broken: 0, head: hashOf(entries[2]!.text) });
	});
	it('torn at any byte loses only what was not acknowledged, and goes on', () => {
		const { file, ends } = written(['甲', 'b', '']);
		for (let cut = 0; cut <= file.bytes.length; cut++) {
			const torn = new MemoryJournalFile(file.bytes.slice(0, cut));
			const journal = Journal.open(torn);
			const whole = ends.slice(1).filter((end) => end <= cut).length;
			expect(idsOf(journal)).toEqual(['e0', 'e1', 'e2'].slice(0, whole));
			expect(journal.damagedBytes).toBe(0);
			journal.append(payload('next'), stamp(9));
			expect(idsOf(Journal.open(torn))).toEqual([...['e0', 'e1', 'e2'].slice(0, whole), 'e9']);
		}
	});
	it('with any garbage behind the last frame keeps all frames', () => {
		fc.assert(
			fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.uint8Array({ maxLength: 40 }), (notes, garbage) => {
				const { file, journal } = written(notes);
				const torn = new MemoryJournalFile(new Uint8Array([...file.bytes, ...garbage]));
				expect(idsOf(Journal.open(torn))).toEqual(idsOf(journal));
			})
		);
	});
	it('damaged in the middle keeps every other frame and cuts nothing away', () => {
		const { file, ends } = written(['a', 'b', 'c', 'd']);
		for (let at = ends[1]!; at < ends[2]!; at++) {
			const damaged = new MemoryJournalFile(file.bytes.slice());
			damaged.bytes[at]! ^= 0x41;
			const journal = Journal.open(damaged);
			expect(idsOf(journal)).toEqual(['e0', 'e2', 'e3']);
			expect(journal.damagedBytes).toBe(ends[2]! - ends[1]!);
			expect(damaged.size()).toBe(file.size());
		}
	});
	it('that cannot be written says so and stays as it was', () => {
		const { file, journal } = written(['a']);
		const before = file.bytes.slice();
		const write = file.write;
		file.write = (bytes, at) => {
			write.call(file, bytes.subarray(0, 5), at);
			throw new Error('disk full');
		};
		expect(() => journal.append(payload('b'), stamp(1))).toThrow('journal-failed');
		expect(file.bytes).toEqual(before);
		file.write = write;
		journal.append(payload('c'), stamp(2));
		expect(idsOf(Journal.open(file))).toEqual(['e0', 'e2']);
	});
});
