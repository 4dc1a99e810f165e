/** What setting type needs of a TrueType file: glyphs of characters, and their widths. */
export interface FontFile {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** Glyph of a code point; 0 where the font has none. */
	glyph(codePoint: number): number;
	/** Advance of a glyph in thousandths of the type size. */
	width(glyph: number): number;
	/** Box around all glyphs, and heights, in thousandths. */
	readonly box: readonly [number, number, number, number];
	readonly ascent: number;
	readonly descent: number;
}

const GZIP = [0x1f, 0x8b];

/** Opens a font that lies gzipped; a server that unpacks by itself is taken at its word. @throws RangeError where it is no TrueType font */
export async function openFont(file: ArrayBuffer): Promise<FontFile> {
	const raw = new Uint8Array(file);
	if (!GZIP.every((byte, i) => raw[i] === byte)) return readFont(raw);
	const stream = new Blob([file]).stream().pipeThrough(new DecompressionStream('gzip'));
	return readFont(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** Format: ISO/IEC 14496-22 (OpenType), tables cmap (format 12), head, hhea, hmtx. */
export function readFont(bytes: Uint8Array<ArrayBuffer>): FontFile {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 12 || view.getUint32(0) !== 0x00010000) throw new RangeError('no TrueType font');
	const tables = tablesOf(view);
	const at = (tag: string): number => {
		const offset = tables.get(tag);
		if (offset === undefined) throw new RangeError(`the font has no table ${tag}`);
		return offset;
	};
	const [head, hhea, hmtx] = [at('head'), at('hhea'), at('hmtx')];
	const units = view.getUint16(head + 18);
	const scaled = (value: number): number => Math.round((value * 1000) / units);
	const metrics = view.getUint16(hhea + 34);
	const glyphs = charactersOf(view, at('cmap'));
	return {
		bytes,
		glyph: (codePoint) => glyphs.get(codePoint) ?? 0,
		width: (glyph) => scaled(view.getUint16(hmtx + 4 * Math.min(glyph, metrics - 1))),
		box: [36, 38, 40, 42].map((place) => scaled(view.getInt16(head + place))) as unknown as FontFile['box'],
		ascent: scaled(view.getInt16(hhea + 4)),
		descent: scaled(view.getInt16(hhea + 6))
	};
}

function tablesOf(view: DataView): Map<string, number> {
	const tag = (at: number): string => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
	return new Map(Array.from({ length: view.getUint16(4) }, (_, i) => [tag(12 + 16 * i), view.getUint32(12 + 16 * i + 8)]));
}

/** Characters of the fullest Unicode table: format 12 knows all planes. */
function charactersOf(view: DataView, cmap: number): Map<number, number> {
	const glyphs = new Map<number, number>();
	for (let i = 0; i < view.getUint16(cmap + 2); i++) {
		const table = cmap + view.getUint32(cmap + 8 + 8 * i);
		if (view.getUint16(table) !== 12) continue;
		const groups = view.getUint32(table + 12);
		for (let g = 0; g < groups; g++) {
			const [first, last, glyph] = [0, 4, 8].map((place) => view.getUint32(table + 16 + 12 * g + place)) as [number, number, number];
			for (let code = first; code <= last; code++) glyphs.set(code, glyph + code - first);
		}
		return glyphs;
	}
	throw new RangeError('the font has no full Unicode table');
}
