import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { imagingOfNames, type Imaging } from './imaging-parts.ts';
import { namesOf } from './item-names.ts';
import { lineDays } from './line-days.ts';
import { kindOfScan, reportsFor, scansOverReports } from './scans.ts';

/** Parts that are a system or a region: an organ named beside one of them may be of it, so that they do not contradict it. */
const SYSTEMS = /泌尿系|腹|盆腔|四肢/;

/** What the name of a line says of imaging; items of the pair are imaging whatever their name. */
const imagingOf = ({ row }: Charge): Imaging | null => imagingOfNames(namesOf(row));

/** Reports that may be of the scans of a line's kind on its day; empty where the name tells no kind. */
export function reportsOfPair(stay: Stay<'exam'>, charge: Charge): readonly Row<'exam'>[] {
	const imaging = imagingOf(charge);
	return imaging === null ? [] : reportsFor(stay, kindOfScan(imaging.modality), lineDays(charge).first);
}

/**
 * How much of a contained scan has no report of its own, 1/10 000, with the comparison recorded: all of it where no examinations are loaded; 0 where each scan may have a report, or
 * the names tell two parts of which neither is a system.
 * @throws Undetermined where examinations are loaded and the stay has none
 */
export function imagedOnce(stay: Stay<'exam'>, t: Trace, sub: Charge, mains: readonly Charge[]): number {
	const own = imagingOf(sub);
	const theirs = mains.map(imagingOf);
	const contradicts = (other: Imaging | null): boolean =>
		own !== null && other !== null && own.part !== '' && other.part !== '' && own.part !== other.part && !SYSTEMS.test(own.part + other.part);
	if (theirs.every(contradicts)) return 0;
	if (!stay.has('exam') || own === null) return sub.quantity;
	const scanned = [sub, ...mains].map((charge) => ({ charge, imaging: own }));
	const reports = reportsOfPair(stay, sub);
	return Math.min(sub.quantity, scansOverReports(t, scanned, reports));
}
