import { INSTITUTIONS } from './catalogue/places.ts';
import { dateText, parseDate } from './calendar.ts';
import { World } from './chart/world.ts';
import { fillUnit } from './background.ts';
import { SCENARIOS } from './plants/index.ts';
import { Random } from './random.ts';
import { schedule } from './schedule.ts';
import { Stage, type Scenario } from './stage.ts';
import { CsvFile, type Write } from './write/csv.ts';
import { COLUMNS, FILE_NAMES, type FileName } from './write/columns.ts';
import { rowsOf, stockRow, truthRow } from './write/rows.ts';

export interface BatchOptions {
	/** Inpatient stays; outpatient visits come on top. */
	readonly stays: number;
	readonly seed: string | number;
	/** Share of stays with a planted fault, 0.02 unless told; 0 plants nothing, look-alikes neither. */
	readonly plantRate?: number;
	/** First day of admissions, yyyy-MM-dd; 2025-01-01 unless told. */
	readonly from?: string;
}

export interface BatchProgress {
	readonly stays: number;
	readonly of: number;
	readonly bytes: number;
}

export interface BatchSummary {
	readonly stays: number;
	readonly visits: number;
	readonly lines: number;
	readonly bytes: number;
	readonly planted: number;
	readonly lookAlikes: number;
}

/** Units between two looks at the event loop, so that an abort can arrive in a worker. */
const BREATH = 100;

/** Writes the training batch: the same seed, size and options give the same bytes, in any host. */
export const generateBatch = async (
	options: BatchOptions,
	write: Write,
	onProgress?: (progress: BatchProgress) => void,
	signal?: AbortSignal
): Promise<BatchSummary> => {
	if (!Number.isInteger(options.stays) || options.stays < 1) throw new RangeError(`stays must be a whole number above 0: ${options.stays}`);
	const seed = String(options.seed);
	const world = new World(seed, parseDate(options.from ?? '2025-01-01'));
	const files = openFiles(write);
	const count = { stays: 0, visits: 0, lines: 0, planted: 0, lookAlikes: 0 };
	const plan = schedule(SCENARIOS, options.stays, options.plantRate ?? 0.02, new Random(`${seed}/schedule`));
	const bytes = () => FILE_NAMES.reduce((sum, name) => sum + files[name].bytes, 0);
	for (let unit = 0; ; unit++) {
		const next = plan.next(options.stays - count.stays);
		if (next === null) break;
		signal?.throwIfAborted();
		const stage = build(world, seed, unit, next, options.stays - count.stays - plan.reserved);
		addUnit(files, stage, count);
		for (const name of FILE_NAMES) await files[name].flush();
		if (unit % BREATH === BREATH - 1) {
			onProgress?.({ stays: count.stays, of: options.stays, bytes: bytes() });
			await new Promise<void>((resolve) => setTimeout(resolve, 0));
		}
	}
	addPlaces(files, world);
	for (const name of FILE_NAMES) await files[name].flush(true);
	onProgress?.({ stays: count.stays, of: options.stays, bytes: bytes() });
	return { ...count, bytes: bytes() };
};

type Files = Readonly<Record<FileName, CsvFile>>;
const openFiles = (write: Write): Files =>
	Object.fromEntries(FILE_NAMES.map((name) => [name, new CsvFile(name, COLUMNS[name], write)])) as Record<FileName, CsvFile>;

/** A unit is a scenario or one ordinary person; it draws from a generator of its own. */
const build = (world: World, seed: string, unit: number, next: Scenario | 'ordinary', left: number): Stage => {
	const random = new Random(`${seed}/unit/${unit}`);
	const stage = new Stage(world, random, next === 'ordinary' ? null : next);
	if (next === 'ordinary') fillUnit(stage, left);
	else next.build(stage);
	return stage;
};

const addUnit = (files: Files, stage: Stage, count: { stays: number; visits: number; lines: number; planted: number; lookAlikes: number }): void => {
	for (const chart of stage.charts) {
		const rows = rowsOf(chart);
		for (const name of FILE_NAMES) {
			const text = rows[name];
			if (text !== undefined && text !== '') files[name].add(text);
		}
		count.visits++;
		if (chart.inpatient) count.stays++;
		count.lines += chart.lines.length;
	}
	for (const entry of stage.stock) files['stock.csv'].add(stockRow(entry));
	for (const truth of stage.truths) {
		files['truth.csv'].add(truthRow(truth));
		if (truth.kind === 'planted') count.planted++;
		else count.lookAlikes++;
	}
};

const addPlaces = (files: Files, world: World): void => {
	for (const place of INSTITUTIONS) {
		const since = dateText(world.from - 3650);
		files['institution.csv'].add(`${place.code},${place.name},${place.level},990100,公立,${place.kind},${place.beds},${since}\n`);
	}
	for (const doctor of world.doctors) {
		files['doctor.csv'].add(`${doctor.code},${doctor.name},${doctor.place.code},${doctor.dept},${doctor.title},${doctor.dept}\n`);
	}
};
