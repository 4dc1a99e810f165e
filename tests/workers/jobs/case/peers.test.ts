import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createParameters } from '../../../../rules/engine/parameters.ts';
import { compileKnowledge } from '../../../../rules/knowledge/compile.ts';
import { packDigest } from '../../../../rules/knowledge/digest.ts';
import type { KnowledgePack } from '../../../../rules/knowledge/pack.ts';
import { PeerColumns } from '../../../../workers/jobs/case/peer-columns.ts';
import { peersView, placeOf } from '../../../../workers/jobs/case/peer-view.ts';
import { LEAST_PEERS, type PeerGroup, type PeersView } from '../../../../workers/protocol/case-around.ts';
import { dipGroups } from '../../../rules/checks/dip/groups.ts';
import { build, tables, type Tables } from '../../../rules/harness/record.ts';
import { Machine, PACK } from '../workbench.ts';

/** Stays of one hospital: M1 … Mn of four days each, the i-th at i × 100 元; the thirteenth is in another hospital's department of the same name. */
function hospital(n: number, { settlements = true, extra = '' } = {}): Tables {
	const stays = Array.from({ length: n }, (_, i) => i + 1);
	const texts = {
		visit: `
			mdtrt_id|psn_no|med_type|begntime|endtime|fixmedins_code|adm_dept_name|chfpdr_name|dscg_maindiag_code|vali_flag
			${stays.map((i) => `M${i}|P${i}|21|2026-05-04 09:00|2026-05-08 10:00|${i === 13 ? 'H2' : 'H1'}|内科|${i === 1 ? '' : '甲'}|K80.100|1`).join('\n')}
			${extra}`,
		diagnosis: 'mdtrt_id|diag_code\nM1|K80.100',
		operation: 'mdtrt_id|oprn_oprt_code|vali_flag\nM2|51.2300|1',
		fee: `
			feedetl_sn|mdtrt_id|fee_ocur_time|det_item_fee_sumamt
			${stays.map((i) => `F${i}|M${i}|2026-05-04|${i}.00`).join('\n')}`
	};
	const settled = `
			mdtrt_id|setl_id|medfee_sumamt
			${stays.map((i) => `M${i}|S${i}|${i * 100}.00`).join('\n')}`;
	return tables({ ...texts, ...(settlements ? { settlement: settled } : {}) });
}
const catalogue = (): KnowledgePack => {
	const pack = { ...PACK, id: 'dip-fixture', version: '1', points: dipGroups('K80.1 600\nK80.1:51.2300 2000') };
	return { ...pack, digest: packDigest(pack) };
};
async function asked(records: Tables, visit: string, { packs = [] as readonly KnowledgePack[] } = {}): Promise<PeersView> {
	const machine = await Machine.start();
	const batch = await machine.import('x', records);
	for (const pack of packs) await machine.store.settings.savePack(pack);
	return (await machine.tab()).around('peers', batch, visit);
}
const by = (view: PeersView, group: PeerGroup) => view.comparisons.find((one) => one.by === group)!;

