import { describe, expect, it } from 'vitest';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import higher from '../../../rules/checks/dip/higher-group-by-procedure.ts';
import { packDigest } from '../../../rules/knowledge/digest.ts';
import type { KnowledgePack } from '../../../rules/knowledge/pack.ts';
import type { AnyRule } from '../../../rules/engine/rule.ts';
import type { DipReady, DipRequest, DipView } from '../../../workers/protocol/dip.ts';
import { readCataloguePack } from '../../../workers/knowledge/dip-pack.ts';
import { dipGroups } from '../../rules/checks/dip/groups.ts';
import { tables, type Tables } from '../../rules/harness/record.ts';
import { Machine, PACK, rulesWith } from './workbench.ts';

const CITY = fileURLToPath(new URL('../../../../shared/data/dip/catalogue_pingdingshan_2025.csv', import.meta.url));
if (!existsSync(CITY)) console.warn('dip.test.ts: a city’s catalogue skipped, since ../shared/data/dip is not here.');

// M = 5,000: means are 3,000, 10,000 and 2,500 元.
const catalogue = (mean: number | null = 5000, from?: string): KnowledgePack => {
	const points = dipGroups('K80.1 600\nK80.1:51.2300 2000\nK83.0 500', mean).map((point) => ({ ...point, ...(from ? { from } : {}) }));
	const pack = { ...PACK, id: 'dip-fixture', version: '7', points };
	return { ...pack, digest: packDigest(pack) };
};
const RECORD = {
	visit: `
		mdtrt_id|psn_no|med_type|begntime|endtime|dscg_maindiag_code|dscg_maindiag_name
		M1|P1|21|2026-05-04 09:00|2026-05-10 10:00|K80.100|胆囊结石伴慢性胆囊炎
		M2|P2|11|2026-05-04 09:00|2026-05-04 10:00|K80.100|胆囊结石`,
	diagnosis: `
		mdtrt_id|maindiag_flag|diag_code|diag_name|vali_flag
		M1|1|K80.100|胆囊结石伴慢性胆囊炎|1
		M1|0|K83.000|胆管炎|1`,
	settlement: `
		mdtrt_id|setl_id|medfee_sumamt|fund_pay_sumamt
		M1|S1|9000.00|100.00`,
	operation: `
		mdtrt_id|oprn_oprt_code|oprn_oprt_name|oprn_oprt_date|main_oprn_flag|vali_flag
		M1|51.2300|腹腔镜胆囊切除术|2026-05-05|1|1`,
	fee: `
		feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt
		F1|M1|2026-05-05|腹腔镜胆囊切除术|06|1|9000|9000.00`,
	document: `
		mdtrt_id|doc_type|text
		M1|病程记录|入院后完善检查，考虑胆管炎，予抗感染治疗。`
};

async function asked(
	trial: Partial<DipRequest> = {},
	{ packs = [catalogue()], record = RECORD as Partial<typeof RECORD>, set = {} as Readonly<Record<string, number>>, visit = 'M1' } = {}
): Promise<DipView> {
	const machine = await Machine.start();
	const batch = await machine.import('x', tables(record) as Tables);
	for (const pack of packs) await machine.store.settings.savePack(pack);
	const settings = Object.entries(set).map(([name, value]) => ({ rule: higher.meta.id, name, value, region: '4104', source: '夹具文号' }));
	await machine.store.settings.saveParameters(settings);
	const tab = await machine.tab(rulesWith(higher as AnyRule));
	return tab.dip({ batch, visit, strike: [], values: {}, ...trial });
}
const ready = async (...args: Parameters<typeof asked>): Promise<DipReady> => {
	const view = await asked(...args);
	if (view.kind !== 'ready') throw new Error(JSON.stringify(view));
	return view;
};
const CITY_SET = { pointValue: 600, hospitalFactor: 95, auxiliaryFactor: 100 };

