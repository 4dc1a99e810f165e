import { zlibSync } from 'fflate';
import type { Line } from './lines.ts';

/** A4 in points, and its margins. */
export const PAGE = { width: 595.28, height: 841.89, left: 42, right: 42, top: 52, bottom: 50 };
export const BODY_WIDTH = PAGE.width - PAGE.left - PAGE.right;

/** Greys and the one accent, as operands of `rg`/`RG`. */
export const INK = { text: '0.1 0.1 0.1', second: '0.38 0.38 0.38', line: '0.62 0.62 0.62', tint: '0.93 0.94 0.96', accent: '0.14 0.31 0.55' };

const n = (value: number): string => String(Math.round(value * 100) / 100);
const hex = (code: number): string => code.toString(16).padStart(4, '0');

/** One page being drawn, as operators of a content stream (ISO 32000-1, 8 and 9). Places are points from the upper left corner. */
export class Sheet {
	readonly #operators: string[] = [];

	/** Sets a line; `y` is its base line. Strong glyphs get an outline of their own ink: the font has one weight. */
	text(line: Line, x: number, y: number, size: number, ink = INK.text): void {
		const runs: { strong: boolean; codes: string; width: number }[] = [];
		for (const { glyph, strong } of line.glyphs) {
			const run = runs.at(-1);
			if (run?.strong === strong) {
				run.codes += hex(glyph.code);
				run.width += glyph.width;
			} else runs.push({ strong, codes: hex(glyph.code), width: glyph.width });
		}
		let at = x;
		for (const { strong, codes, width } of runs) {
			const weight = strong ? `2 Tr ${n(size / 30)} w ${ink} RG` : '0 Tr';
			this.#operators.push(`BT ${weight} ${ink} rg /F ${n(size)} Tf 1 0 0 1 ${n(at)} ${n(PAGE.height - y)} Tm <${codes}> Tj ET`);
			at += (width * size) / 1000;
		}
	}
	box(x: number, y: number, width: number, height: number, ink: string): void {
		this.#operators.push(`${ink} rg ${n(x)} ${n(PAGE.height - y - height)} ${n(width)} ${n(height)} re f`);
	}
	frame(x: number, y: number, width: number, height: number, ink = INK.line): void {
		this.#operators.push(`0.5 w ${ink} RG ${n(x)} ${n(PAGE.height - y - height)} ${n(width)} ${n(height)} re S`);
	}
	rule(x: number, y: number, toX: number, toY: number, ink = INK.line, weight = 0.5): void {
		this.#operators.push(`${n(weight)} w ${ink} RG ${n(x)} ${n(PAGE.height - y)} m ${n(toX)} ${n(PAGE.height - toY)} l S`);
	}
	/** Deflated at once: a document of a thousand pages is held as small as it is written. */
	packed(): Uint8Array {
		return zlibSync(new TextEncoder().encode(this.#operators.join('\n')), { level: 6 });
	}
}
