import { POINT_SCALE, type DipEntry } from '../../rules/dip/catalogue.ts';
import { parseGroupCode } from '../../rules/dip/notation.ts';
import type { Bilingual } from '../../rules/domain/finding.ts';
import { QUANTITY_SCALE } from '../../rules/domain/units.ts';
import type { KnowledgeProblem } from '../../rules/knowledge/problem.ts';
import { shownHeadings } from './local-headings.ts';
import type { SheetText } from './workbook.ts';

/** What a column of a city's catalogue (病种目录) holds. */
type DipHeading = 'code' | 'kind' | 'diagnosis' | 'name' | 'main' | 'others' | 'points' | 'cost' | 'days' | 'regionMean';

/** Headings as cities publish them; compared without blanks, brackets and case. */
const NAMES: Readonly<Record<DipHeading, readonly string[]>> = {
	code: ['病种编码', '病种代码', 'DIP编码', 'DIP病种编码', 'DIP代码', 'DIP_CODE'],
	kind: ['病种类型', '病种类别', 'DIP_TYPE'],
	diagnosis: ['主诊断代码', '主诊断编码', '主要诊断代码', '主要诊断编码', '诊断代码', '诊断编码', 'DIAG_CODE'],
	name: ['病种名称', 'DIP名称', 'DIP_NAME', '主诊断名称', '主要诊断名称', '诊断名称'],
	main: ['主要操作代码', '主要操作编码', '手术操作代码', '手术操作编码', '操作代码', '操作编码', 'OPRN_CODE'],
	others: ['其他操作代码', '其他操作编码', '相关手术操作代码', '相关手术操作编码'],
	points: ['病种分值', '分值', '基准分值', 'DIP分值', 'WEIGHT_SCORE'],
	cost: ['DIP_AVG_FEE', '病种均费', '病种次均费用', '次均费用', '病种平均费用'],
	days: ['AVG_IPT_DAYS', '平均住院日', '平均住院天数', '次均住院天数'],
	regionMean: ['REGION_AVE_VAL', '全市次均费用', '全市均费', '地区次均费用']
};
const BY_NAME = new Map(Object.entries(NAMES).flatMap(([heading, names]) => names.map((name) => [name, heading as DipHeading] as const)));
/** Titles and notes stand above the heading; nothing legitimate begins after row 20. */
const LOOK_INTO = 20;
const MEAN_PLACES = 6;

/** One sheet of a catalogue. */
export interface DipSheet {
	readonly name: string;
	readonly entries: readonly DipEntry[];
	/** Place of each entry, for sentences. */
	readonly places: readonly string[];
	/** M as the sheet gives it, 1/1 000 000 元; null where it has no such column. */
	readonly regionMean: number | null;
	readonly problems: readonly KnowledgeProblem[];
	/** Blank rows, totals and notes. */
	readonly dropped: number;
}

/** Reads a sheet as a catalogue; null where no row of it is the heading of one. */
export function readDipSheet(file: string, sheet: SheetText): DipSheet | null {
	const heading = headingOf(sheet.rows);
	return heading
		? new SheetReader(file, sheet.name, heading.columns).read(sheet.rows.slice(heading.row + 1), heading.row + 2, sheet.rows[heading.row]!)
		: null;
}

function headingOf(rows: SheetText['rows']): { row: number; columns: ReadonlyMap<DipHeading, number> } | null {
	for (let row = 0; row < Math.min(rows.length, LOOK_INTO); row++) {
		const columns = new Map<DipHeading, number>();
		rows[row]!.forEach((cell, at) => {
			const heading = BY_NAME.get(
				cell
					.normalize('NFKC')
					.replace(/\(.*\)|\s/gu, '')
					.toUpperCase()
			);
			if (heading && !columns.has(heading)) columns.set(heading, at);
		});
		// A group and one more of its columns: 诊断代码 alone stands in any list of codes.
		if (columns.has('code') || (columns.has('diagnosis') && columns.has('points'))) return { row, columns };
	}
	return null;
}

