/** Functions of HarfBuzz's subsetter that are called here; pointers are numbers into its memory (hb-subset.h). */
interface HarfBuzz {
	readonly memory: WebAssembly.Memory;
	_initialize(): void;
	malloc(size: number): number;
	free(pointer: number): void;
	hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number;
	hb_blob_destroy(blob: number): void;
	hb_blob_get_length(blob: number): number;
	hb_blob_get_data(blob: number, length: number): number;
	hb_face_create(blob: number, index: number): number;
	hb_face_destroy(face: number): void;
	hb_face_reference_blob(face: number): number;
	hb_set_add(set: number, value: number): void;
	hb_subset_input_create_or_fail(): number;
	hb_subset_input_destroy(input: number): void;
	hb_subset_input_glyph_set(input: number): number;
	hb_subset_input_set(input: number, kind: number): number;
	hb_subset_input_set_flags(input: number, flags: number): void;
	hb_subset_or_fail(face: number, input: number): number;
}

const WRITABLE = 2;
/** Glyphs keep their numbers (HB_SUBSET_FLAGS_RETAIN_GIDS), hints are left out (HB_SUBSET_FLAGS_NO_HINTING). */
const FLAGS = 0x1 | 0x2;
const DROP_TABLES = 3;
/** A PDF sets each glyph by its number and place: tables of layout, names and vertical writing are dead weight in it. */
const UNUSED = ['GSUB', 'GPOS', 'GDEF', 'BASE', 'STAT', 'vhea', 'vmtx', 'gasp', 'name', 'OS/2', 'cmap', 'post'];
const tagOf = (tag: string): number => [...tag].reduce((number, char) => ((number << 8) | char.charCodeAt(0)) >>> 0, 0);

/**
 * The font with the given glyphs only, under the numbers that they had.
 * @param module hb-subset of the package harfbuzzjs; it imports nothing, so it can reach nothing
 */
export async function subsetFont(module: ArrayBuffer, font: Uint8Array, glyphs: Iterable<number>): Promise<Uint8Array<ArrayBuffer>> {
	const { instance } = await WebAssembly.instantiate(module);
	const hb = instance.exports as unknown as HarfBuzz;
	hb._initialize();
	const data = hb.malloc(font.length);
	new Uint8Array(hb.memory.buffer).set(font, data);
	const face = hb.hb_face_create(hb.hb_blob_create(data, font.length, WRITABLE, 0, 0), 0);
	const input = hb.hb_subset_input_create_or_fail();
	const kept = hb.hb_subset_input_glyph_set(input);
	for (const glyph of glyphs) hb.hb_set_add(kept, glyph);
	hb.hb_subset_input_set_flags(input, FLAGS);
	const dropped = hb.hb_subset_input_set(input, DROP_TABLES);
	for (const tag of UNUSED) hb.hb_set_add(dropped, tagOf(tag));
	const result = hb.hb_subset_or_fail(face, input);
	if (result === 0) throw new Error('HarfBuzz could not subset the font');
	const blob = hb.hb_face_reference_blob(result);
	const from = hb.hb_blob_get_data(blob, 0);
	// The instance goes with this call, and all that it allocated.
	return new Uint8Array(hb.memory.buffer).slice(from, from + hb.hb_blob_get_length(blob));
}
