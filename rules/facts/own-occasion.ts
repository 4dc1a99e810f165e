import type { Charge } from '../engine/charge.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { ExclusionPair } from '../knowledge/pack.ts';
import { partOf } from './imaging-parts.ts';
import { namesOf } from './item-names.ts';
import { lineDays } from './line-days.ts';
import { normalized } from './memo.ts';
import { notesOn, recordOneSite, recordSessionOf, severalSites, tellSession } from './one-session.ts';
import { operationsOn } from './operations.ts';
import { usedApart } from './overlapping-use.ts';
import { sitesIn } from './text/sites.ts';

/** Chapters of the national item codes (医疗服务项目): interventions and operations; blood purification. */
const OPERATIVE = /^003[23]/;
const PURIFICATION = /^00311000/;
/** What is done at one site says nothing of what was looked at. */
const DIAGNOSTIC = /造影|检查|活检|探查/;
const TOOTH = /牙/;
const TEETH = /(?<!\d)[1-48][1-8](?!\d)/g;

const isOperative = ({ codes, subCodes }: ExclusionPair): boolean =>
	codes.some((code) => OPERATIVE.test(code)) || subCodes.some((code) => OPERATIVE.test(code));
/** Whether another site on the day makes the contained item one of its own. */
const isOfSite = (point: ExclusionPair): boolean => point.site === 'same' || (isOperative(point) && !DIAGNOSTIC.test(point.subName));

/**
 * Whether the record tells that a contained item had an occasion of its own on the day (另一台手术、另一部位、另一时段): another session of the operation, notes of another
 * site, another tooth, side or part on the lines, or purification at another time. What nobody recorded clears nothing.
 */
export function ownOccasion(stay: Stay, t: Trace, point: ExclusionPair, sub: Charge, mains: readonly Charge[]): boolean {
	if (point.window !== 'day') return false;
	const day = lineDays(sub).first;
	if (isOperative(point) && tellSession(stay, point, day) === 'other') return true;
	if (isOfSite(point) && (notesOn(stay, day).some(severalSites) || otherSite(sub, mains))) return true;
	return point.codes.some((code) => PURIFICATION.test(code)) && usedApart(stay, t, point, mains, sub, day);
}

/** That nothing of the kind is told, where records that could tell it are there. */
export function recordOccasion(stay: Stay, t: Trace, point: ExclusionPair, sub: Charge): void {
	if (point.window !== 'day') return;
	const day = lineDays(sub).first;
	if (isOperative(point) && operationsOn(stay, day).every(({ begin }) => begin !== null)) recordSessionOf(stay, t, point, day);
	if (isOfSite(point)) recordOneSite(stay, t, day);
}

/** Whether the lines themselves tell sites, and the contained item's is none of its containers'. */
function otherSite(sub: Charge, mains: readonly Charge[]): boolean {
	const [own, theirs] = [sitesOf(sub), mains.map(sitesOf)];
	return own.length > 0 && theirs.every((sites) => sites.length > 0 && !sites.some((site) => own.includes(site)));
}

/** Sites that a line's note and names tell: teeth, sides, levels, vessels; else the part of an image. */
function sitesOf({ row }: Charge): string[] {
	const memo = normalized(row.text('memo'));
	const teeth = TOOTH.test(memo) ? (memo.match(TEETH) ?? []) : [];
	if (teeth.length > 0) return teeth;
	const said = sitesIn(memo).map(({ code }) => code);
	if (said.length > 0) return said;
	return namesOf(row)
		.map(partOf)
		.filter((part) => part !== '');
}