class SheetReader {
	readonly #entries: DipEntry[] = [];
	readonly #places: string[] = [];
	readonly #problems: KnowledgeProblem[] = [];
	readonly #means = new Set<number>();
	#dropped = 0;

	constructor(
		readonly file: string,
		readonly sheet: string,
		readonly columns: ReadonlyMap<DipHeading, number>
	) {}

	read(rows: SheetText['rows'], first: number, heading: readonly string[]): DipSheet {
		if (!this.columns.has('points')) {
			const has = shownHeadings(heading);
			this.#error(
				'dip-column',
				this.sheet,
				`缺少“病种分值”一列（${NAMES.points.join('/')}）。文件现有的列：${has}。`,
				`There is no column of points (${NAMES.points.join('/')}). The columns of the file are ${has}.`
			);
		} else {
			rows.forEach((row, at) => this.#row((heading) => row[this.columns.get(heading) ?? -1] ?? '', `${this.sheet}!${first + at}`));
			if (this.#means.size > 1)
				this.#error(
					'dip-region-mean',
					this.sheet,
					'全市次均费用一列有不同的值，不能确定 M。',
					'The mean cost of the city is not the same in every row.'
				);
		}
		return {
			name: this.sheet,
			entries: this.#entries,
			places: this.#places,
			regionMean: this.#means.size === 1 ? [...this.#means][0]! : null,
			problems: this.#problems,
			dropped: this.#dropped
		};
	}

	#row(cell: (heading: DipHeading) => string, place: string): void {
		const code = cell('code') || composed(cell);
		const points = scaled(cell('points'), POINT_SCALE);
		if (code === '' || /^(?:合计|总计|小计|备注|说明|注)(?:[：:]|$)/u.test(code)) {
			if (points === null || code !== '') this.#dropped++;
			else this.#error('dip-code', place, '这一行有分值而没有病种编码。', 'This row has points and no group code.');
			return;
		}
		const kind = cell('kind');
		const notation = parseGroupCode(code);
		if (notation && kind !== '' && (notation.kind === 'core') !== (kind === '1' || kind === '核心病种' || kind === '核心'))
			this.#error(
				'dip-kind',
				place,
				`病种“${code}”的类型“${kind.slice(0, 20)}”与编码写法不符。`,
				`The kind of group "${code}" contradicts its notation.`
			);
		const mean = scaled(cell('regionMean'), 10 ** MEAN_PLACES);
		if (mean !== null) this.#means.add(mean);
		this.#places.push(place);
		this.#entries.push({
			code,
			name: cell('name').replace(/\s/gu, '') || code,
			// What is no number is refused as points of zero, with its place.
			points: points ?? 0,
			meanCost: scaled(cell('cost'), 100),
			meanDays: scaled(cell('days'), QUANTITY_SCALE)
		});
	}

	#error(id: string, place: string, zh: string, en: string): void {
		const text: Bilingual = { zh, en };
		this.#problems.push({ severity: 'error', id, place: `${this.file}: ${place}`, text });
	}
}

/** The code of a group of its diagnosis and procedures, where the city gives no code of its own. */
function composed(cell: (heading: DipHeading) => string): string {
	const procedures = [cell('main'), ...cell('others').split(/[,，;；]/u)].map((code) => code.trim()).filter((code) => code !== '');
	const diagnosis = cell('diagnosis').trim();
	return procedures.length === 0 || diagnosis === '' ? diagnosis : `${diagnosis}:${procedures.join('+')}`;
}

/** A plain decimal as a whole number of units; null where the cell is none. */
function scaled(cell: string, scale: number): number | null {
	const text = cell.normalize('NFKC').replace(/[,\s]/gu, '');
	if (!/^-?\d{1,12}(?:\.\d+)?(?:E-?\d{1,2})?$/iu.test(text)) return null;
	const value = Math.round(Number(text) * scale);
	return Number.isSafeInteger(value) ? value : null;
}
