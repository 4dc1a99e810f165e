import fc from 'fast-check';
import { zipSync, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonical, textOf, toBase64, utf8, type Bytes } from '../../../workers/package/bytes.ts';
import { readContainer, writeContainer, type Packed } from '../../../workers/package/container.ts';
import { pae, PAYLOAD_TYPE, readEnvelope, writeEnvelope } from '../../../workers/package/dsse.ts';
import { exportPackage } from '../../../workers/package/export.ts';
import { storeMember, textMember, contentOf } from '../../../workers/package/pack.ts';
import { keyIdOf } from '../../../workers/package/suites.ts';
import { verifyPackage } from '../../../workers/package/verify.ts';
import { verify as verifyIndependently } from '../../tools/verify-package.mjs';
import { exportInput, signer } from './fixture.ts';

const trusted = async (...seeds: number[]) =>
	Promise.all(seeds.map(async (seed) => ({ keyId: keyIdOf((await signer(seed)).publicKey), name: `同事${seed}` })));
const failing = (report: Awaited<ReturnType<typeof verifyPackage>>): string[] =>
	report.lines.filter((line) => line.state === 'fails').map((line) => line.id);

let good: Bytes;
let entries: readonly Packed[];
beforeAll(async () => {
	good = await exportPackage(await exportInput());
	entries = readContainer(good).entries;
});
const replaced = (name: string, member: Packed): Bytes => writeContainer(entries.map((entry) => (entry.name === name ? { ...member } : entry)));
const textOfMember = (name: string): string => textOf(contentOf(entries.find((entry) => entry.name === name)!)!.bytes);
const plain = ({ name, method, crc, size, packed }: Packed): Packed => ({ name, method, crc, size, packed });

describe('a package that nobody touched', () => {
	it('holds when its key is known', async () => {
		const report = await verifyPackage(good, await trusted(0));
		expect(report.lines.filter((line) => line.state !== 'holds')).toEqual([]);
		expect(report).toMatchObject({ verdict: 'holds', signer: '同事0', findings: 3, decisions: 4, at: Date.UTC(2026, 0, 2, 3, 4, 5) });
		expect(report.files.map((file) => file.name)).toEqual(['fee.csv', '王*.csv']);
	});
	it('is never "holds" under an unknown key, whatever name it claims', async () => {
		const input = await exportInput(6, { signers: [await signer(1, '同事0')] });
		const report = await verifyPackage(await exportPackage(input), await trusted(0));
		expect(report.verdict).toBe('unknown-key');
		expect(report.lines.filter((line) => line.state !== 'holds').map((line) => line.id)).toEqual(['key']);
		expect((await verifyPackage(good, [])).verdict).toBe('unknown-key');
	});
	it('is the same bytes for the same input', async () => {
		expect(Buffer.from(await exportPackage(await exportInput())).equals(Buffer.from(good))).toBe(true);
	});
	it('carries several signatures, and needs each of them', async () => {
		const both = await exportPackage(await exportInput(6, { signers: [await signer(0), await signer(1, '李复核')] }));
		expect((await verifyPackage(both, await trusted(0, 1))).verdict).toBe('holds');
		expect((await verifyPackage(both, await trusted(1))).verdict).toBe('unknown-key');
		const list = readContainer(both).entries;
		const envelope = readEnvelope(list[0]!.packed)!;
		const stripped = storeMember(list[0]!.name, writeEnvelope({ ...envelope, signatures: envelope.signatures.slice(0, 1) }));
		const report = await verifyPackage(writeContainer([plain(stripped), ...list.slice(1)]), await trusted(0, 1));
		expect(failing(report)).toEqual(['signers']);
	});
	it('opens in an ordinary ZIP reader', () => {
		expect(Object.keys(unzipSync(good)).sort()).toEqual(entries.map((entry) => entry.name).sort());
	});
});

