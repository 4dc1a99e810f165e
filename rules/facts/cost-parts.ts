import type { Shard } from '../domain/shard.ts';
import type { Charge } from '../engine/charge.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import { kindNumber, kindNumbers, type ChargeKind } from './charge-kind.ts';
import { charges } from './charges.ts';
import { codesOf, hasRows, isVoidFlag, numberAt, numbersOf, perShard, perText } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { namesOfKey } from './item-names.ts';
import type { Measured } from './shares.ts';

/** Parts of the cost of a stay that indicators watch (统计指标): 药费 with 饮片, 检验检查, 耗材, 治疗, CT, 核磁. */
export type CostPart = 'drug' | 'examination' | 'material' | 'treatment' | 'ct' | 'mr';

const BIT: Readonly<Record<CostPart, number>> = { drug: 1, examination: 2, material: 4, treatment: 8, ct: 16, mr: 32 };
const UNKNOWN = 64;
/** An examination whose name may make it one of CT or MR. */
const BY_NAME = 128;

const BY_KIND: Partial<Record<ChargeKind, number>> = {
	drug: BIT.drug,
	herb: BIT.drug,
	exam: BIT.examination | BY_NAME,
	lab: BIT.examination,
	material: BIT.material,
	treatment: BIT.treatment
};
/** Extended codes of `med_chrgitm_type` (FIELDS.md E) that say more than a kind. */
const BY_CODE: Readonly<Record<string, number>> = {
	'1408': BIT.examination | BIT.mr,
	'1409': BIT.examination | BIT.ct,
	'0801': BIT.material,
	'1402': BIT.material,
	'1403': BIT.material
};
const kindBits: readonly number[] = (() => {
	const bits: number[] = [];
	for (const [kind, bit] of Object.entries(BY_KIND)) bits[kindNumber(kind as ChargeKind)] = bit;
	return bits;
})();

/** Bits by dictionary code of the charge category. */
const typeBits = perText('fee', 'med_chrgitm_type', (text, batch) => {
	const type = text.trim();
	if (type === '') return UNKNOWN;
	return BY_CODE[type] ?? kindBits[kindNumbers(batch)[batch.dictionaries.get('med_chrgitm_type').code(text)]!] ?? 0;
});

const CT = /(^|[^a-z])(ct|cta|ctv)([^a-z]|$)|计算机(x线)?(体层|断层)|x线计算机|体层摄影/;
const MR = /磁共振|核磁|(^|[^a-z])(mri?|mra|mrv|mrs|mrcp|fmri)([^a-z]|$)/;
/** CT or MR by the names of an item; radionuclide cameras with a CT (PET/CT, SPECT/CT) are neither. */
const imaging = perItem((key, { batch }) => {
	const names = namesOfKey(key, batch);
	if (names.some((name) => /pet|spect|正电子|单光子/.test(name))) return 0;
	return (names.some((name) => CT.test(name)) ? BIT.ct : 0) | (names.some((name) => MR.test(name)) ? BIT.mr : 0);
});

/** Bits of each fee row: which parts its cost belongs to. */
const rowBits = perShard((shard: Shard, context: RunContext): Uint8Array => {
	const fee = shard.tables.fee!;
	const [types, bits, items] = [codesOf(fee, 'med_chrgitm_type'), typeBits(context.batch), feeItems(shard, context)];
	const named = imaging(context);
	const rows = new Uint8Array(fee.rowCount);
	for (let row = 0; row < rows.length; row++) {
		const bit = types ? bits[types[row]!]! : UNKNOWN;
		rows[row] = (bit & BY_NAME) !== 0 ? bit | named[items[row]!]! : bit;
	}
	return rows;
});

/** Sums of a visit: of all its lines, then by the place of each bit. */
const WIDTH = 9;
/** What the valid fee lines of each visit cost in all and by part, 分: one pass for all indicators. */
const costSums = perShard((shard: Shard, context: RunContext): Float64Array => {
	const fee = shard.tables.fee!;
	const [bits, amounts] = [rowBits(shard, context), numbersOf(fee, 'det_item_fee_sumamt')];
	const [flags, voids] = [codesOf(fee, 'vali_flag'), isVoidFlag(context.batch)];
	const sums = new Float64Array(shard.visitCount * WIDTH);
	for (let visit = 0; visit < shard.visitCount; visit++) {
		const base = visit * WIDTH;
		for (let row = fee.rowStart[visit]!, end = fee.rowStart[visit + 1]!; row < end; row++) {
			if (flags && voids[flags[row]!] === 1) continue;
			const amount = numberAt(amounts, row);
			sums[base]! += amount;
			for (let left = bits[row]!; left !== 0; left &= left - 1) sums[base + 32 - Math.clz32(left & -left)]! += amount;
		}
	}
	return sums;
});
const placeOf = (bit: number): number => 32 - Math.clz32(bit);

/**
 * What a stay's valid fee lines cost in all and for a part, 分; refunds are lines with a negative amount and so net themselves. Null where a stay has no
 * lines. Lines without a charge category are unknown.
 */
export const costMeasure =
	(part: CostPart) =>
	(shard: Shard, context: RunContext): ((visit: number) => Measured | null) => {
		const sums = costSums(shard, context);
		const { fee } = shard.tables;
		return (visit) => {
			if (!hasRows(fee, visit)) return null;
			const at = visit * WIDTH;
			return { base: sums[at]!, part: sums[at + placeOf(BIT[part])]!, unknown: sums[at + placeOf(UNKNOWN)]! };
		};
	};

/** Net charges of a stay that belong to a part. */
export function chargesOfPart(stay: Stay, context: RunContext, part: CostPart): Charge[] {
	const bits = rowBits(stay.book.shard, context);
	return stay.fact(charges).net.filter(({ row }) => (bits[row.index]! & BIT[part]) !== 0);
}
