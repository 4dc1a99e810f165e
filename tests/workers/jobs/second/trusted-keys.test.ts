import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../../workers/jobs/second/trusted-keys.ts';
import { keyIdOf } from '../../../../workers/package/suites.ts';
import { exportPackage } from '../../../../workers/package/export.ts';
import { verifyPackage } from '../../../../workers/package/verify.ts';
import type { KeyStanding, TrustedKeyEntry } from '../../../../workers/protocol/trusted-key.ts';
import { exportInput, signer } from '../../package/fixture.ts';

const entry: TrustedKeyEntry = { holder: '王复核', checked: '电话', from: '2026-01-01', until: '2026-12-31', revoked: null };

describe('where a key stands', () => {
	it.each([
		['2025-12-31', {}, 'not-yet'],
		['2026-01-01', {}, 'trusted'],
		['2026-12-31', {}, 'trusted'],
		['2027-01-01', {}, 'expired'],
		['2027-01-01', { until: '' }, 'trusted'],
		['2026-06-01', { revoked: { day: '2026-05-01', reason: '遗失' } }, 'revoked'],
		// Revoked stays revoked, whatever day it is.
		['2025-01-01', { revoked: { day: '2026-05-01', reason: '遗失' } }, 'revoked']
	] as const)('on %s with %j: %s', (day, change, standing) => {
		expect(standingOf({ ...entry, ...change }, day)).toBe(standing);
	});
});

describe('a package', () => {
	it.each([
		['own', 'holds'],
		['trusted', 'holds'],
		['unknown', 'unknown-key'],
		['expired', 'unknown-key'],
		['not-yet', 'unknown-key'],
		['revoked', 'fails']
	] as [KeyStanding, string][])('signed by a key that is %s: %s', async (standing, verdict) => {
		const keyId = keyIdOf((await signer(0)).publicKey);
		const keys = standing === 'unknown' ? [] : [{ keyId, name: '王复核', standing, reason: '遗失', until: '2026-12-31' }];
		const report = await verifyPackage(await exportPackage(await exportInput()), keys);
		expect(report).toMatchObject({ verdict, standing });
		// Everything but the key holds: only the key speaks against it.
		expect(report.lines.filter(({ state }) => state !== 'holds').map(({ id }) => id)).toEqual(verdict === 'holds' ? [] : ['key']);
	});
});
