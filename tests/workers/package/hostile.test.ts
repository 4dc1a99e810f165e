import { deflateSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { canonical, textOf, utf8, type Bytes } from '../../../workers/package/bytes.ts';
import { readContainer, writeContainer, type Packed } from '../../../workers/package/container.ts';
import { ContainerFault, LIMITS } from '../../../workers/package/limits.ts';
import { exportPackage } from '../../../workers/package/export.ts';
import { crc32, deflateMember, inflateMember, storeMember } from '../../../workers/package/pack.ts';
import { verifyPackage } from '../../../workers/package/verify.ts';
import { readEnvelope, signEnvelope } from '../../../workers/package/dsse.ts';
import type { Signer } from '../../../workers/package/suites.ts';
import { exportInput, signer } from './fixture.ts';

const plain = ({ name, method, crc, size, packed }: Packed): Packed => ({ name, method, crc, size, packed });
const stored = (name: string, text = 'x'): Packed => plain(storeMember(name, utf8(text)));
const faultOf = (bytes: Bytes): string => {
	try {
		readContainer(bytes);
		return '';
	} catch (error) {
		return error instanceof ContainerFault ? error.id : `threw ${String(error)}`;
	}
};
const zeros = (mib: number): Packed =>
	plain(
		deflateMember(
			'zeros',
			Array.from({ length: mib }, () => new Uint8Array(1024 * 1024))
		)
	);
const MIB = 1024 * 1024;

/** A package whose findings are `mib` MiB of one byte with a little noise, properly signed. */
async function bombSignedBy(key: Signer, mib: number, byte: number): Promise<Bytes> {
	const block = new Uint8Array(MIB).fill(byte);
	for (let i = 0; i < 8_000; i++) block[i * 100] = 32 + ((Math.imul(i, 2_654_435_761) >>> 13) % 90);
	const bomb = deflateMember(
		'findings.jsonl',
		Array.from({ length: mib }, () => block)
	);
	const { entries } = readContainer(await exportPackage(await exportInput(3, { signers: [key] })));
	const statement = JSON.parse(textOf(readEnvelope(entries[0]!.packed)!.payload)) as {
		subject: { name: string; digest: { sha256: string } }[];
		predicate: { members: unknown[] };
	};
	statement.subject.find((subject) => subject.name === 'package/findings.jsonl')!.digest.sha256 = bomb.sha256;
	statement.predicate.members[0] = { name: bomb.name, method: 8, size: bomb.size, packedSha256: bomb.packedSha256 };
	const envelope = storeMember('statement.dsse.json', await signEnvelope(utf8(canonical(statement)), [key]));
	return writeContainer([envelope, bomb, ...entries.slice(2)].map(plain));
}
const patched = (bytes: Bytes, change: (view: DataView, central: number) => void): Bytes => {
	const copy = bytes.slice();
	const view = new DataView(copy.buffer);
	change(view, view.getUint32(copy.length - 6, true));
	return copy;
};

describe('hostile archives are refused before anything is inflated', () => {
	it.each(['../x', 'a/../../x', '/etc/passwd', 'C:\\x', 'a\\b', 'a//b', './x', 'a/.', '..', 'x/', 'a\u0000b', 'a\nb', '\u007f', 'x'.repeat(300)])(
		'path %j',
		(name) => expect(faultOf(writeContainer([stored(name)]))).toBe('unsafe-name')
	);
	it('names that are one on some systems', () => {
		expect(faultOf(writeContainer([stored('A.txt'), stored('a.TXT')]))).toBe('duplicate-name');
		expect(faultOf(writeContainer([stored('\u00e9'), stored('e\u0301')]))).toBe('duplicate-name');
		expect(faultOf(writeContainer([stored('__proto__'), stored('constructor')]))).toBe('');
	});
	it('bombs: by ratio, by size said, by number', () => {
		expect(faultOf(writeContainer([zeros(64)]))).toBe('ratio');
		expect(faultOf(writeContainer([{ ...stored('big'), method: 8, size: LIMITS.inflated + 1 }]))).toBe('too-large');
		expect(
			faultOf(
				patched(writeContainer([stored('x')]), (view, central) => {
					for (const at of [view.byteLength - 14, view.byteLength - 12]) view.setUint16(at, 65_535, true);
					expect(central).toBeGreaterThan(0);
				})
			)
		).toBe('too-many-entries');
	});
	it('a stream that is longer than the directory says gives no byte more', () => {
		const real = deflateSync(new Uint8Array(4 * 1024 * 1024));
		let given = 0;
		const entry: Packed = { name: 'x', method: 8, crc: crc32(new Uint8Array(10)), size: 10, packed: real as Bytes };
		expect(() => inflateMember(entry, (chunk) => (given += chunk.length))).toThrow(RangeError);
		expect(given).toBe(0);
	});
	it('members that share bytes, encryption, unknown methods, places outside of the file', () => {
		const two = writeContainer([stored('a'), stored('b')]);
		expect(faultOf(patched(two, (view, central) => view.setUint32(central + 47 + 42, 0, true)))).toBe('overlap');
		expect(faultOf(patched(two, (view, central) => view.setUint16(central + 8, 0x0801, true)))).toBe('unsupported');
		expect(faultOf(patched(two, (view, central) => view.setUint16(central + 10, 12, true)))).toBe('unsupported');
		expect(faultOf(patched(two, (view, central) => view.setUint32(central + 42, 0xffffff00, true)))).toBe('damaged');
		expect(faultOf(patched(two, (view, central) => view.setUint32(central + 20, 5, true)))).toBe('damaged');
	});
	it.each(['', 'PK', 'no zip at all', '\u0000'.repeat(100)])('no archive: %j', async (text) => {
		expect(faultOf(utf8(text))).toBe('not-a-zip');
		expect(await verifyPackage(utf8(text), [])).toMatchObject({ verdict: 'fails', findings: 0, keyId: '' });
	});
});

describe('verifying never throws and stays bounded', () => {
	it('on 400 packages cut off anywhere', async () => {
		const file = await exportPackage(await exportInput());
		for (let n = 0; n < 400; n++) expect((await verifyPackage(file.slice(0, Math.floor((n / 400) * file.length)), [])).verdict).toBe('fails');
	}, 60_000);
	it('on envelopes and statements of every wrong shape', async () => {
		const shapes = [
			'null',
			'[]',
			'1',
			'"x"',
			'{}',
			'{"payload":"bnVsbA==","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":"","sig":""}]}',
			'{"__proto__":{"polluted":1}}',
			'['.repeat(10_000)
		];
		for (const shape of shapes) {
			const report = await verifyPackage(writeContainer([stored('statement.dsse.json', shape), stored('key.json', shape)]), []);
			expect(report.verdict, shape.slice(0, 40)).toBe('fails');
		}
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
	});
	it.each([
		['one endless line', 0],
		['lines of one byte', 10]
	])(
		'on what a stranger signed, at the edge of the limits: %s',
		async (_, byte) => {
			const untrusted = await bombSignedBy(await signer(1), LIMITS.untrusted / MIB - 1, byte);
			const refused = await bombSignedBy(await signer(1), 300, byte);
			const [before, start] = [process.memoryUsage().rss, process.cpuUsage()];
			const [small, large] = [await verifyPackage(untrusted, []), await verifyPackage(refused, [])];
			// Time of the processor: other tests run beside this one.
			expect(process.cpuUsage(start).user / 1_000_000).toBeLessThan(10);
			expect(process.memoryUsage().rss - before).toBeLessThan(512 * MIB);
			expect(small.lines.filter((line) => line.state === 'fails').map((line) => line.id)).toEqual(['findings', 'counts']);
			expect(large.lines.filter((line) => line.state !== 'holds').map((line) => line.id)).toContain('content');
			expect(large.verdict).toBe('unknown-key');
		},
		120_000
	);
	it('on a package with a folder entry or made by another program', async () => {
		expect((await verifyPackage(zipSync({ 'a.txt': utf8('x') }) as Bytes, [])).verdict).toBe('fails');
	});
});
