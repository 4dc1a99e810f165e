import { PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString, type PDFRef } from '@cantoo/pdf-lib';
import { zlibSync } from 'fflate';
import type { PdfHead } from '../../protocol/documents.ts';
import type { FontFile } from './font-file.ts';
import { PAGE } from './sheet.ts';
import type { Typeface } from './typeface.ts';

/** A place that a reader can jump to. */
export interface Bookmark {
	readonly title: string;
	/** 0-based. */
	readonly page: number;
}

const name = PDFName.of;

/** Puts a PDF together: pages, one font, bookmarks, and a page number at the foot of each page. */
export class Assembly {
	readonly #pages: PDFRef[] = [];

	private constructor(private readonly document: PDFDocument) {}

	static async begin({ title, author, creator, at }: PdfHead): Promise<Assembly> {
		const document = await PDFDocument.create({ updateMetadata: false });
		const made = new Date(at);
		document.setTitle(title, { showInWindowTitleBar: true });
		document.setAuthor(author);
		document.setCreator(creator);
		document.setProducer(creator);
		document.setLanguage('zh-CN');
		document.setCreationDate(made);
		document.setModificationDate(made);
		return new Assembly(document);
	}

	get pages(): number {
		return this.#pages.length;
	}

	/** @param content deflated operators of a page */
	page(content: Uint8Array): void {
		this.#pages.push(this.#stream(content));
	}

	/** @param footers deflated operators that number the pages */
	async end(
		face: Typeface,
		font: FontFile,
		subset: Uint8Array,
		bookmarks: readonly Bookmark[],
		footers: readonly Uint8Array[]
	): Promise<Uint8Array<ArrayBuffer>> {
		const { context } = this.document;
		const resources = context.register(context.obj({ Font: { F: this.#font(face, font, subset) } }));
		const refs = this.#pages.map((content, i) => {
			const page = this.document.addPage([PAGE.width, PAGE.height]);
			page.node.set(name('Resources'), resources);
			page.node.set(name('Contents'), context.obj([content, this.#stream(footers[i]!)]));
			return page.ref;
		});
		this.#outline(bookmarks, refs);
		const bytes = await this.document.save({ updateFieldAppearances: false, addDefaultPage: false });
		return bytes as Uint8Array<ArrayBuffer>;
	}

	#stream(deflated: Uint8Array, entries: Record<string, number> = {}): PDFRef {
		const { context } = this.document;
		const dict = context.obj({ Filter: 'FlateDecode', Length: deflated.length, ...entries });
		return context.register(PDFRawStream.of(dict, deflated));
	}
	#packed(content: Uint8Array | string, entries: Record<string, number> = {}): PDFRef {
		return this.#stream(zlibSync(typeof content === 'string' ? new TextEncoder().encode(content) : content, { level: 6 }), entries);
	}

	/** A composite font of our own codes (ISO 32000-1, 9.7): codes to glyphs, widths, and codes to Unicode, by which text is found and copied. */
	#font(face: Typeface, font: FontFile, subset: Uint8Array): PDFRef {
		const { context } = this.document;
		const base = 'MINGSH+NotoSansSC-Regular';
		const descriptor = context.register(
			context.obj({
				Type: 'FontDescriptor',
				FontName: base,
				Flags: 4,
				FontBBox: [...font.box],
				ItalicAngle: 0,
				Ascent: font.ascent,
				Descent: font.descent,
				CapHeight: 733,
				StemV: 80,
				FontFile2: this.#packed(subset, { Length1: subset.length })
			})
		);
		const descendant = context.register(
			context.obj({
				Type: 'Font',
				Subtype: 'CIDFontType2',
				BaseFont: base,
				CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
				FontDescriptor: descriptor,
				DW: 1000,
				W: [1, face.used.map(({ width }) => width)],
				CIDToGIDMap: this.#packed(glyphMap(face))
			})
		);
		return context.register(
			context.obj({
				Type: 'Font',
				Subtype: 'Type0',
				BaseFont: base,
				Encoding: 'Identity-H',
				DescendantFonts: [descendant],
				ToUnicode: this.#packed(unicodeMap(face))
			})
		);
	}

	#outline(bookmarks: readonly Bookmark[], pages: readonly PDFRef[]): void {
		if (bookmarks.length < 2) return;
		const { context, catalog } = this.document;
		const root = context.nextRef();
		const refs = bookmarks.map(() => context.nextRef());
		bookmarks.forEach(({ title, page }, i) => {
			const item = context.obj({ Title: PDFHexString.fromText(title), Parent: root, Dest: [pages[page]!, 'Fit'] });
			if (i > 0) item.set(name('Prev'), refs[i - 1]!);
			if (i + 1 < refs.length) item.set(name('Next'), refs[i + 1]!);
			context.assign(refs[i]!, item);
		});
		context.assign(root, context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)!, Count: refs.length }));
		catalog.set(name('Outlines'), root);
		catalog.set(name('PageMode'), name('UseOutlines'));
	}
}

/** Two bytes a code: the number of its glyph. */
function glyphMap({ used }: Typeface): Uint8Array {
	const map = new Uint8Array(2 * (used.length + 1));
	const view = new DataView(map.buffer);
	used.forEach(({ glyph }, i) => view.setUint16(2 * (i + 1), glyph));
	return map;
}

const hex4 = (value: number): string => value.toString(16).padStart(4, '0');
const utf16 = (char: string): string => Array.from({ length: char.length }, (_, i) => hex4(char.charCodeAt(i))).join('');

/** A CMap (Adobe Technical Note 5411); a section holds at most 100 lines. */
function unicodeMap({ used }: Typeface): string {
	const lines = used.map(({ char }, i) => `<${hex4(i + 1)}> <${utf16(char)}>`);
	const sections = Array.from({ length: Math.ceil(lines.length / 100) }, (_, i) => lines.slice(100 * i, 100 * (i + 1)));
	return [
		'/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
		'/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
		'/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
		'1 begincodespacerange <0000> <ffff> endcodespacerange',
		...sections.map((section) => `${section.length} beginbfchar\n${section.join('\n')}\nendbfchar`),
		'endcmap CMapName currentdict /CMap defineresource pop end end'
	].join('\n');
}
