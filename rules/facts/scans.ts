import type { Bilingual } from '../domain/finding.ts';
import { dayOf, QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { defineFact, type Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { Shard } from '../domain/shard.ts';
import { tracedItem } from './cells.ts';
import { chargeKind } from './charge-kind.ts';
import { charges } from './charges.ts';
import { imagingIn, imagingOfKey, imagingOfNames, partOf, type Imaging, type Modality } from './imaging-parts.ts';
import { namesOf } from './item-names.ts';
import { itemSet } from './item-rows.ts';
import { lineDays, unevenSpan } from './line-days.ts';

/** An imaging item charged in a stay (影像收费), net of refunds. */
export interface Scan {
	readonly charge: Charge;
	readonly imaging: Imaging;
}

const NO_SCAN_KINDS = ['material', 'drug', 'herb'];

/** Imaging items charged, with something left after refunds. Materials and drugs for imaging are none. */
export const scans = defineFact<readonly Scan[]>('scans', (stay: Stay) => scansAmong(stay.fact(charges).net));

/** The same among some charges of a stay. */
export const scansAmong = (some: readonly Charge[]): Scan[] =>
	some.flatMap((charge) => {
		const imaging = imagingOfNames(namesOf(charge.row));
		const isScan = imaging !== null && charge.quantity > 0 && charge.amount > 0 && !NO_SCAN_KINDS.includes(chargeKind(charge.row) ?? '');
		return isScan ? [{ charge, imaging }] : [];
	});

/**
 * The day of a scan.
 * @throws Undetermined where its line has no date, or stands for several days
 */
export function dayOfScan({ charge }: Scan): number {
	const { first, last } = lineDays(charge);
	if (last > first) throw new Undetermined(unevenSpan);
	return first;
}

/** Visits with items of both kinds, before refunds. Each test says whether an imaging item is of its kind. */
export function visitsWithScans(one: (imaging: Imaging) => boolean, other: (imaging: Imaging) => boolean) {
	const ofKind = (test: (imaging: Imaging) => boolean) =>
		itemSet((key, { batch }) => {
			const imaging = imagingOfKey(key, batch);
			return imaging !== null && test(imaging);
		});
	const [ones, others] = [ofKind(one), ofKind(other)];
	return (shard: Shard, context: RunContext): number[] => {
		const second = new Set(others.visits(shard, context));
		return second.size === 0 ? [] : ones.visits(shard, context).filter((visit) => second.has(visit));
	};
}

/** What an examination's record says of imaging: its name, else its kind; its site (检查部位) speaks first for the part. */
export function imagingOfExam(row: Row<'exam'>): Imaging | null {
	const imaging = imagingIn([row.text('item_name'), row.text('exam_type'), row.text('exam_part')]);
	const part = partOf(row.text('exam_part'));
	return imaging && part !== '' ? { ...imaging, part } : imaging;
}

/** Examinations of a modality recorded on a day; null where no examinations are loaded. */
export function examsOn(stay: Stay<'exam'>, modality: Modality, day: number): readonly Row<'exam'>[] | null {
	if (!stay.has('exam')) return null;
	return stay.rows('exam').filter((row) => {
		const time = row.time('exam_time');
		return time !== null && dayOf(time.seconds) === day && imagingOfExam(row)?.modality === modality;
	});
}

/** The report that a record belongs to: by its number, else by time and name. */
export const reportKey = (row: Row<'exam'>): string =>
	row.text('rpt_no') || `${row.time('exam_time')?.seconds ?? ''} ${row.text('item_name')} ${row.text('exam_part')}`;

/** That the name of an item says a word. */
export function named(t: Trace, condition: string, row: Row<'fee'>, words: readonly string[], label: Bilingual): boolean {
	const names = namesOf(row);
	const word = words.find((w) => names.some((name) => name.includes(w)));
	return t.in(condition, tracedItem(row, word), t.constant(label, 'text', words));
}

/** The part that an item's name tells. */
export const tracedPart = (t: Trace, { charge, imaging }: Scan): Traced<string> =>
	t.derived<string>({ zh: '检查部位（按名称）', en: 'Part by name' }, 'text', imaging.part, tracedItem(charge.row, undefined).sources);

/** One machine's kind: grey-scale and colour ultrasound are examinations of one kind (同类检查). */
export const kindOfScan = (modality: Modality): string => (modality === '彩超' || modality === 'B超' ? '超声' : modality);

/** Days from an examination to its report. */
const DAYS_TO_REPORT = 1;

/**
 * Reports that may be of scans of one kind on one day: those of the day, and those of the next day where no such scan was charged then. 无法判断 where
 * the stay has no record of any examination.
 */
export function reportsFor(stay: Stay<'exam'>, kind: string, day: number): readonly Row<'exam'>[] {
	const rows = stay.rows('exam');
	if (rows.length === 0) throw new Undetermined({ kind: 'document', what: 'exam' });
	const ofKind = (modality: Modality | undefined): boolean => modality !== undefined && kindOfScan(modality) === kind;
	const charged = new Set(
		stay.fact(scans).flatMap(({ charge, imaging }) => (ofKind(imaging.modality) && charge.row.time('fee_ocur_time') ? [lineDays(charge).first] : []))
	);
	return rows.filter((row) => {
		const time = row.time('exam_time');
		if (time === null || !ofKind(imagingOfExam(row)?.modality)) return false;
		const late = dayOf(time.seconds) - day;
		return late === 0 || (late > 0 && late <= DAYS_TO_REPORT && !charged.has(day + late));
	});
}

/** Scans charged more than there are reports, 1/10 000, with the comparison recorded; 0 where each may have its own. */
export function scansOverReports(t: Trace, charged: readonly Scan[], reports: readonly Row<'exam'>[]): number {
	const scanned = t.quantity(
		{ zh: '同类检查计费数量', en: 'Scans charged' },
		charged.map(({ charge }) => charge)
	);
	const count = new Set(reports.map(reportKey)).size;
	const sources = reports.map((row) => ({ row, field: row.text('rpt_no') === '' ? 'exam_time' : 'rpt_no' }));
	const made = t.derived<number>({ zh: '同类检查报告份数', en: 'Reports of the kind' }, 'quantity', count * QUANTITY_SCALE, sources);
	return t.gt('more-than-reports', scanned, made) ? t.known(scanned) - count * QUANTITY_SCALE : 0;
}