describe('a stay as coded', () => {
	it('has group, points, band, and the steps that led there', async () => {
		const { coded, catalogue: from, cost, changed, difference } = await ready();
		expect(coded).toMatchObject({
			group: { code: 'K80.1:51.2300' },
			mean: 10_000_00,
			deviation: 9_000,
			band: 'normal',
			groupPoints: 2_000_000_000,
			bandPoints: 2_000_000_000,
			charlson: 0
		});
		expect(coded.steps.map(({ kept }) => kept)).toEqual([['K80.1'], ['51.2300'], ['K80.1:51.2300']]);
		expect([from.name, from.groups, from.pack, from.reviewed, cost, changed, difference]).toEqual([
			'fixture 2026',
			3,
			'dip-fixture@7',
			false,
			9000_00,
			null,
			null
		]);
	});
	it('has no money while the city’s values are not set: each is told as such, none is guessed', async () => {
		const { coded, parameters } = await ready();
		expect([coded.points, coded.payment]).toEqual([null, null]);
		expect(Object.fromEntries(parameters.map(({ name, value, origin }) => [name, `${value} ${origin}`]))).toEqual({
			regionMean: '5000000000 catalogue',
			pointValue: 'null unset',
			hospitalFactor: 'null unset',
			auxiliaryFactor: 'null unset',
			lower: '5000 default',
			upper: '20000 default'
		});
	});
	it('is paid by the values that a region set', async () => {
		const { coded, parameters } = await ready({}, { set: CITY_SET });
		// 2,000 points × 0.95 × 6.00 元.
		expect([coded.points, coded.payment]).toEqual([1_900_000_000, 11_400_00]);
		expect(parameters.find(({ name }) => name === 'pointValue')).toMatchObject({ origin: 'region', source: '4104 夹具文号' });
	});
	it('is paid by values tried here, which are not kept', async () => {
		const { coded, parameters } = await ready({ values: { pointValue: 6_000_000, hospitalFactor: 10_000, auxiliaryFactor: 10_000 } });
		expect(coded.payment).toBe(12_000_00);
		expect(parameters.filter(({ origin }) => origin === 'trial').map(({ name }) => name)).toEqual([
			'pointValue',
			'hospitalFactor',
			'auxiliaryFactor'
		]);
	});
	it('without M knows the group and its points, and no band', async () => {
		const { coded } = await ready({}, { packs: [catalogue(null)], set: CITY_SET });
		expect(coded).toMatchObject({ groupPoints: 2_000_000_000, mean: null, band: null, bandPoints: null, payment: null });
	});
	it('M tried here comes before that of the catalogue', async () => {
		expect((await ready({ values: { regionMean: 2_000_000_000 } })).coded).toMatchObject({ mean: 4_000_00, band: 'high' });
	});
});

describe('a stay as changed', () => {
	it('without its procedure', async () => {
		const { changed, difference } = await ready({ strike: ['51.2300'] }, { set: CITY_SET });
		// 9,000 of 3,000 is above the band: (3 − 2 + 1) × 600 = 1,200 points.
		expect(changed).toMatchObject({ group: { code: 'K80.1' }, band: 'high', procedures: [], bandPoints: 1_200_000_000, payment: 6_840_00 });
		expect(difference).toEqual({ groupPoints: -1_400_000_000, bandPoints: -800_000_000, points: -760_000_000, payment: -4_560_00 });
	});
	it('with both: another main diagnosis and no procedure', async () => {
		const { changed, coded } = await ready({ mainDiagnosis: 'k83.000', strike: ['51.2300'] });
		expect([changed!.group!.code, coded.group!.code]).toEqual(['K83.0', 'K80.1:51.2300']);
	});
	it('into no group has a reason and no difference', async () => {
		const { changed, difference } = await ready({ mainDiagnosis: 'Z99.900', strike: ['51.2300'] }, { set: CITY_SET });
		expect(changed).toMatchObject({ group: null, reason: { zh: '目录中没有对应病种' } });
		expect(difference).toEqual({ groupPoints: null, bandPoints: null, points: null, payment: null });
	});
});

describe('record lines of each code', () => {
	it('stand with table, file and record, and documents with their place', async () => {
		const { diagnoses, procedures } = await ready();
		expect(diagnoses.map(({ code, main }) => `${code} ${main}`)).toEqual(['K80.100 true', 'K83.000 false']);
		const [mention] = diagnoses[1]!.supports;
		expect(mention).toMatchObject({ by: 'mention', total: 1, lines: [{ table: 'document', record: 1, span: [10, 13], value: '胆管炎' }] });
		expect(mention!.lines[0]!.quote).toContain('考虑胆管炎，予');
		expect(procedures[0]!.supports).toMatchObject([{ by: 'charge', lines: [{ table: 'fee', record: 1, rowId: 'F1', quote: '腹腔镜胆囊切除术' }] }]);
	});
});

describe('no answer', () => {
	it('without a catalogue', async () => expect(await asked({}, { packs: [] })).toEqual({ kind: 'no-catalogue', loaded: [], day: '2026-05-10' }));
	it('with a catalogue of another time, which is named', async () => {
		expect(await asked({}, { packs: [catalogue(5000, '2027-01-01')] })).toMatchObject({ kind: 'no-catalogue', loaded: ['fixture 2026'] });
	});
	it('for an outpatient', async () => expect(await asked({}, { visit: 'M2' })).toEqual({ kind: 'not-inpatient' }));
	it('without a table of procedures: every stay would look conservative', async () => {
		const { operation: _, ...record } = RECORD;
		expect(await asked({}, { record })).toEqual({ kind: 'undetermined', missing: { kind: 'table', what: 'operation' } });
	});
	it('for a visit that nobody knows', async () => await expect(asked({}, { visit: 'M9' })).rejects.toMatchObject({ id: 'not-found' }));
});

describe.skipIf(!existsSync(CITY))('a city’s own catalogue', () => {
	it('groups a stay, and another without its procedure', async () => {
		const { packs } = (await readCataloguePack('city.csv', readFileSync(CITY), '1'))!;
		const { coded, changed, catalogue: from } = await ready({ strike: ['51.2300'] }, { packs: [...packs] });
		expect(from.groups).toBe(4_444);
		expect(coded.group!.code).toMatch(/^K80\.1:.*51\.2300/u);
		expect(changed!.group!.code).not.toBe(coded.group!.code);
		expect(changed!.groupPoints!).toBeLessThan(coded.groupPoints!);
		expect([coded.mean, coded.payment]).toEqual([null, null]);
	});
});
