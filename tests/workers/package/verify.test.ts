import { describe, expect, it } from 'vitest';
import { exportPackage } from '../../../workers/package/export.ts';
import { keyIdOf } from '../../../workers/package/suites.ts';
import { verifyPackage } from '../../../workers/package/verify.ts';
import { exportInput, signer } from './fixture.ts';

const trusted = async (...seeds: number[]) => Promise.all(seeds.map(async (seed) => ({ keyId: keyIdOf((await signer(seed)).publicKey), name: `同事${seed}` })));

describe('a package', () => {
	it('holds when nothing was touched and the key is known', async () => {
		const report = await verifyPackage(await exportPackage(await exportInput()), await trusted(0));
		expect(report.lines.filter((line) => line.state !== 'holds')).toEqual([]);
		expect(report).toMatchObject({ verdict: 'holds', signer: '同事0', findings: 3, decisions: 5 });
	});
});
