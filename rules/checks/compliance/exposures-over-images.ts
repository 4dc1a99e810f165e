import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Row } from '../../engine/row.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { itemName } from '../../facts/cells.ts';
import { codesOf, perText } from '../../facts/columns.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { groupBy } from '../../facts/group.ts';
import { marked } from '../../facts/item-rows.ts';
import { namedCharges } from '../../facts/named-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { dayOfScan, examsOn, imagingOfExam, reportKey, scansAmong, type Scan } from '../../facts/scans.ts';

const items = namedCharges({ zh: '数字化摄影', en: 'Digital radiography' }, ['数字化摄影', 'dr'], ['胶片', '费', '透视', '造影', '钼靶']);
const EXPOSURE = /曝光|次数/;
const isByExposure = perText('fee', 'unt', (text) => (EXPOSURE.test(text) ? 1 : 0));

/** 胶片串换为摄影: more exposures of digital radiography charged than the reports have images. */
export default defineRule({
	meta: {
		id: 'exposures-over-images',
		version: 1,
		title: { zh: '数字化摄影曝光次数多于图像数', en: 'More exposures charged than images taken' },
		explains: {
			zh: '按曝光次数计费的数字化摄影（DR），当日计费数量多于当日同类检查报告的图像数，多出的可能是把胶片等耗材串换成摄影收费。报告没有图像数时无法判断。',
			en: 'Of digital radiography charged by the exposure, more were charged on a day than the reports of the day have images: films may have been charged as exposures. Without a count of images nothing can be judged.'
		},
		dimension: 'compliance',
		violation: '串换项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('四')],
		official: [],
		problems: [78],
		requires: ['visit', 'fee', 'exam'],
		uses: ['settlement'],
		knowledge: [],
		clears: { films: { zh: '当日报告的胶片数', en: 'Films of the reports' } },
		messages: { over: { zh: '{{item}} 计费 {{billed}} 次，图像 {{images}} 幅', en: '{{item}}: {{billed}} exposures charged, {{images}} images' } }
	},
	params: {},
	candidates(shard, context) {
		const [units, byExposure] = [codesOf(shard.tables.fee, 'unt'), isByExposure(context.batch)];
		const marks = new Uint8Array(shard.visitCount);
		items.items.forEach(shard, context, (row, visit) => {
			if (units && byExposure[units[row]!] === 1) marks[visit] = 1;
		});
		return marked(marks);
	},
	judge(stay, t) {
		const any = stay as unknown as Stay;
		const own = scansAmong(items.of(stay, t.context)).filter(
			({ charge, imaging }) => imaging.modality === 'X线' && EXPOSURE.test(charge.row.text('unt'))
		);
		t.each(own, (scan) => void dayOfScan(scan));
		const dated = own.filter(({ charge }) => charge.row.time('fee_ocur_time') !== null);
		const reports: Row<'exam'>[] = [];
		t.each([...groupBy(dated, dayOfScan)], ([day, today]) => void reports.push(...judgeDay(any, t, day, today)));
		if (reports.length === 0) return;
		const isKnown = reports.every((row) => row.number('film_cnt') !== null);
		t.clear('films', isKnown ? reports.map((row) => ({ row, field: 'film_cnt' })) : null);
	}
});

/** Reports exposures of a day beyond the images; gives the reports that were counted, none where all is right. */
function judgeDay(stay: Stay, t: Trace, day: number, today: readonly Scan[]): readonly Row<'exam'>[] {
	const exams = (examsOn(stay as Stay<'exam'>, 'X线', day) ?? []).filter((row) => imagingOfExam(row) !== null);
	if (exams.length === 0) throw new Undetermined({ kind: 'document', what: 'exam' });
	// Rows of one report repeat its count.
	const reports = [...groupBy(exams, reportKey).values()].map((rows) => rows[0]!);
	const charges = today.map(({ charge }) => charge);
	for (const charge of charges) items.record(t, 'by-the-exposure', charge);
	const counts = reports.map((row) => t.number(row, 'image_cnt'));
	const images = counts.reduce((sum, count) => sum + t.known(count), 0);
	const sources = counts.flatMap((count) => count.sources);
	const billed = t.quantity({ zh: '计费曝光次数（减退费）', en: 'Exposures charged net of refunds' }, charges);
	const taken = t.derived<number>({ zh: '当日图像数', en: 'Images of the day' }, 'quantity', images * QUANTITY_SCALE, sources);
	if (!t.gt('more-than-images', billed, taken)) return [];
	t.report({
		message: 'over',
		data: { item: itemName(charges[0]!.row), billed: t.known(billed) / QUANTITY_SCALE, images },
		grade: 'suspect',
		lines: allocate(charges, t.known(billed) - images * QUANTITY_SCALE).map(offending)
	});
	return reports;
}
