import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Source } from '../../engine/traced.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { institutionField, institutionKey } from '../../facts/institutions.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { drugsBought } from '../../facts/purchases.ts';
import { article38 } from '../../facts/regulation.ts';
import { countedVisits, endOfRun, visitsOverCount, type Counted } from '../../facts/visit-counts.ts';

const atPharmacy = (medType: string): boolean => medType.startsWith('41');
const placesOf = (bought: readonly Counted[]): Set<string> => new Set(bought.map(({ row }) => institutionKey(row)).filter((key) => key !== ''));

const params = {
	maxPurchases: {
		default: 10,
		unit: 'count',
		title: { zh: '同药购买次数上限', en: 'Most purchases of a drug' },
		why: '国家规则只给名称（频繁购药），未查到统一次数，由地方设定（未核实）'
	},
	maxPlaces: {
		default: 3,
		unit: 'count',
		title: { zh: '同药购买药店家数上限', en: 'Most pharmacies for a drug' },
		why: '同一药品短期内在多家药店购买是倒卖的迹象（零售药店典型问题 4）；家数由地方设定（未核实）'
	},
	windowDays: { default: 30, unit: 'day', title: { zh: '统计天数', en: 'Days counted' }, why: '按月统计；未查到统一口径，由地方设定（未核实）' }
} as const;

/** 频繁购药: one drug bought at pharmacies more often, or at more of them, than one person's use explains. */
export default defineRule({
	meta: {
		id: 'frequent-purchase',
		version: 1,
		title: { zh: '短期内频繁购买同一药品', en: 'One drug bought too often within days' },
		explains: {
			zh: '同一参保人在规定天数内于定点药店购买同一药品的次数或药店家数超过上限。同一次购药的多行明细算一次，全额退费的不算。一段连续的购买只报一次，记在最后一次。',
			en: 'One person buys one drug at pharmacies more often, or at more pharmacies, than the limits allow. The lines of a receipt count once, refunded ones not. A run of purchases is told once, by its last.'
		},
		dimension: 'compliance',
		violation: '虚假就医',
		stages: ['settled'],
		scope: 'person',
		basis: [article38('七'), article40IfProven('一')],
		official: ['GZ10000204003000'],
		problems: [],
		pharmacyProblems: [4],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: [],
		clears: {
			supply: { zh: '处方天数短，逐次续购', en: 'Short prescriptions, renewed' },
			fetched: { zh: '为家属代购，需另行核实', en: 'Bought for a relative: to be checked elsewhere' }
		},
		messages: {
			often: { zh: '{{days}} 天内购买“{{drug}}” {{times}} 次', en: '“{{drug}}” bought {{times}} times within {{days}} days' },
			places: { zh: '{{days}} 天内在 {{places}} 家药店购买“{{drug}}”', en: '“{{drug}}” bought at {{places}} pharmacies within {{days}} days' }
		}
	},
	params,
	candidates: visitsOverCount(atPharmacy, 'frequent-purchase', { most: ['maxPurchases', 'maxPlaces'], days: 'windowDays' }),
	judge(stay, t) {
		const type = visitRow(stay)?.text('med_type') ?? '41';
		if (!visitRow(stay) || (type !== '' && !atPharmacy(type))) return;
		const { counted, unclear } = countedVisits(stay, atPharmacy, () => true);
		if (unclear.includes(stay)) {
			if (counted.length + unclear.length <= Math.min(t.known(t.param('maxPurchases')), t.known(t.param('maxPlaces')))) return;
			return t.cannotTell({ kind: 'value', what: type === '' ? 'visit.med_type' : 'visit.begntime' });
		}
		t.each(stay.fact(drugsBought), ([drug, lines]) => judgeDrug(t, stay, counted, drug, lines));
	}
});

function judgeDrug(t: Trace<typeof params>, stay: Stay, counted: readonly Counted[], drug: string, lines: readonly Charge[]): void {
	const days = t.known(t.param('windowDays'));
	const [most, mostPlaces] = [t.known(t.param('maxPurchases')), t.known(t.param('maxPlaces'))];
	const bought = counted.filter((one) => one.stay.fact(drugsBought).has(drug));
	const own = bought.findIndex((one) => one.stay === stay);
	const run = endOfRun(bought, own, days, (window) => window.length > most || placesOf(window).size > mostPlaces);
	if (!run) return;
	const charges = run.flatMap((one) => one.stay.fact(drugsBought).get(drug)!);
	if (charges.some((charge) => charge.ambiguous)) return t.cannotTell({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
	const often = run.length > most;
	if (often) {
		const times = t.derived(
			{ zh: `${days} 天内购买“${drug}”的次数`, en: `Purchases of “${drug}” within ${days} days` },
			'integer',
			run.length,
			charges.map(({ row }) => ({ row, field: null }))
		);
		t.gt('too-often', times, t.param('maxPurchases'));
	} else {
		const sources = run.flatMap(({ row }) => (institutionField(row) === null ? [] : [{ row, field: institutionField(row) }]));
		const places = t.derived({ zh: `购买“${drug}”的药店家数`, en: `Pharmacies that sold “${drug}”` }, 'integer', placesOf(run).size, sources);
		t.gt('too-many-places', places, t.param('maxPlaces'));
	}
	t.clear('supply', shortSupply(lines, run.length, days));
	t.clear('fetched', null);
	t.report({
		message: often ? 'often' : 'places',
		data: { days, drug, times: run.length, places: placesOf(run).size },
		grade: 'suspect',
		related: run.filter((one) => one.stay !== stay).map((one) => one.stay.id),
		lines: lines.map((charge) => ({ charge, role: 'offending' }))
	});
}

/** Cells that say that so many purchases of such a supply would not have outlasted the days; null where no line says its days. */
function shortSupply(lines: readonly Charge[], times: number, days: number): Source[] | null {
	const told = lines.filter(({ row }) => (row.number('prd_days') ?? 0) > 0);
	if (told.length === 0) return null;
	return told.filter(({ row }) => row.number('prd_days')! * times <= days * QUANTITY_SCALE).map(({ row }) => ({ row, field: 'prd_days' }));
}
