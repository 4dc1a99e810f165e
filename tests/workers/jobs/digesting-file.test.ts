import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { DigestingFile } from '../../../workers/jobs/digesting-file.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const content = (size: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 0xff);

it('gives slices in any order, each the asker’s own, and the digest of the whole', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.nat({ max: 5_000 }),
			fc.array(fc.tuple(fc.nat({ max: 5_000 }), fc.nat({ max: 2_000 }))),
			fc.boolean(),
			async (size, asked, together) => {
				const bytes = content(size);
				const file = new DigestingFile(new Blob([bytes]));
				const ask = async ([from, length]: [number, number]): Promise<void> => {
					const slice = await file.slice(from, from + length);
					expect(slice).toEqual(bytes.slice(from, from + length));
					slice.fill(0);
				};
				if (together) await Promise.all(asked.map(ask));
				else for (const one of asked) await ask(one);
				expect(await file.digest()).toBe(sha256(bytes));
			}
		),
		{ numRuns: 200 }
	);
});

it('digests a file of many slices that is read in order, ahead of the digest', async () => {
	const bytes = content(9 << 20);
	const file = new DigestingFile(new Blob([bytes]));
	for (let from = 0; from < bytes.length; from += 1 << 20) await file.slice(from, from + (1 << 20));
	expect(await file.digest()).toBe(sha256(bytes));
});

it('gives its digest as often as it is asked: a file of the size of an earlier one is asked before it is read, and after', async () => {
	const bytes = content(144);
	const file = new DigestingFile(new Blob([bytes]));
	const before = await file.digest();
	await file.slice(0, 144);
	expect([before, await file.digest(), ...(await Promise.all([file.digest(), file.digest()]))]).toEqual(Array(4).fill(sha256(bytes)));
});
