import { ageOn, dateText, dayOf, timeText } from '../calendar.ts';
import { stayDays } from '../chart/stay.ts';
import type { Chart } from '../chart/chart.ts';
import type { Line, StockRow, Truth } from '../chart/model.ts';
import { priceText, share, yuanText, type Fen } from '../money.ts';
import { cell } from './csv.ts';
import type { FileName } from './columns.ts';

/** The rows of one visit, file by file. */
export type Rows = Readonly<Partial<Record<FileName, string>>>;

const times = (list: readonly string[]): string => list.join('');
const row = (...cells: readonly (string | number)[]): string => cells.join(',') + '\n';
const flag = (value: boolean): string => (value ? '1' : '');

export const rowsOf = (chart: Chart): Rows => {
	const key = `${chart.head.id},${chart.head.person.no}`;
	const settlement = `S${chart.head.id.slice(1)}`;
	return {
		'mdtrt.csv': visitRow(chart),
		'setl.csv': settlementRow(chart, settlement),
		'diag.csv': times(
			chart.diagnoses.map(
				(d, i) => `${chart.head.id},${settlement},${chart.head.person.no},${d.main ? 1 : 2},${d.main ? 1 : 0},${i + 1},${d.code},${d.name},1\n`
			)
		),
		'oprn.csv': times(
			chart.operations.map((o) =>
				row(
					key,
					settlement,
					o.code,
					o.name,
					dateText(dayOf(o.begin)),
					timeText(o.begin),
					timeText(o.end),
					o.main ? 1 : 0,
					o.way,
					o.surgeon,
					o.anaesthetist
				)
			)
		),
		'fee.csv': feeRows(chart, settlement),
		'order.csv': orderRows(chart, key),
		'doc.csv': times(
			chart.documents.map((d, i) => `${key},${chart.head.id}D${i + 1},${d.kind},${timeText(d.at)},${d.author},${d.kind},${cell(d.text)}\n`)
		),
		'lab.csv': times(chart.labs.map((l) => `${key},${l.report},${timeText(l.at)},${l.sheet},${l.name},${l.value},${l.unit},${l.range},${l.flag}\n`)),
		'exam.csv': times(
			chart.exams.map(
				(e) => `${key},${e.report},${timeText(e.at)},${e.kind},${e.part},${e.name},${e.finding},${e.conclusion},${e.films === 0 ? '' : e.films}\n`
			)
		),
		'nursing.csv': times(chart.nursing.map((n) => `${key},${timeText(n.at)},${n.level},${n.vitals},${n.rounds},${n.text}\n`)),
		'anst.csv': times(chart.anaesthesia.map((a) => `${key},${timeText(a.begin)},${timeText(a.end)},${a.way},${a.end - a.begin},${a.doctor}\n`)),
		'icu.csv': times(chart.devices.map((d) => `${key},${d.device},${timeText(d.begin)},${timeText(d.end)},${d.hours}\n`)),
		'implant.csv': times(chart.implants.map((i) => `${key},${i.udi},${i.item.name},${i.item.spec},1,${timeText(i.at)},国产,${i.operation}\n`)),
		'visits.csv': times(chart.earlier.map((e) => earlierRow(chart, e)))
	};
};

const personCells = (chart: Chart): string => {
	const { person, begin } = chart.head;
	return `${person.no},${person.name},${person.sex},${dateText(person.birth)},${ageOn(person.birth, dayOf(begin))},${person.insurance}`;
};

const visitRow = (chart: Chart): string => {
	const { id, place, profile, begin, end, kind, stayNo, doctor } = chart.head;
	const days = chart.inpatient ? stayDays(chart) : '';
	const bed = chart.inpatient ? `${profile.dept}-${String((Number(id.slice(1)) % 40) + 1).padStart(2, '0')}床` : '';
	const way = kind === '210104' ? '1' : chart.referredFrom === '' ? '2' : '3';
	const main = chart.diagnoses.find((d) => d.main);
	return row(
		id,
		personCells(chart),
		kind,
		place.code,
		place.name,
		place.level,
		timeText(begin),
		timeText(end),
		days,
		stayNo,
		profile.dept,
		chart.leavingDept,
		bed,
		chart.inpatient ? chart.leaving : '',
		chart.died === null ? '' : timeText(chart.died),
		chart.inpatient ? way : '',
		doctor,
		main?.code ?? '',
		main?.name ?? '',
		chart.referredFrom,
		chart.plannedReturn,
		'1',
		''
	);
};

