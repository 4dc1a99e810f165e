import { createCatalogue, POINT_SCALE, type DipEntry } from '../../../rules/dip/catalogue.ts';
import type { DipCase } from '../../../rules/dip/case.ts';
import { createGrouper } from '../../../rules/dip/grouper.ts';
import { simulate, type Tariff } from '../../../rules/dip/simulate.ts';

/** A catalogue as large and as dense as a city's: some 4,400 groups, of one subcategory up to seventy. */
const SUBCATEGORIES = 1_200;
const MIXED = ['SS', 'ZLXCZ', 'ZDXCZ', 'BSZL'];
const TARIFF: Tariff = { pointValue: 6_000_000, hospitalFactor: 10_000, auxiliaryFactor: 10_000, limits: { lower: 5_000, upper: 20_000 } };

/** Groups made-up stays and simulates their payment. @returns stays a second on one core, and how many found a group */
export function groupStays(count: number): { rate: number; grouped: number } {
	const next = numbers(7);
	const codes = Array.from({ length: 900 }, (_, i) => `${String(3 + (i % 84)).padStart(2, '0')}.${String(1000 + i).slice(-4)}`);
	const diagnoses = Array.from(
		{ length: SUBCATEGORIES },
		(_, i) => `${'ABCDEGHIJK'[i % 10]}${String(10 + Math.floor(i / 100)).padStart(2, '0')}.${i % 10}`
	);
	const entries = new Map<string, DipEntry>();
	const add = (code: string) => entries.set(code, { code, name: code, points: (100 + next(9_000)) * POINT_SCALE, meanCost: null, meanDays: null });
	diagnoses.forEach((diagnosis, i) => {
		add(diagnosis);
		for (let k = i % 40 === 0 ? 70 : next(5); k > 0; k--)
			add(`${diagnosis}:${codes[next(codes.length)]}${k % 4 === 0 ? `_${codes[next(codes.length)]}` : ''}`);
		if (i % 2 === 0) add(`${diagnosis.slice(0, 3)}:${MIXED[next(MIXED.length)]}`);
	});
	const reading = createCatalogue([...entries.values()]);
	if (!reading.ok) throw new Error(reading.problems[0]!.text.en);
	const grouper = createGrouper(reading.catalogue, { regionMean: 5_700_000_000, notForGrouping: () => false });
	const { groups } = reading.catalogue;
	const stays = Array.from({ length: count }, (): DipCase => {
		const group = groups[next(groups.length)]!;
		const extra = Array.from({ length: next(4) }, () => codes[next(codes.length)]!);
		return {
			mainDiagnosis: `${group.diagnosis}00x001`,
			procedures: [...group.procedures.map((any) => any[0]!), ...extra],
			cost: 100_000 + next(5_000_000)
		};
	});
	const begun = performance.now();
	let grouped = 0;
	for (const stay of stays) if (simulate(grouper, stay, TARIFF).grouping.group) grouped++;
	return { rate: (count / (performance.now() - begun)) * 1e3, grouped };
}

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
		return (state >> 8) % below;
	};
}
