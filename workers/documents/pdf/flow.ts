import type { Rich } from '../../protocol/documents.ts';
import { linesOf, type Line } from './lines.ts';
import { BODY_WIDTH, INK, PAGE, Sheet } from './sheet.ts';
import type { Typeface } from './typeface.ts';

export const LEADING = 1.45;

/** Pages filled from the top; each is packed when it is full. */
export class Flow {
	readonly #face: Typeface;
	readonly #full: (page: Uint8Array) => void;
	#sheet: Sheet | null = null;
	#running = '';
	/** Pages begun so far; the one being drawn is the last. */
	pages = 0;
	/** Points from the upper edge at which the next thing begins. */
	y = 0;

	/** @param full takes each page when it is done, in order */
	constructor(face: Typeface, full: (page: Uint8Array) => void) {
		this.#face = face;
		this.#full = full;
	}

	get sheet(): Sheet {
		return this.#sheet ?? this.newPage();
	}
	/** Points left on the page. */
	get left(): number {
		return this.#sheet ? PAGE.height - PAGE.bottom - this.y : 0;
	}
	get atTop(): boolean {
		return this.#sheet === null || this.y === PAGE.top;
	}

	newPage(running = this.#running): Sheet {
		this.close();
		this.#running = running;
		this.#sheet = new Sheet();
		this.pages++;
		this.y = PAGE.top;
		const [line] = this.lines(running, 7.5, BODY_WIDTH);
		this.#sheet.text(line!, PAGE.left, 34, 7.5, INK.second);
		this.#sheet.rule(PAGE.left, 39, PAGE.width - PAGE.right, 39);
		return this.#sheet;
	}
	close(): void {
		if (this.#sheet) this.#full(this.#sheet.packed());
		this.#sheet = null;
	}

	/** Goes to a new page where less than `height` is left of this one. */
	need(height: number): void {
		if (this.left < height && !this.atTop) this.newPage();
		else void this.sheet;
	}
	space(height: number): void {
		if (!this.atTop) this.y += height;
	}

	lines(text: Rich, size: number, width: number): Line[] {
		return linesOf(text, this.#face, size, width);
	}

	/** Sets a paragraph, over as many pages as it takes. */
	paragraph(text: Rich, { size = 9, ink = INK.text, x = 0, center = false, leading = LEADING } = {}): void {
		const width = BODY_WIDTH - x;
		for (const line of this.lines(text, size, width)) {
			this.need(size * leading);
			const at = PAGE.left + x + (center ? (width - line.width) / 2 : 0);
			this.sheet.text(line, at, this.y + size, size, ink);
			this.y += size * leading;
		}
	}
}
