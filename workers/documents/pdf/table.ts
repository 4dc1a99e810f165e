import type { Block, Rich, TableColumn } from '../../protocol/documents.ts';
import type { Flow } from './flow.ts';
import type { Line } from './lines.ts';
import { BODY_WIDTH, INK, PAGE } from './sheet.ts';

const SIZE = 7.5;
const LEADING = 10.5;
const PAD = { x: 3, y: 2.5 };

type Table = Extract<Block, { kind: 'table' }>;
interface Grid {
	readonly columns: readonly TableColumn[];
	readonly widths: readonly number[];
}

/** Draws a table; its head comes again on each page, and a row higher than what is left goes on over pages. */
export function drawTable(flow: Flow, { columns, rows, foot = [] }: Table): void {
	const sum = columns.reduce((total, { width }) => total + width, 0);
	const grid: Grid = { columns, widths: columns.map(({ width }) => (BODY_WIDTH * width) / sum) };
	const heading = cellsOf(
		flow,
		grid,
		columns.map(({ heading: strong }): Rich => [{ strong }])
	);
	// A head never stands alone at the foot of a page.
	flow.need(heightOf(heading) + 3 * LEADING);
	drawSlice(flow, grid, heading, INK.tint);
	const again = (): void => {
		flow.newPage();
		drawSlice(flow, grid, heading, INK.tint);
	};
	for (const row of rows) drawRow(flow, grid, cellsOf(flow, grid, row), null, again);
	for (const row of foot) drawRow(flow, grid, cellsOf(flow, grid, row), INK.tint, again);
}

const cellsOf = (flow: Flow, { widths }: Grid, row: readonly Rich[]): Line[][] =>
	row.map((text, i) => flow.lines(text, SIZE, widths[i]! - 2 * PAD.x));
const linesIn = (cells: readonly Line[][]): number => Math.max(1, ...cells.map((lines) => lines.length));
const heightOf = (cells: readonly Line[][]): number => linesIn(cells) * LEADING + 2 * PAD.y;

/** Rows up to a third of a page stay whole; a longer one is cut where the page ends. */
function drawRow(flow: Flow, grid: Grid, cells: readonly Line[][], fill: string | null, again: () => void): void {
	const height = heightOf(cells);
	if (height > flow.left && height < PAGE.height / 3) again();
	let rest = cells;
	for (;;) {
		const fits = Math.floor((flow.left - 2 * PAD.y) / LEADING);
		if (fits < 1) {
			again();
			continue;
		}
		drawSlice(
			flow,
			grid,
			rest.map((lines) => lines.slice(0, fits)),
			fill
		);
		rest = rest.map((lines) => lines.slice(fits));
		if (rest.every((lines) => lines.length === 0)) return;
	}
}

function drawSlice(flow: Flow, { columns, widths }: Grid, cells: readonly Line[][], fill: string | null): void {
	const height = heightOf(cells);
	const { sheet, y } = flow;
	if (fill) sheet.box(PAGE.left, y, BODY_WIDTH, height, fill);
	let x = PAGE.left;
	cells.forEach((lines, i) => {
		const width = widths[i]!;
		lines.forEach((line, k) => {
			const at = columns[i]!.numeric ? x + width - PAD.x - line.width : x + PAD.x;
			sheet.text(line, at, y + PAD.y + k * LEADING + SIZE, SIZE);
		});
		sheet.frame(x, y, width, height);
		x += width;
	});
	flow.y += height;
}