describe('peers of a stay', () => {
	it('are the closed stays of its department, without itself, with median, quartiles and place', async () => {
		const view = await asked(hospital(12), 'M12');
		expect([view.cost, view.stays]).toEqual(['settlement', 12]);
		const { name, places, why } = by(view, 'department');
		expect([name, why]).toEqual(['内科', null]);
		// 1 … 11 hundred 元: the quartiles of eleven values are the 3½th, the 6th and the 8½th.
		expect(places!.cost).toEqual({ count: 11, quartiles: [10_000, 35_000, 60_000, 85_000, 110_000], own: 120_000, below: 11, level: 0 });
		expect(places!.days).toEqual({ count: 11, quartiles: [4, 4, 4, 4, 4], own: 4, below: 0, level: 11 });
		expect(places!.perDay).toMatchObject({ own: 30_000, quartiles: [2_500, 8_750, 15_000, 21_250, 27_500] });
	});
	it('are of the same institution: two hospitals have a 内科 each', async () => {
		expect(by(await asked(hospital(13), 'M13'), 'department').places!.cost.count).toBe(0);
	});
	it('cannot be compared under the least number', async () => {
		const view = await asked(hospital(LEAST_PEERS), 'M10');
		expect(by(view, 'department').places!.cost).toMatchObject({ count: LEAST_PEERS - 1, quartiles: null });
		expect(by(await asked(hospital(LEAST_PEERS + 1), 'M10'), 'department').places!.cost.quartiles).not.toBeNull();
	});
	it('says why there are none', async () => {
		const clinic = 'M91|P91|11|2026-05-04 09:00|2026-05-04 10:00|H1|内科|甲|K80.100|1';
		expect(by(await asked(hospital(3, { extra: clinic }), 'M91'), 'department').why).toBe('open');
		const first = await asked(hospital(3), 'M1');
		expect([by(first, 'doctor').why, by(first, 'dip').why]).toEqual(['unknown', 'no-catalogue']);
	});
	it('leaves stays without an end out, and those that are not valid', () => {
		const { shard, batch } = build(
			hospital(2, { extra: 'M90|P90|21|2026-05-04 09:00||H1|内科|甲|K80.100|1\nM92|P92|21|2026-05-04 09:00|2026-05-05 10:00|H1|内科|甲|K80.100|0' })
		);
		const columns = new PeerColumns('settlement');
		columns.add(shard, { batch, knowledge: compileKnowledge([], batch.dictionaries, {}), parameters: createParameters([]) });
		expect(columns.count).toBe(2);
		const visits = batch.dictionaries.get('visit');
		expect(peersView(columns, visits.code('M90')).comparisons.map(({ why }) => why)).toEqual(['open', 'open', 'open']);
		expect(columns.place(visits.code('M92'))).toBe(-1);
	});
	it('take what a stay cost from fee lines where nothing was settled', async () => {
		const view = await asked(hospital(12, { settlements: false }), 'M12');
		expect(view.cost).toBe('fee');
		expect(by(view, 'department').places!.cost).toMatchObject({ own: 1_200, below: 11 });
	});
	it('are grouped by the catalogue that is loaded now', async () => {
		const view = await asked(hospital(12), 'M12', { packs: [catalogue()] });
		const { name, places } = by(view, 'dip');
		expect(name).toContain('K80.1');
		// M2 had an operation and is in another group.
		expect(places!.cost.count).toBe(10);
		expect(by(await asked(hospital(12), 'M2', { packs: [catalogue()] }), 'dip').places!.cost.count).toBe(0);
	});
	it('answers for an unknown visit with a fault', async () => {
		await expect(asked(hospital(3), 'nobody')).rejects.toThrow(/not-found/);
	});
	it('knows the findings of a person', async () => {
		const machine = await Machine.start();
		const batch = await machine.import();
		await machine.review(batch);
		const tab = await machine.tab();
		const keys = await tab.around('findingsOf', batch, 'P1');
		expect(keys.length).toBeGreaterThan(0);
		for (const key of keys) expect(await tab.visitOf(batch, key)).toMatch(/^M[12]$/);
		expect(await tab.around('findingsOf', batch, '')).toEqual([]);
	});
});

describe('place among peers', () => {
	it('is that of a recount, whatever the values', () => {
		const value = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 1_000 }) }, { weight: 1, arbitrary: fc.constant(NaN) });
		fc.assert(
			fc.property(fc.array(value, { maxLength: 60 }), value, (peers, own) => {
				const place = placeOf(peers, own);
				const known = peers.filter((one) => !Number.isNaN(one));
				expect(place.count).toBe(known.length);
				expect(place.below + place.level + known.filter((one) => one > own).length).toBe(Number.isNaN(own) ? 0 : known.length);
				if (!place.quartiles) {
					expect(known.length).toBeLessThan(LEAST_PEERS);
					return;
				}
				for (const [i, quarter] of place.quartiles.entries()) {
					// At least a share of i quarters lies at or below (rounded to the unit), and the rest at or above.
					expect(known.filter((one) => one <= quarter + 1).length).toBeGreaterThanOrEqual(Math.floor((known.length * i) / 4));
					expect(known.filter((one) => one >= quarter - 1).length).toBeGreaterThanOrEqual(Math.floor((known.length * (4 - i)) / 4));
				}
			})
		);
	});
});