const earlierRow = (chart: Chart, e: Chart['earlier'][number]): string =>
	row(e.id, personCells(chart), '21', '', '', timeText(e.begin), timeText(e.end), e.code, e.name, cell(e.memo), chart.head.id);

/** Totals are the net of the lines; the fund pays its share of what is in scope above the deductible. */
const settlementRow = (chart: Chart, settlement: string): string => {
	const { person, place, kind, end, id } = chart.head;
	let total: Fen = 0;
	let scope: Fen = 0;
	for (const line of chart.lines) {
		total += line.fen;
		scope += line.scope;
	}
	const deductible = chart.inpatient ? ([0, 20000, 50000, 80000][place.rank] ?? 0) : 2000;
	const fund = share(Math.max(scope - deductible, 0), person.insurance === '310' ? 0.85 : 0.68);
	const account = person.insurance === '310' ? share(total - fund, 0.3) : 0;
	return row(
		settlement,
		id,
		person.no,
		place.code,
		person.insurance,
		kind,
		timeText(end + 30),
		yuanText(total),
		yuanText(scope),
		yuanText(fund),
		yuanText(fund),
		yuanText(account),
		yuanText(total - fund - account),
		yuanText(total),
		'1'
	);
};

const feeRows = (chart: Chart, settlement: string): string => {
	const keys = `${chart.head.id},${settlement},${chart.head.person.no}`;
	let rows = '';
	for (const line of chart.lines) rows += feeRow(line, keys);
	return rows;
};

const money = (fen: Fen): string => (fen === 0 ? '' : yuanText(fen));
const feeRow = (line: Line, keys: string): string => {
	const ratio = line.own !== 0 ? '1' : line.first !== 0 ? '0.1' : '0';
	const sums = `${line.cnt},${priceText(line.price)},${yuanText(line.fen)},${priceText(line.item.limit)},${yuanText(line.scope)}`;
	const who = `${line.dept},${line.doctor},${line.daysOfSupply || ''},${flag(line.takenHome)},${flag(line.maternity)}`;
	const head = `${line.sn},${line.refundOf},${keys},${timeText(line.at)},${line.order},${line.item.cells}`;
	return `${head},${sums},${money(line.own)},${money(line.first)},${ratio},${who}\n`;
};

const orderRows = (chart: Chart, key: string): string => {
	let rows = '';
	for (const o of chart.orders) {
		const span = `${timeText(o.begin)},${o.stop === null ? '' : timeText(o.stop)}`;
		const what = `${cell(o.text)},${o.code},${o.name},${o.dose},${o.freq},${o.way},${o.days || ''}`;
		rows += `${key},${o.no},${o.kind},${span},${what},${o.dept},${o.doctor}\n`;
	}
	return rows;
};

export const truthRow = (truth: Truth): string =>
	row(truth.problem, truth.kind, truth.visit, truth.lines.join(';'), truth.fen ?? '', cell(truth.note));

/** A row of the stock. The name carries the code: a hospital's store tells one maker's goods from another's by it. */
export const stockRow = ({ place, item, period, unit, balance, movement, parts }: StockRow): string =>
	row(
		place,
		period,
		'药房',
		item.localCode,
		`${item.name}(${item.localCode})`,
		item.spec,
		unit,
		balance?.opening ?? '',
		balance?.received ?? '',
		balance?.closing ?? '',
		parts?.ratio ?? '',
		parts ? unit : '',
		parts?.unit ?? '',
		movement?.kind ?? '',
		movement?.cnt ?? '',
		movement ? dateText(movement.day) : ''
	);