describe('what was altered', () => {
	it('is named: a member with other content', async () => {
		const altered = textMember('findings.jsonl', textOfMember('findings.jsonl').replace('1235', '9235'));
		const report = await verifyPackage(replaced('findings.jsonl', altered), await trusted(0));
		expect(failing(report)).toEqual(['member:findings.jsonl']);
	});
	it('is named: a line that is not canonical', async () => {
		const altered = textMember('findings.jsonl', textOfMember('findings.jsonl').replace('{"amounts"', '{ "amounts"'));
		const report = await verifyPackage(replaced('findings.jsonl', altered), await trusted(0));
		expect(failing(report)).toEqual(['member:findings.jsonl', 'findings']);
		expect(report.lines.find((line) => line.id === 'findings')!.data.first).toBe(1);
	});
	it('is named: a missing, an extra, a swapped member', async () => {
		const names = entries.map((entry) => entry.name);
		const without = writeContainer(entries.filter((entry) => entry.name !== 'receipt.json'));
		expect(failing(await verifyPackage(without, await trusted(0)))).toEqual(['member:receipt.json']);
		const extra = writeContainer([...entries, plain(textMember('注.txt', 'x'))]);
		expect(failing(await verifyPackage(extra, await trusted(0)))).toEqual(['member:注.txt', 'members']);
		const swapped = writeContainer(
			entries.map((entry) => ({
				...entry,
				name: entry.name === 'inputs.json' ? 'receipt.json' : entry.name === 'receipt.json' ? 'inputs.json' : entry.name
			}))
		);
		expect(failing(await verifyPackage(swapped, await trusted(0)))).toContain('member:inputs.json');
		expect(names).toContain('疑点清单.xlsx');
	});
	it('is named: the same members packed again', async () => {
		const again = zipSync(unzipSync(good), { level: 9 }) as Bytes;
		const report = await verifyPackage(again, await trusted(0));
		expect(failing(report)).toContain('archive');
		expect(report.verdict).toBe('fails');
	});
	it('is named: another payload type, another signature', async () => {
		const envelope = readEnvelope(entries[0]!.packed)!;
		const [key] = [await signer(0)];
		const typed = {
			...envelope,
			payloadType: 'text/plain',
			signatures: [{ keyid: envelope.signatures[0]!.keyid, sig: await key.sign(pae('text/plain', envelope.payload)) }]
		};
		expect(failing(await verifyPackage(replaced(entries[0]!.name, storeMember(entries[0]!.name, writeEnvelope(typed))), await trusted(0)))).toEqual([
			'payload-type'
		]);
		const other = {
			...envelope,
			signatures: [{ keyid: envelope.signatures[0]!.keyid, sig: await (await signer(1)).sign(pae(PAYLOAD_TYPE, envelope.payload)) }]
		};
		expect(failing(await verifyPackage(replaced(entries[0]!.name, storeMember(entries[0]!.name, writeEnvelope(other))), await trusted(0)))).toEqual([
			'signature'
		]);
	});
	it('is seen in the statement, though someone signed it: counts that do not agree', async () => {
		const envelope = readEnvelope(entries[0]!.packed)!;
		const statement = JSON.parse(textOf(envelope.payload));
		statement.predicate.counts.findings = 4;
		const payload = utf8(canonical(statement));
		const signed = writeEnvelope({
			payloadType: PAYLOAD_TYPE,
			payload,
			signatures: [{ keyid: envelope.signatures[0]!.keyid, sig: await (await signer(0)).sign(pae(PAYLOAD_TYPE, payload)) }]
		});
		expect(failing(await verifyPackage(replaced(entries[0]!.name, storeMember(entries[0]!.name, signed)), await trusted(0)))).toEqual(['counts']);
	});
	it('cannot hide in the envelope: further fields, other base64, spaces', async () => {
		const name = entries[0]!.name;
		const text = textOf(entries[0]!.packed);
		const variants = [text.replace('{', '{"note":"x",'), text.replace(':', ': '), `${text}\n`, text.replace('"sig":"', '"sig":" '), `\ufeff${text}`];
		for (const variant of variants)
			expect(failing(await verifyPackage(replaced(name, storeMember(name, utf8(variant))), await trusted(0)))).toEqual(['envelope']);
	});
});

