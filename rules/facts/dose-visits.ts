import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { kindNumber, kindNumbers } from './charge-kind.ts';
import { codesOf, dayAt, NO_DAY, numberAt, numbersOf, perText, timesOf, visitsThat } from './columns.ts';
import { isNamedBy, isToldIn } from './drug-orders.ts';
import { feeItems, perItem } from './fee-items.ts';
import { coreName } from './item-core.ts';
import { namesOfKey } from './item-names.ts';
import { mass, saysLongTerm, timesADay, unitsADay } from './ordered-doses.ts';
import { doubtfulRows } from './refunds.ts';
import { saysTakenHome } from './taken-home.ts';
import { visitColumns } from './visit-columns.ts';

/** Units of one dose form each; a box (盒) holds many. */
const SINGLE = /^(支|片|粒|袋|瓶|枚)$/;
export const isSingleUnit = (unit: string): boolean => SINGLE.test(unit.trim());

const takenHome = perText('fee', 'dscg_tkdrug_flag', (text) => (saysTakenHome(text) ? 1 : 0));
const NO_MASS = 0;
const singles = perText('fee', 'unt', (text) => (isSingleUnit(text) ? 1 : 0));
const strengths = perText('fee', 'spec', (text) => mass(text) ?? NO_MASS);
const doses = perText('order', 'dosage', (text) => mass(text) ?? NO_MASS);
const frequencies = perText('order', 'freq', (text) => timesADay(text) ?? 0);
const longTerm = perText('order', 'drord_type', (text) => (saysLongTerm(text) ? 1 : 0));
const cores = perItem((key, { batch }) => namesOfKey(key, batch).map(coreName));

/** A drug charged by its single units in one visit, before refunds. */
interface Drug {
	/** Its item on its first line. */
	readonly item: number;
	/** Micrograms of a unit. */
	readonly strength: number;
	quantity: number;
}

/** A long-term order: codes of its name and its text, what a dose is, how often, and on how many days at most. A 0 says that it is not known. */
interface LongTerm {
	readonly name: number;
	readonly text: number;
	readonly dose: number;
	readonly times: number;
	readonly days: number;
}
type Names = (item: number, code: number) => boolean;

/**
 * Stays with more of a drug charged, before refunds, than the long-term orders of its name use at most; where an order names it only in its text, or
 * not all that is asked for is known, the judge decides. Visits that no file describes too.
 */
export function visitsOverDoses(shard: Shard, context: RunContext): number[] {
	const { recorded, inpatient } = visitColumns(shard, context);
	const unsure = new Set(doubtfulRows(shard, context).map(({ visit }) => visit));
	const [drugsOf, ordersOf] = [drugsReader(shard, context), ordersReader(shard, context)];
	const [names, tells] = [pairTest(context, 'itemName', isNamedBy), pairTest(context, 'orderText', isToldIn)];
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if (inpatient[visit] === 0) return false;
		const drugs = drugsOf(visit);
		if (drugs.size === 0) return false;
		const orders = ordersOf(visit);
		if (orders.length === 0) return false;
		if (unsure.has(visit)) return true;
		for (const drug of drugs.values()) if (mayBeOver(drug, orders, names, tells)) return true;
		return false;
	});
}

function mayBeOver({ item, strength, quantity }: Drug, orders: readonly LongTerm[], names: Names, tells: Names): boolean {
	const own = orders.filter(({ name }) => names(item, name));
	if (own.length === 0) return orders.some(({ text }) => tells(item, text));
	if (own.some(({ dose, times, days }) => dose === 0 || times === 0 || days === 0)) return false;
	return quantity > own.reduce((most, { dose, times, days }) => most + unitsADay(dose, strength, times) * days, 0);
}

function drugsReader(shard: Shard, context: RunContext): (visit: number) => ReadonlyMap<number, Drug> {
	const fee = shard.tables.fee!;
	const { batch } = context;
	const [items, kinds, types, drug] = [feeItems(shard, context), kindNumbers(batch), codesOf(fee, 'med_chrgitm_type'), kindNumber('drug')];
	const [units, single, specs, strength, quantities] = [
		codesOf(fee, 'unt'),
		singles(batch),
		codesOf(fee, 'spec'),
		strengths(batch),
		numbersOf(fee, 'cnt')
	];
	const [local, national, home, isHome] = [
		codesOf(fee, 'medins_list_name'),
		codesOf(fee, 'hilist_name'),
		codesOf(fee, 'dscg_tkdrug_flag'),
		takenHome(batch)
	];
	return (visit) => {
		const drugs = new Map<number, Drug>();
		for (let row = types && units && specs ? fee.rowStart[visit]! : fee.rowStart[visit + 1]!; row < fee.rowStart[visit + 1]!; row++) {
			if (kinds[types![row]!] !== drug || single[units![row]!] === 0 || strength[specs![row]!] === NO_MASS) continue;
			const name = local?.[row] || national?.[row] || 0;
			const count = numberAt(quantities, row);
			if (name === 0 || count <= 0 || (home && isHome[home[row]!] === 1)) continue;
			const key = (name * strength.length + specs![row]!) * single.length + units![row]!;
			const known = drugs.get(key);
			if (known) known.quantity += count;
			else drugs.set(key, { item: items[row]!, strength: strength[specs![row]!]!, quantity: count });
		}
		return drugs;
	};
}

function ordersReader(shard: Shard, context: RunContext): (visit: number) => readonly LongTerm[] {
	const order = shard.tables.order!;
	const { batch } = context;
	const { lastDay } = visitColumns(shard, context);
	const [types, lasting, names, texts] = [
		codesOf(order, 'drord_type'),
		longTerm(batch),
		codesOf(order, 'drord_detl_name'),
		codesOf(order, 'drord_cont')
	];
	const [amounts, dose, often, times] = [codesOf(order, 'dosage'), doses(batch), codesOf(order, 'freq'), frequencies(batch)];
	const [begins, stops] = [timesOf(order, 'drord_begn_time'), timesOf(order, 'drord_stop_time')];
	return (visit) => {
		const found: LongTerm[] = [];
		for (let row = types ? order.rowStart[visit]! : order.rowStart[visit + 1]!; row < order.rowStart[visit + 1]!; row++) {
			if (lasting[types![row]!] === 0) continue;
			const [first, stop] = [dayAt(begins, row), dayAt(stops, row)];
			const last = stop === NO_DAY ? lastDay[visit]! : stop;
			const days = first === NO_DAY || last < first ? 0 : last - first + 1;
			found.push({
				name: names?.[row] ?? 0,
				text: texts?.[row] ?? 0,
				dose: amounts ? dose[amounts[row]!]! : 0,
				times: often ? times[often[row]!]! : 0,
				days
			});
		}
		return found;
	};
}

const FACTOR = 2 ** 26;

/** Remembers what a test says of an item and a text of a dictionary. */
function pairTest(context: RunContext, dictionary: string, test: (own: readonly string[], text: string) => boolean): Names {
	const known = new Map<number, boolean>();
	const [texts, own] = [context.batch.dictionaries.get(dictionary), cores(context)];
	return (item, code) => {
		const key = item * FACTOR + code;
		let answer = known.get(key);
		if (answer === undefined) known.set(key, (answer = test(own[item]!, code === 0 ? '' : texts.text(code))));
		return answer;
	};
}
