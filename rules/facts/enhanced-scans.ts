import { QUANTITY_SCALE, SECONDS_PER_HOUR } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { groupBy } from './group.ts';
import type { Modality } from './imaging-parts.ts';
import { lineDays } from './line-days.ts';
import { dayOfScan, examsOn, imagingOfExam, scans, type Scan } from './scans.ts';

/** Plain and enhanced scans of one modality on one day that may be of one part. */
export interface ScanGroup {
	readonly modality: Modality;
	readonly day: number;
	/** Whether the names tell one part; otherwise some of them tell none. */
	readonly isNamed: boolean;
	readonly plains: readonly Scan[];
	readonly enhanced: readonly Scan[];
	/** Parts that scans of the same day and modality outside this group name. */
	readonly otherParts: ReadonlySet<string>;
}

/**
 * Groups of a stay.
 * @param hours longest time between the scans of one examination, 1/10 000 hours, where both moments are known
 * @throws Undetermined where a scan has no date, or one line for several days
 */
export function enhancedGroups(stay: Stay, hours: number): ScanGroup[] {
	const all = stay.fact(scans);
	return (['CT', 'MR'] as const).flatMap((modality) => {
		const own = all.filter(({ imaging }) => imaging.modality === modality && (imaging.plain || imaging.enhanced));
		if (!own.some(({ imaging }) => imaging.plain) || !own.some(({ imaging }) => imaging.enhanced)) return [];
		return [...groupBy(own, dayOfScan)].flatMap(([day, ofDay]) => groupsOfDay(modality, day, ofDay, hours));
	});
}

function groupsOfDay(modality: Modality, day: number, ofDay: readonly Scan[], hours: number): ScanGroup[] {
	const { plains, enhanced } = nearEachOther(ofDay, hours);
	const common = [...new Set(plains.map(partIn))].filter((part) => part !== '' && enhanced.some((scan) => partIn(scan) === part));
	const of = (list: readonly Scan[], part: string): Scan[] => list.filter((scan) => partIn(scan) === part);
	const groups = common.map((part) => ({ isNamed: true, plains: of(plains, part), enhanced: of(enhanced, part) }));
	const [leftPlain, leftEnhanced] = [plains, enhanced].map((list) => list.filter((scan) => !common.includes(partIn(scan)))) as [Scan[], Scan[]];
	const mayMeet = (list: readonly Scan[], others: readonly Scan[]): Scan[] =>
		list.filter((scan) => others.length > 0 && (partIn(scan) === '' || others.some((other) => partIn(other) === '')));
	const unnamed = { isNamed: false, plains: mayMeet(leftPlain, leftEnhanced), enhanced: mayMeet(leftEnhanced, leftPlain) };
	return [...groups, ...(unnamed.plains.length > 0 ? [unnamed] : [])].map((group) => {
		const inside = new Set([...group.plains, ...group.enhanced]);
		return { modality, day, ...group, otherParts: new Set(ofDay.filter((scan) => !inside.has(scan)).map(partIn)) };
	});
}

/** Scans that have one of the other kind within the hours of one examination. */
function nearEachOther(ofDay: readonly Scan[], hours: number): Pick<ScanGroup, 'plains' | 'enhanced'> {
	const plains = ofDay.filter(({ imaging }) => imaging.plain);
	const enhanced = ofDay.filter(({ imaging }) => imaging.enhanced);
	const isNear = (list: readonly Scan[]) => (scan: Scan) => list.some((other) => inOneSession(scan.charge, other.charge, hours));
	return { plains: plains.filter(isNear(enhanced)), enhanced: enhanced.filter(isNear(plains)) };
}

const partIn = ({ imaging }: Scan): string => imaging.part;
const within = (hours: number): number => (hours * SECONDS_PER_HOUR) / QUANTITY_SCALE;

/** Whether two lines may be one examination: moments that are known to the minute lie close enough, others may. */
export function inOneSession(a: Charge, b: Charge, hours: number): boolean {
	const [one, other] = [lineDays(a).instant, lineDays(b).instant];
	return one === null || other === null || Math.abs(one - other) <= within(hours);
}

/** Records how far two lines lie apart, where both moments are known. */
export function recordSession(t: Trace, plain: Charge, enhanced: Charge, hours: number): void {
	const at = lineDays(enhanced).instant;
	if (at === null || lineDays(plain).instant === null) return;
	const label = { zh: `增强扫描前后 ${hours / QUANTITY_SCALE} 小时`, en: `${hours / QUANTITY_SCALE} hours around the enhanced scan` };
	const span = t.derived<readonly [number, number]>(
		label,
		'time',
		[at - within(hours), at + within(hours)],
		[{ row: enhanced.row, field: 'fee_ocur_time' }]
	);
	t.within('same-session', t.instant(plain.row, 'fee_ocur_time'), span);
}

/** Examinations of the group's modality and day; null where none are loaded. */
export const examsOfGroup = (stay: Stay<'exam'>, { modality, day }: ScanGroup): readonly Row<'exam'>[] | null => examsOn(stay, modality, day);

/**
 * Scans of a group whose names tell no part that are more than the parts examined that day (1/10 000); null where the records tell no part. Each
 * part may have had one scan, plain or enhanced.
 */
export function scansOverParts(stay: Stay<'exam'>, t: Trace, group: ScanGroup): number | null {
	const rows = (examsOfGroup(stay, group) ?? []).filter((row) => {
		const part = imagingOfExam(row)!.part;
		return part !== '' && !group.otherParts.has(part);
	});
	if (rows.length === 0) return null;
	const parts = new Set(rows.map((row) => imagingOfExam(row)!.part)).size;
	const lines = [...group.plains, ...group.enhanced].map(({ charge }) => charge);
	const scanned = t.quantity({ zh: '平扫与增强合计', en: 'Plain and enhanced scans' }, lines);
	const examined = t.derived<number>(
		{ zh: '检查记录的部位数', en: 'Parts examined' },
		'quantity',
		parts * QUANTITY_SCALE,
		rows.map((row) => ({ row, field: row.text('exam_part') === '' ? 'item_name' : 'exam_part' }))
	);
	return t.gt('more-scans-than-parts', scanned, examined) ? t.known(scanned) - parts * QUANTITY_SCALE : 0;
}