/** Places that a change can hide in, each hit on purpose and not only by luck. */
function places(): readonly (readonly [string, number, number])[] {
	const view = Buffer.from(good);
	const found: (readonly [string, number, number])[] = [];
	let at = 0;
	for (const entry of entries) {
		const name = Buffer.byteLength(entry.name);
		found.push([`local header ${entry.name}`, at, at + 30], [`local name ${entry.name}`, at + 30, at + 30 + name]);
		found.push([`content ${entry.name}`, at + 30 + name, at + 30 + name + entry.packed.length]);
		found.push([`last bytes ${entry.name}`, at + 30 + name + entry.packed.length - 2, at + 30 + name + entry.packed.length]);
		at += 30 + name + entry.packed.length;
	}
	found.push(['directory', at, view.length - 22], ['end record', view.length - 22, view.length]);
	return found;
}

describe('one byte changed anywhere', () => {
	it('is never accepted, by us or by the independent verifier: 3,000 changes in every kind of place', async () => {
		const keys = await trusted(0);
		const ids = keys.map((key) => key.keyId);
		const kinds = places();
		let tried = 0;
		const change = fc.record({
			place: fc.nat(kinds.length - 1),
			offset: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
			xor: fc.integer({ min: 1, max: 255 })
		});
		await fc.assert(
			fc.asyncProperty(change, async ({ place, offset, xor }) => {
				const [name, from, to] = kinds[place]!;
				const at = from + Math.floor(offset * (to - from));
				const mutant = good.slice();
				mutant[at]! ^= xor;
				tried++;
				expect((await verifyPackage(mutant, keys)).verdict, `${name} byte ${at} ^ ${xor}`).toBe('fails');
				expect(verifyIndependently(Buffer.from(mutant), ids).state, `${name} byte ${at} ^ ${xor}`).toBe('fails');
			}),
			{ numRuns: 3_000, seed: 20_260_102 }
		);
		expect(tried).toBeGreaterThanOrEqual(3_000);
	}, 240_000);
	it('nor a byte more, a byte less, or two parts exchanged: 500 changes', async () => {
		const keys = await trusted(0);
		const edit = fc.record({ at: fc.nat(good.length - 1), count: fc.integer({ min: 1, max: 40 }), insert: fc.boolean(), byte: fc.nat(255) });
		await fc.assert(
			fc.asyncProperty(edit, async ({ at, count, insert, byte }) => {
				const middle = insert ? Buffer.alloc(count, byte) : Buffer.alloc(0);
				const mutant = Buffer.concat([good.subarray(0, at), middle, good.subarray(insert ? at : at + count)]);
				expect((await verifyPackage(mutant, keys)).verdict).toBe('fails');
				expect(
					verifyIndependently(
						mutant,
						keys.map((key) => key.keyId)
					).state
				).toBe('fails');
			}),
			{ numRuns: 500, seed: 7 }
		);
	}, 120_000);
});

describe('the independent verifier', () => {
	it('accepts 200 different good packages, as we do', async () => {
		const keys = await trusted(0, 1);
		for (let n = 0; n < 200; n++) {
			const contents = { undecided: n % 2 === 0, identities: n % 3 === 0, workPapers: n % 5 === 0 };
			const input = await exportInput(n % 9, { contents, at: n, signers: n % 7 === 0 ? [await signer(0), await signer(1)] : [await signer(n % 2)] });
			const file = await exportPackage(input);
			expect(
				verifyIndependently(
					Buffer.from(file),
					keys.map((key) => key.keyId)
				).state,
				String(n)
			).toBe('holds');
			expect((await verifyPackage(file, keys)).verdict, String(n)).toBe('holds');
		}
		expect(verifyIndependently(Buffer.from(good), []).state).toBe('unknown-key');
		expect(toBase64(utf8('x'))).toBe('eA==');
	}, 120_000);
});
