import { presumedMode } from '../dip/modes.ts';
import { foldCode, type Mode } from '../dip/notation.ts';
import type { Shard } from '../domain/shard.ts';
import type { Charge } from '../engine/charge.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import { normalizeName } from '../knowledge/names.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { chargeKind, kindNumber, kindNumbers } from './charge-kind.ts';
import { charges } from './charges.ts';
import { visitsWithCode } from './code-prefixes.ts';
import { codesOf, hasRows, isVoidFlag, numberAt, numbersOf, perText, visitsThat } from './columns.ts';
import { namesOf } from './item-names.ts';
import { chargesWhere } from './some-charges.ts';
import { visitColumns } from './visit-columns.ts';

/** Names of charges that an operation leaves: the operation, its anaesthesia, a package (套餐) that holds both. */
const OF_OPERATION = /术|麻醉|介入|套餐|按病种/u;
const PACKAGE = /套餐|按病种|日间手术/u;

/** Kind of treatment of a procedure code, presumed; null where it is no code of ICD-9-CM-3. */
export function modeOfProcedure(code: string): Mode | null {
	const folded = foldCode(code);
	return /^\d\d\.\d/u.test(folded) ? presumedMode(folded) : null;
}

/** Net charges of a stay that speak of a procedure: by the names that knowledge gives, else any that an operation leaves. */
export function chargesOfProcedure(stay: Stay, point: PointOf<'procedureItems'> | undefined): Charge[] {
	const named = point?.names.map(normalizeName);
	return stay.fact(charges).net.filter(({ row }) => {
		const names = namesOf(row);
		if (named) return names.some((name) => PACKAGE.test(name) || named.some((word) => name.includes(word)));
		return chargeKind(row) === 'surgery' || names.some((name) => OF_OPERATION.test(name));
	});
}

/** Net charges of operations (手术费) by their category on the line. */
export function operationCharges(stay: Stay, context: RunContext): readonly Charge[] {
	const [kinds, numbers, surgery] = [codesOf(stay.book.shard.tables.fee, 'med_chrgitm_type'), kindNumbers(context.batch), kindNumber('surgery')];
	return kinds ? chargesWhere(stay, context, (row) => numbers[kinds[row]!] === surgery) : [];
}

/**
 * Visits with a procedure that could be found uncharged: one whose charges knowledge names, or no line that an operation leaves. A stay
 * with lines taken back is always looked at, since the line that speaks may be one of them.
 */
export function visitsWithUnchargedProcedure(shard: Shard, context: RunContext): number[] {
	const { fee, operation } = shard.tables;
	const { recorded } = visitColumns(shard, context);
	const spoken = new Set(visitsWithCode(shard, context, 'operation', 'procedureItems'));
	const [own, national, kinds] = [codesOf(fee, 'medins_list_name'), codesOf(fee, 'hilist_name'), codesOf(fee, 'med_chrgitm_type')];
	const [quantities, amounts, voids] = [numbersOf(fee, 'cnt'), numbersOf(fee, 'det_item_fee_sumamt'), codesOf(fee, 'vali_flag')];
	const [speaks, numbers, isVoid, surgery] = [
		speaksOfOperation(context.batch),
		kindNumbers(context.batch),
		isVoidFlag(context.batch),
		kindNumber('surgery')
	];
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if (!hasRows(operation, visit)) return false;
		let leaves = false;
		for (let row = fee!.rowStart[visit]!; row < fee!.rowStart[visit + 1]!; row++) {
			if (numberAt(quantities, row) <= 0 || numberAt(amounts, row) < 0 || (voids && isVoid[voids[row]!] === 1)) return true;
			const named = (own && speaks[own[row]!] === 1) || (national && speaks[national[row]!] === 1);
			leaves ||= Boolean(named) || (kinds !== undefined && numbers[kinds[row]!] === surgery);
		}
		return !leaves || spoken.has(visit);
	});
}
const speaksOfOperation = perText('fee', 'medins_list_name', (text) => (OF_OPERATION.test(normalizeName(text)) ? 1 : 0));

/** Visits with a charge of an operation and no procedure on their list. */
export function visitsWithUnlistedOperation(shard: Shard, context: RunContext): number[] {
	const { fee, operation } = shard.tables;
	const { recorded } = visitColumns(shard, context);
	const [kinds, numbers] = [codesOf(fee, 'med_chrgitm_type'), kindNumbers(context.batch)];
	const [voids, isVoid] = [codesOf(operation, 'vali_flag'), isVoidFlag(context.batch)];
	const surgery = kindNumber('surgery');
	const listed = (visit: number): boolean => {
		if (!operation) return false;
		for (let row = operation.rowStart[visit]!; row < operation.rowStart[visit + 1]!; row++) if (!voids || isVoid[voids[row]!] !== 1) return true;
		return false;
	};
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if (!kinds || listed(visit)) return false;
		for (let row = fee!.rowStart[visit]!; row < fee!.rowStart[visit + 1]!; row++) if (numbers[kinds[row]!] === surgery) return true;
		return false;
	});
}
