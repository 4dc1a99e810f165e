import { display } from '../domain/display.ts';
import type { Bilingual, Condition } from '../domain/finding.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import { itemName, zero } from './cells.ts';
import { chargeDays } from './charge-days.ts';
import { notRefunded } from './charges.ts';
import { limitedCharges, type LimitedCharge } from './limited-charges.ts';
import { recordsOfMethod, reportsOfCharge, toldOf, type Days, type MethodWords, type Told } from './method-words.ts';
import type { ItemSet } from './item-rows.ts';
import { itemsThat } from './table-items.ts';
import { mentions, type Hit } from './text/mentions.ts';
import { saidCount } from './text/operands.ts';

type Family = MethodWords['family'];

/** Parameters of rules that compare the method charged with the method recorded. */
export const methodParams = (daysBefore: number, daysAfter: number, why: string, minLetters = 10) =>
	({
		daysBefore: { default: daysBefore, unit: 'day', title: { zh: '向前对照记录的日数', en: 'Days before the charge that are looked at' }, why },
		daysAfter: { default: daysAfter, unit: 'day', title: { zh: '向后对照记录的日数', en: 'Days after the charge that are looked at' }, why },
		minLetters: {
			default: minLetters,
			unit: 'count',
			title: { zh: '报告字数下限', en: 'Least signs of a report' },
			why: '空白或只有几个字的报告不足以说明没有做；经验值，未核实'
		}
	}) as const;
type MethodParams = ReturnType<typeof methodParams>;

/** Items of families of methods: what a rule's candidates and judge ask. */
export const itemsOfFamilies = (...families: readonly Family[]): ItemSet & { readonly families: readonly Family[] } => ({
	...itemsThat('methodWords', (point) => families.includes(point.family)),
	families
});

/** Other texts of the record that name what the item needs, whatever their day; null where there are none. The rule's counter-evidence. */
export type Elsewhere = readonly Source[] | null;

const AGAINST = { zh: '记录写明的另一做法', en: 'Another method told by the records' };
const NEEDED = { zh: '该项目应有的用语', en: 'Words that the item needs' };

/**
 * Judges each charge of the families: the records of its days tell of another method, or have a report of it, and name nowhere what the item needs.
 * Reports with message `otherwise` {item, told} or `not-told` {item, needs}. Silence without any record of the days is 无法判断.
 * @returns other texts that name what is needed, for the items reported; undefined where nothing was reported
 */
export function judgeMethods(t: Trace<MethodParams>, stay: Stay, families: readonly Family[]): Elsewhere | undefined {
	const items = limitedCharges(stay, t.context, 'methodWords', t.day)
		.filter(({ point }) => families.includes(point.family))
		.flatMap((limited) => limited.items);
	const reported: MethodWords[] = [];
	t.each(items, (item) => void (judgeItem(t, stay, item) && reported.push(item.match.point)));
	const needs = [...new Set(reported.flatMap((point) => point.needs ?? []))];
	return reported.length === 0 ? undefined : mentions(stay, needs, { status: ['affirmed', 'uncertain', 'past'] }).sources;
}

function judgeItem(t: Trace<MethodParams>, stay: Stay, item: LimitedCharge<MethodWords>): boolean {
	const { charge, match } = item;
	const { point } = match;
	const own = chargeDays(charge);
	if (!own) return cannotTell(t, 'value', 'fee.fee_ocur_time');
	t.matches('method-item', charge.row, match);
	if (!notRefunded(t, charge)) return false;
	const days = { first: own.first - t.known(t.param('daysBefore')), last: own.last + t.known(t.param('daysAfter')) };
	const told = recordsOfMethod(stay, point, charge, days);
	if (told.places.length === 0) return cannotTell(t, 'document', [...new Set(point.places.map((place) => place.split('.')[0]))].join(','));
	const { needs, against } = toldOf(told, point, days);
	if (!(point.against?.length ? tellsOtherwise(t, against) : hasReport(t, item, told, days))) return false;
	if (point.needs?.length && !isNotTold(t, stay, item, needs, told, own.first)) return false;
	const words = [...new Set(against.map(({ word }) => word))].join('、');
	t.report({
		message: words === '' ? 'not-told' : 'otherwise',
		data: { item: itemName(charge.row), told: words, needs: (point.needs ?? []).slice(0, 3).join('、') },
		grade: 'suspect',
		// What another method costs is not in the records: the difference is not known where one is named.
		lines: [{ charge, role: 'offending', ...(point.cheaper ? { amount: null } : {}) }]
	});
	return true;
}

function cannotTell(t: Trace, kind: 'value' | 'document', what: string): false {
	t.cannotTell({ kind, what });
	return false;
}

const tellsOtherwise = (t: Trace, against: readonly Hit[]): boolean => t.gt('told-otherwise', saidCount(t, AGAINST, against), zero('integer'));

/** Without words of another method, silence counts only beside a report of the charge. */
function hasReport(t: Trace<MethodParams>, { charge, match }: LimitedCharge<MethodWords>, told: Told, days: Days): boolean {
	const reports = reportsOfCharge(told, match.point, charge, days, t.known(t.param('minLetters')));
	if (reports.length === 0) return cannotTell(t, 'document', told.places[0]!.row.table);
	const label: Bilingual = { zh: '该项目的报告或记录', en: 'Reports or records of the item' };
	return t.present('has-report', label, [...new Set(reports.map(({ row }) => row))]);
}

function isNotTold(t: Trace, stay: Stay, { charge, match }: LimitedCharge<MethodWords>, needs: readonly Hit[], told: Told, day: number): boolean {
	const searched = [...new Set(told.all.map(({ row }) => row))];
	const found = [...new Set(needs.map(({ text }) => text.row))];
	return t.absent('not-told', NEEDED, found, searched, witness(stay, match.point, itemName(charge.row), day));
}

/** A row that would tell of the method. */
function witness(stay: Stay, { family, needs, places }: MethodWords, item: string, day: number): NonNullable<Condition['witness']> {
	const word = needs![0]!.replaceAll('…', '');
	const at = `${display.day(day)} 08:00`;
	if (family !== 'lab') return { table: 'document', fields: { mdtrt_id: stay.id, doc_type: '病程记录', rec_time: at, text: `${word}。` } };
	const field = places[0]!.split('.')[1]!;
	return { table: 'lab', fields: { mdtrt_id: stay.id, rpt_time: at, item_name: item, [field]: word } };
}
