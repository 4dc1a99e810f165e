import type { Block, Rich, TableColumn } from '../protocol/documents.ts';
import { html, type Markup } from './html.ts';
import { PAPER_STYLE } from './work-paper-style.ts';

/**
 * A document as one HTML file. It is opened on its own, so it carries its style and a policy of its own; it has no script, and every word
 * is escaped.
 */
export function htmlDocument(title: string, blocks: readonly Block[]): string {
	return html`<!doctype html>
		<html lang="zh-CN">
			<head>
				<meta charset="utf-8" />
				<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${title}</title>
				<style>
					${PAPER_STYLE}
				</style>
			</head>
			<body>
				${blocks.map(block)}
			</body>
		</html> `.text;
}

function block(one: Block): Markup {
	switch (one.kind) {
		case 'title':
			return html`<header>
				<h1>${one.text}</h1>
				<p class="modest">${one.note ?? ''}</p>
			</header>`;
		case 'heading':
			if (one.level === 2) return html`<h3>${one.text}</h3>`;
			return html`<h2>${one.text}</h2>
				<p class="tags">${one.tags ?? ''}</p>`;
		case 'text':
			return html`<p class="${one.look ?? 'plain'}">${rich(one.text)}</p>`;
		case 'facts':
			return html`<dl class="head">
				${one.facts.map(
					([name, value]) =>
						html`<div>
							<dt>${name}</dt>
							<dd>${value || '—'}</dd>
						</div>`
				)}
			</dl>`;
		case 'table':
			return table(one);
		case 'list': {
			const items = one.items.map((item) => html`<li>${rich(item)}</li>`);
			return one.ordered
				? html`<ol>
						${items}
					</ol>`
				: html`<ul>
						${items}
					</ul>`;
		}
		case 'bars':
			return chart(one.title, one.bars);
		case 'shares':
			return chart(one.title, one.parts);
		case 'signatures':
			return html`<section class="sign">${one.places.map((place) => html`<p>${place}：<span></span></p>`)}</section>`;
		case 'small':
			return html`<footer>${one.lines.map((line) => html`<p>${line}</p>`)}</footer>`;
	}
}

const rich = (text: Rich): readonly (Markup | string)[] =>
	(typeof text === 'string' ? [text] : text).map((piece) => (typeof piece === 'string' ? piece : html`<b>${piece.strong}</b>`));

function table({ columns, rows, foot = [] }: Extract<Block, { kind: 'table' }>): Markup {
	const row = (cells: readonly Rich[]): Markup =>
		html`<tr>
			${cells.map((cell, i) => (columns[i]!.numeric ? html`<td class="n">${rich(cell)}</td>` : html`<td>${rich(cell)}</td>`))}
		</tr>`;
	return html`<table>
		<thead>
			<tr>
				${columns.map(({ heading }: TableColumn) => html`<th>${heading}</th>`)}
			</tr>
		</thead>
		<tbody>
			${rows.map(row)}
		</tbody>
		<tfoot>
			${foot.map(row)}
		</tfoot>
	</table>`;
}

/** Without pictures a chart is its numbers. */
const chart = (title: string, bars: readonly { readonly label: string; readonly text: string }[]): Markup =>
	html`<h3>${title}</h3>
		<ul>
			${bars.map(({ label, text }) => html`<li>${label}：${text}</li>`)}
		</ul>`;
