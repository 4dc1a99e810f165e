import type { Block } from '../../protocol/documents.ts';
import { drawBars, drawShares } from './chart.ts';
import type { Flow } from './flow.ts';
import { BODY_WIDTH, INK, PAGE } from './sheet.ts';
import { drawTable } from './table.ts';

/** Draws one block at the place where the flow is. */
export function draw(flow: Flow, block: Block): void {
	switch (block.kind) {
		case 'title':
			flow.newPage(block.running);
			flow.paragraph([{ strong: block.text }], { size: 18, center: true });
			if (block.note) flow.paragraph(block.note, { size: 8.5, center: true, ink: INK.second });
			flow.space(6);
			return;
		case 'heading':
			return drawHeading(flow, block);
		case 'text':
			flow.paragraph(block.look === 'strong' ? strong(block.text) : block.text, block.look === 'note' ? { size: 8, ink: INK.second } : {});
			flow.space(2);
			return;
		case 'facts':
			return drawFacts(flow, block);
		case 'table':
			drawTable(flow, block);
			flow.space(5);
			return;
		case 'list':
			return drawList(flow, block);
		case 'bars':
			return drawBars(flow, block);
		case 'shares':
			return drawShares(flow, block);
		case 'signatures':
			return drawSignatures(flow, block);
		case 'small':
			return drawSmall(flow, block);
	}
}

const strong = (text: Extract<Block, { kind: 'text' }>['text']): { strong: string }[] =>
	(typeof text === 'string' ? [text] : text).map((piece) => (typeof piece === 'string' ? { strong: piece } : piece));

function drawHeading(flow: Flow, { level, text, tags }: Extract<Block, { kind: 'heading' }>): void {
	const size = level === 1 ? 12 : 9.5;
	// With what it heads: never alone at the foot of a page.
	flow.need(size * 2 + 40);
	flow.space(level === 1 ? 10 : 5);
	flow.paragraph([{ strong: text }], { size });
	if (level === 1) {
		flow.sheet.rule(PAGE.left, flow.y, PAGE.width - PAGE.right, flow.y, INK.text, 0.8);
		flow.y += 3;
	}
	if (tags) flow.paragraph(tags, { size: 8, ink: INK.second });
}

/** Names and values in a frame, several beside each other. */
function drawFacts(flow: Flow, { columns, facts }: Extract<Block, { kind: 'facts' }>): void {
	const width = BODY_WIDTH / columns;
	const name = Math.min(62, width * 0.36);
	for (let i = 0; i < facts.length; i += columns) {
		const row = facts
			.slice(i, i + columns)
			.map(([label, value]) => ({ label: flow.lines(label, 8, name - 6), value: flow.lines(value || '—', 8.5, width - name - 6) }));
		const height = Math.max(...row.map((fact) => Math.max(fact.label.length, fact.value.length))) * 12 + 4;
		flow.need(height);
		row.forEach((fact, k) => {
			const x = PAGE.left + k * width;
			fact.label.forEach((line, at) => flow.sheet.text(line, x + 4, flow.y + 11 + at * 12, 8, INK.second));
			fact.value.forEach((line, at) => flow.sheet.text(line, x + name + 2, flow.y + 11 + at * 12, 8.5));
			flow.sheet.frame(x, flow.y, width, height);
		});
		flow.y += height;
	}
	flow.space(4);
}

function drawList(flow: Flow, { ordered, items }: Extract<Block, { kind: 'list' }>): void {
	items.forEach((item, i) => {
		flow.need(13);
		const [mark] = flow.lines(ordered ? `${i + 1}.` : '·', 8.5, 20);
		flow.sheet.text(mark!, PAGE.left + 4, flow.y + 8.5, 8.5, INK.second);
		flow.paragraph(item, { size: 8.5, x: 18 });
	});
	flow.space(2);
}

/** Lines to sign on, by hand. */
function drawSignatures(flow: Flow, { places }: Extract<Block, { kind: 'signatures' }>): void {
	flow.need(60);
	flow.y += 26;
	const width = BODY_WIDTH / places.length;
	places.forEach((place, i) => {
		const x = PAGE.left + i * width;
		const [line] = flow.lines(`${place}：`, 9, width);
		flow.sheet.text(line!, x, flow.y + 9, 9);
		flow.sheet.rule(x + line!.width + 2, flow.y + 11, x + width - 10, flow.y + 11, INK.text);
	});
	flow.y += 24;
}

function drawSmall(flow: Flow, { lines }: Extract<Block, { kind: 'small' }>): void {
	flow.need(20);
	flow.space(6);
	flow.sheet.rule(PAGE.left, flow.y, PAGE.width - PAGE.right, flow.y);
	flow.y += 2;
	for (const line of lines) flow.paragraph(line, { size: 6.5, ink: INK.second, leading: 1.4 });
}
