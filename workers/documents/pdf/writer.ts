import type { Block, PdfApi, PdfFile, PdfHead, PdfParts } from '../../protocol/documents.ts';
import { Assembly, type Bookmark } from './assemble.ts';
import { draw } from './draw.ts';
import { Flow } from './flow.ts';
import { openFont, type FontFile } from './font-file.ts';
import { linesOf } from './lines.ts';
import { INK, PAGE, Sheet } from './sheet.ts';
import { subsetFont } from './subset.ts';
import { Typeface } from './typeface.ts';

interface Begun {
	readonly assembly: Assembly;
	readonly face: Typeface;
	readonly flow: Flow;
	readonly bookmarks: Bookmark[];
}

/** Writes one PDF at a time. Held in memory: deflated pages, and the characters used; never the text of what is done. */
export class PdfWriter implements PdfApi {
	readonly #parts: () => Promise<PdfParts>;
	#font: Promise<FontFile> | null = null;
	#begun: Begun | null = null;

	/** @param parts asked for once, when the first PDF begins */
	constructor(parts: () => Promise<PdfParts>) {
		let got: Promise<PdfParts> | null = null;
		this.#parts = () => (got ??= parts());
	}

	async begin(head: PdfHead): Promise<void> {
		const font = await (this.#font ??= this.#parts().then(({ font }) => openFont(font)));
		const assembly = await Assembly.begin(head);
		const face = new Typeface(font);
		this.#begun = { assembly, face, flow: new Flow(face, (page) => assembly.page(page)), bookmarks: [] };
	}

	async add(blocks: readonly Block[]): Promise<void> {
		const { flow, bookmarks } = this.#open();
		for (const block of blocks) {
			draw(flow, block);
			if (block.kind === 'title') bookmarks.push({ title: block.running, page: flow.pages - 1 });
		}
	}

	async end(): Promise<PdfFile> {
		const { assembly, face, flow, bookmarks } = this.#open();
		const missing = [...face.missing].sort();
		if (missing.length > 0)
			draw(flow, { kind: 'small', lines: [`字库中没有的字符以其 Unicode 码位代替：${missing.join('、')}。请以原始记录为准。`] });
		flow.close();
		const { pages } = assembly;
		const footers = Array.from({ length: pages }, (_, i) => footer(face, `第 ${i + 1} 页 共 ${pages} 页`));
		const [font, { subsetter }] = await Promise.all([this.#font!, this.#parts()]);
		const subset = await subsetFont(
			subsetter,
			font.bytes,
			face.used.map(({ glyph }) => glyph)
		);
		const bytes = await assembly.end(face, font, subset, bookmarks, footers);
		this.#begun = null;
		return { bytes, pages, missing };
	}

	#open(): Begun {
		if (!this.#begun) throw new Error('no PDF was begun');
		return this.#begun;
	}
}

function footer(face: Typeface, text: string): Uint8Array {
	const sheet = new Sheet();
	const [line] = linesOf(text, face, 8, PAGE.width);
	sheet.text(line!, (PAGE.width - line!.width) / 2, PAGE.height - 26, 8, INK.second);
	return sheet.packed();
}
