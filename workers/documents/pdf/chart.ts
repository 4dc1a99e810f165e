import type { Block, ChartBar } from '../../protocol/documents.ts';
import type { Flow } from './flow.ts';
import { BODY_WIDTH, INK, PAGE } from './sheet.ts';

const SIZE = 7.5;
const ROW = 15;
const LINE = 9.5;
const LABEL = 150;
const VALUE = 110;

/** Bars to the right, the text of each beside it: drawn as rectangles, so that they print sharp. A value above zero is always seen. */
export function drawBars(flow: Flow, { title, bars }: Extract<Block, { kind: 'bars' }>): void {
	const most = Math.max(0, ...bars.map(({ value }) => value));
	heading(flow, title, Math.min(bars.length, 6) * ROW);
	for (const { label, value, text } of bars) {
		const name = flow.lines(label, SIZE, LABEL - 6);
		const height = Math.max(ROW, name.length * LINE + 4);
		flow.need(height);
		const { sheet, y } = flow;
		const room = BODY_WIDTH - LABEL - VALUE;
		const length = most === 0 || value <= 0 ? 0 : Math.max(0.75, (value / most) * room);
		name.forEach((line, i) => sheet.text(line, PAGE.left + LABEL - 6 - line.width, y + 10 + i * LINE, SIZE));
		if (length > 0) sheet.box(PAGE.left + LABEL, y + 3, length, ROW - 6, INK.accent);
		sheet.rule(PAGE.left + LABEL, y, PAGE.left + LABEL, y + height, INK.line);
		const [amount] = flow.lines(text, SIZE, BODY_WIDTH);
		sheet.text(amount!, PAGE.left + LABEL + length + 5, y + 10, SIZE);
		flow.y += height;
	}
	flow.space(6);
}

/** Light to dark, so that parts differ in grey print too; each is named with its text below. */
const SHADES = ['0.14 0.31 0.55', '0.45 0.58 0.75', '0.68 0.76 0.87', '0.86 0.89 0.94', '0.94 0.94 0.94'];

export function drawShares(flow: Flow, { title, parts }: Extract<Block, { kind: 'shares' }>): void {
	const sum = parts.reduce((total, { value }) => total + value, 0);
	heading(flow, title, 20 + ROW * parts.length);
	const { sheet, y } = flow;
	let x = PAGE.left;
	parts.forEach(({ value }, i) => {
		const width = sum === 0 ? 0 : (value / sum) * BODY_WIDTH;
		if (width > 0) sheet.box(x, y, width, 14, shade(i));
		x += width;
	});
	sheet.frame(PAGE.left, y, BODY_WIDTH, 14);
	flow.y += 19;
	drawLegend(flow, parts);
	flow.space(6);
}

function drawLegend(flow: Flow, parts: readonly ChartBar[]): void {
	let x = PAGE.left;
	for (const [i, { label, text }] of parts.entries()) {
		const [line] = flow.lines(`${label} ${text}`, SIZE, BODY_WIDTH - 12);
		if (x > PAGE.left && x + 12 + line!.width > PAGE.width - PAGE.right) {
			x = PAGE.left;
			flow.y += 12;
		}
		flow.sheet.box(x, flow.y, 8, 8, shade(i));
		flow.sheet.frame(x, flow.y, 8, 8);
		flow.sheet.text(line!, x + 12, flow.y + 7, SIZE);
		x += 12 + line!.width + 14;
	}
	flow.y += 14;
}
const shade = (i: number): string => SHADES[Math.min(i, SHADES.length - 1)]!;

function heading(flow: Flow, title: string, below: number): void {
	flow.need(20 + below);
	flow.space(4);
	flow.paragraph([{ strong: title }], { size: 8.5 });
	flow.y += 3;
}
