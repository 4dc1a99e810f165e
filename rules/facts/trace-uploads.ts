import type { Shard } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import { kindNumber, kindNumbers } from './charge-kind.ts';
import { bytesOf, codesOf, isVoidFlag, numberAt, numbersOf, perText, visitsThat } from './columns.ts';

/** Whole boxes (盒): other units may be parts of a package, or have no code of their own. */
export const BOXES = ['盒', '大盒', '小盒'] as const;
const isBox = perText('fee', 'unt', (text) => ((BOXES as readonly string[]).includes(text.trim()) ? 1 : 0));

/** Drug lines in whole boxes of an institution, and those of them that carry a trace code. Plain data, by the institution's code. */
export interface Uploads {
	readonly lines: number;
	readonly coded: number;
}
export type UploadsBy = Readonly<Record<string, Uploads>>;

/** Calls back for each valid drug line in whole boxes of a shard. */
function eachBox(shard: Shard, { batch }: RunContext, visits: Iterable<number>, tell: (visit: number, row: number, coded: boolean) => void): void {
	const fee = shard.tables.fee!;
	const [types, kinds, units, boxes] = [codesOf(fee, 'med_chrgitm_type'), kindNumbers(batch), codesOf(fee, 'unt'), isBox(batch)];
	const [flags, voids, quantities] = [codesOf(fee, 'vali_flag'), isVoidFlag(batch), numbersOf(fee, 'cnt')];
	const [cells, drug] = [bytesOf(fee, 'drug_trac_codg'), kindNumber('drug')];
	if (!types || !units || !cells) return;
	for (const visit of visits) {
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			if (boxes[units[row]!] !== 1 || kinds[types[row]!] !== drug || numberAt(quantities, row) <= 0) continue;
			if (flags && voids[flags[row]!] === 1) continue;
			tell(visit, row, cells.offsets[row] !== cells.offsets[row + 1]);
		}
	}
}

/** Code of the institution of each visit, '' where it is not said. */
export function institutionsOf(shard: Shard, { batch }: RunContext): (visit: number) => string {
	const table = shard.tables.visit;
	const [codes, names] = [codesOf(table, 'fixmedins_code'), batch.dictionaries.get('fixmedins_code')];
	return (visit) => (table && codes && table.rowStart[visit]! < table.rowStart[visit + 1]! ? names.text(codes[table.rowStart[visit]!]!) : '');
}

const allOf = (shard: Shard): number[] => Array.from({ length: shard.visitCount }, (_, visit) => visit);

/** First pass: how many of the boxes that each institution sells carry a code. */
export function uploadsIn(shard: Shard, context: RunContext): UploadsBy {
	const [placeOf, uploads] = [institutionsOf(shard, context), {} as Record<string, { lines: number; coded: number }>];
	eachBox(shard, context, allOf(shard), (visit, _row, coded) => {
		const own = (uploads[placeOf(visit)] ??= { lines: 0, coded: 0 });
		own.lines++;
		if (coded) own.coded++;
	});
	return uploads;
}

export function mergeUploads(partials: readonly UploadsBy[]): UploadsBy {
	const all: Record<string, Uploads> = {};
	for (const partial of partials) {
		for (const [place, { lines, coded }] of Object.entries(partial)) {
			all[place] = { lines: lines + (all[place]?.lines ?? 0), coded: coded + (all[place]?.coded ?? 0) };
		}
	}
	return all;
}

/** Percent of an institution's boxes that carry a code. */
export const uploadShare = ({ lines, coded }: Uploads): number => (lines === 0 ? 0 : Math.floor((coded * 100) / lines));

/** Visits with a box without a code, or with several boxes on a line, at institutions that upload codes at all. */
export function visitsWithUncodedBoxes(shard: Shard, context: RunContext, uploads: UploadsBy): number[] {
	const [placeOf, quantities] = [institutionsOf(shard, context), numbersOf(shard.tables.fee, 'cnt')];
	const found = new Set<number>();
	const visits = visitsThat(shard, (visit) => (uploads[placeOf(visit)]?.coded ?? 0) > 0);
	eachBox(shard, context, visits, (visit, row, coded) => {
		if (!coded || numberAt(quantities, row) > QUANTITY_SCALE) found.add(visit);
	});
	return [...found].sort((a, b) => a - b);
}
