import type { ShardTable } from '../../domain/shard.ts';
import { QUANTITY_SCALE, PRECISION, SECONDS_PER_DAY, SECONDS_PER_HOUR, type CivilTime } from '../../domain/units.ts';
import type { Row } from '../../engine/row.ts';
import { defineRule } from '../../engine/rule.ts';
import { serviceDay } from '../../engine/service-day.ts';
import type { ReportedLine, Trace } from '../../engine/trace.ts';
import type { Traced } from '../../engine/traced.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { charges } from '../../facts/charges.ts';
import { frameworkClass } from '../../facts/coding-basis.ts';
import { numberAt, numbersOf, timesOf, visitsThat } from '../../facts/columns.ts';

const ID = 'late-upload';
const params = {
	maxDelayHours: {
		default: null,
		unit: 'hour',
		title: { zh: '上传时限（小时）', en: 'Hours until a line must be uploaded' },
		why: '实时上传的时限由地方规定，未查到全国统一的小时数；地方设定前不判断'
	}
} as const;

/** 就诊数据非实时上传: a fee line that reached the insurer later than the region allows. A fault of the file: no money is at stake. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '费用明细未按时上传', en: 'Fee line uploaded late' },
		explains: {
			zh: '费用明细的创建时间晚于费用发生时间，超过地方规定的上传时限。只精确到日的时间按最短间隔计；退费行不判断。可能是网络中断后补传，须核实。',
			en: 'A fee line was created later after its charge than the region allows. Times known to the day only count as the shortest delay they can mean; refunds are not judged. A broken line may explain it.'
		},
		dimension: 'compliance',
		violation: '数据质量',
		stages: ['in-stay', 'settled'],
		scope: 'line',
		basis: [frameworkClass('就诊数据非实时上传监管')],
		official: ['GZ10000201007000'],
		problems: [],
		requires: ['fee'],
		uses: ['settlement'],
		knowledge: [],
		clears: { 'outage-noted': { zh: '备注说明网络或系统故障后补传', en: 'A note speaks of an outage and of sending afterwards' } },
		messages: { late: { zh: '{{lines}} 行费用上传超时，最迟 {{hours}} 小时', en: '{{lines}} lines uploaded late, the latest after {{hours}} hours' } }
	},
	params,
	candidates(shard, { parameters }) {
		const { fee } = shard.tables;
		const [created, charged, ended] = ['crte_time', 'fee_ocur_time', 'fee_end_time'].map((field) => timesOf(fee, field));
		if (!fee || !created || !charged) return null;
		return visitsThat(shard, (visit) => {
			const limit = parameters.get(ID, 'maxDelayHours', serviceDay(shard, visit))?.value ?? null;
			if (limit === null) return true;
			for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
				if (created.precision[row] === PRECISION.none || charged.precision[row] === PRECISION.none) return true;
				const from = ended && ended.precision[row] !== PRECISION.none ? ended : charged;
				const seconds = created.seconds[row]! - latest(from.seconds[row]!, from.precision[row]!);
				if (seconds > limit * SECONDS_PER_HOUR) return true;
			}
			return false;
		});
	},
	judge(stay, t) {
		const { fee } = stay.book.shard.tables;
		if (!fee || !hasCharge(fee, stay.index)) return;
		const without = ['crte_time', 'fee_ocur_time'].find((field) => !(field in fee.columns));
		if (without) throw new Undetermined({ kind: 'field', what: `fee.${without}` });
		const limit = t.param('maxDelayHours', 'hours', QUANTITY_SCALE);
		// Most regions set none: then no line needs to be read.
		t.known(limit);
		const { net } = stay.fact(charges);
		const late: { line: ReportedLine; hours: number }[] = [];
		t.each(net, (charge) => {
			const delay = tracedDelay(t, charge.row);
			if (!t.gt('delay', delay, limit)) return false;
			return late.push({ line: { charge, role: 'offending', amount: 0 }, hours: t.known(delay) }) > 0;
		});
		if (late.length === 0) return;
		const rows = late.map(({ line }) => line.charge.row);
		t.clear(
			'outage-noted',
			rows.filter((row) => /网络|断网|系统故障|补传|宕机/.test(row.text('memo'))).map((row) => ({ row, field: 'memo' }))
		);
		t.report({
			message: 'late',
			data: { lines: late.length, hours: Math.floor(Math.max(...late.map(({ hours }) => hours)) / QUANTITY_SCALE) },
			grade: 'suspect',
			lines: late.map(({ line }) => line)
		});
	}
});

/** Whether any line of a visit has a quantity or an amount. */
function hasCharge(fee: ShardTable, visit: number): boolean {
	const [quantities, amounts] = [numbersOf(fee, 'cnt'), numbersOf(fee, 'det_item_fee_sumamt')];
	for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++)
		if (numberAt(quantities, row) > 0 || numberAt(amounts, row) > 0) return true;
	return false;
}

/** The last moment that a time can mean, in seconds: the end of the day where it knows the day only. */
const latest = (seconds: number, precision: number): number => (precision === PRECISION.day ? seconds + SECONDS_PER_DAY : seconds);

/** Shortest time between a charge and its creation, 1/10 000 hours; of a line over days from its last one. */
function tracedDelay(t: Trace<typeof params>, row: Row<'fee'>): Traced<number> {
	const field = row.time('fee_end_time') ? 'fee_end_time' : 'fee_ocur_time';
	const [created, charged] = [t.time(row, 'crte_time'), t.time(row, field)];
	const missing = [created, charged].find((cell) => cell.value === null)?.missing ?? null;
	const value = missing ? null : hoursBetween(charged.value!, created.value!);
	return t.derived<number>(
		{ zh: '发生到上传的小时数', en: 'Hours from the charge to its upload' },
		'hours',
		value,
		[...created.sources, ...charged.sources],
		missing
	);
}
const hoursBetween = (charged: CivilTime, created: CivilTime): number =>
	Math.round(((created.seconds - latest(charged.seconds, charged.precision)) * QUANTITY_SCALE) / SECONDS_PER_HOUR);
