import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName, notNamed, zero } from '../../facts/cells.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { recordDays } from '../../facts/exclusion-pairs.ts';
import { groupBy } from '../../facts/group.ts';
import type { Imaging } from '../../facts/imaging-parts.ts';
import { namesOf } from '../../facts/item-names.ts';
import { article38 } from '../../facts/regulation.ts';
import { dayOfScan, kindOfScan, named, reportKey, reportsFor, scans, scansOverReports, visitsWithScans, type Scan } from '../../facts/scans.ts';

const BEDSIDE = ['床旁', '床边'] as const;
const FLUOROSCOPY = /透视/;
const REPEATED = /复查|复测|再次/;
const isBedside = ({ bedside, guidance }: Imaging): boolean => bedside && !guidance;
const isRoutine = ({ bedside, guidance }: Imaging): boolean => !bedside && !guidance;

/** A bedside examination (床旁检查) and a routine one of the same kind charged for one report. */
export default defineRule({
	meta: {
		id: 'bedside-beside-routine-imaging',
		version: 1,
		title: { zh: '床旁检查另收同类常规检查', en: 'Routine examination charged beside the bedside one' },
		explains: {
			zh: '同日收取床旁 X 线或超声检查与同类、同部位的常规检查，而检查报告份数少于两者计费数量之和。未载入检查记录或本次就诊没有检查记录时无法判断。',
			en: 'A bedside X-ray or ultrasound and a routine one of the same kind and part are charged on one day, with fewer reports than both together. Without records of examinations nothing can be judged.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102012000'],
		problems: [94],
		requires: ['visit', 'fee', 'exam'],
		uses: ['settlement'],
		knowledge: [],
		clears: { repeated: { zh: '备注说明复查', en: 'A note speaks of a repeated examination' } },
		messages: {
			both: {
				zh: '{{bedside}} 与 {{routine}} 同日收费，同类报告 {{reports}} 份，多收 {{quantity}}',
				en: '{{bedside}} and {{routine}} on one day with {{reports}} reports: {{quantity}} too many'
			}
		}
	},
	params: {},
	candidates: visitsWithScans(isBedside, isRoutine),
	judge(stay, t) {
		const all = stay.fact(scans);
		if (!all.some(({ imaging }) => isBedside(imaging)) || !all.some(({ imaging }) => isRoutine(imaging))) return;
		const bedsides = all.filter(({ imaging }) => isBedside(imaging));
		const groups = groupBy(bedsides, (scan) => `${techniqueOf(scan)} ${dayOfScan(scan)}`);
		const found: Scan[] = [];
		t.each(groups.values(), (bedside) => {
			const routine = routineBeside(all, bedside);
			if (routine.length === 0) return;
			const reports = reportsFor(stay, kindOfScan(bedside[0]!.imaging.modality), dayOfScan(bedside[0]!));
			const over = scansOverReports(t, [...bedside, ...routine], reports);
			if (over === 0) return;
			recordItems(t, bedside, routine);
			const [charges, beside] = [routine, bedside].map((list) => list.map(({ charge }) => charge)) as [Charge[], Charge[]];
			if (!t.gt('routine-charged', t.amount({ zh: '常规检查计费金额（减退费）', en: 'Charged routine' }, charges), zero('amount'))) return;
			const lines = allocate(charges, Math.min(over, ...[charges, beside].map(quantityOf)));
			found.push(...bedside, ...routine);
			t.report({
				message: 'both',
				data: {
					bedside: itemName(beside[0]!.row),
					routine: itemName(charges[0]!.row),
					reports: new Set(reports.map(reportKey)).size,
					quantity: quantityOf(lines) / QUANTITY_SCALE
				},
				grade: 'suspect',
				lines: [...beside.map((charge) => ({ charge, role: 'related' as const })), ...lines.map(offending)]
			});
		});
		if (found.length === 0) return;
		const rows = [...found.map(({ charge }) => charge.row), ...stay.rows('exam')];
		t.clear(
			'repeated',
			rows.filter((row) => REPEATED.test(row.text('memo'))).map((row) => ({ row, field: 'memo' }))
		);
	}
});

/** Routine scans of the bedside ones' day and technique that may be of one part with them. */
function routineBeside(all: readonly Scan[], bedside: readonly Scan[]): Scan[] {
	const [technique, day] = [techniqueOf(bedside[0]!), dayOfScan(bedside[0]!)];
	return all.filter(
		(scan) => isRoutine(scan.imaging) && techniqueOf(scan) === technique && dayOfScan(scan) === day && bedside.some((one) => mayBeOnePart(one, scan))
	);
}

/** Examinations of one technique: fluoroscopy is no radiograph. */
const techniqueOf = ({ charge, imaging }: Scan): string =>
	`${kindOfScan(imaging.modality)} ${namesOf(charge.row).some((name) => FLUOROSCOPY.test(name)) ? '透视' : ''}`;
const mayBeOnePart = ({ imaging: { part: a } }: Scan, { imaging: { part: b } }: Scan): boolean => a === '' || b === '' || a === b;
const quantityOf = (parts: readonly { readonly quantity: number }[]): number => parts.reduce((sum, { quantity }) => sum + quantity, 0);

function recordItems(t: Trace, bedside: readonly Scan[], routine: readonly Scan[]): void {
	for (const one of bedside) {
		named(t, 'bedside', one.charge.row, BEDSIDE, { zh: '床旁', en: 'At the bedside' });
		for (const scan of routine) if (mayBeOnePart(one, scan)) recordDays(t, scan.charge, one.charge);
	}
	for (const { charge } of routine) notNamed(t, 'routine', charge.row, BEDSIDE, { zh: '床旁', en: 'At the bedside' });
}
