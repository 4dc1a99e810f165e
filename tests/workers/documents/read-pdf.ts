import { readFileSync } from 'node:fs';
import { unzlibSync } from 'fflate';
import type { PdfParts } from '../../../workers/protocol/documents.ts';

const bufferOf = (path: string): ArrayBuffer => {
	const bytes = readFileSync(path);
	return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
};
/** What the page fetches from its origin. */
export const PARTS = async (): Promise<PdfParts> => ({
	font: bufferOf('static/fonts/noto-sans-sc.ttf.gz'),
	subsetter: bufferOf('node_modules/harfbuzzjs/dist/harfbuzz-subset.wasm')
});

/** Every stream of a PDF, inflated. */
export function streamsOf(bytes: Uint8Array): string[] {
	const file = Buffer.from(bytes);
	const streams: string[] = [];
	for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at + 7)) {
		if (file.subarray(at - 3, at).toString() === 'end') continue;
		const end = file.indexOf('endstream', at);
		try {
			streams.push(Buffer.from(unzlibSync(file.subarray(at + 7, end))).toString('latin1'));
		} catch {
			streams.push(file.subarray(at + 7, end).toString('latin1'));
		}
	}
	return streams;
}

/** Text of our own PDFs as a reader copies it out: codes of the content streams through the font's map to Unicode. Independent of the writer. */
export function textOfPdf(bytes: Uint8Array): string {
	const streams = streamsOf(bytes);
	const map = new Map<string, string>();
	for (const cmap of streams.filter((one) => one.includes('beginbfchar')))
		for (const [, code, units] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]+)>\n/g))
			map.set(code!, String.fromCharCode(...units!.match(/.{4}/g)!.map((unit) => parseInt(unit, 16))));
	return streams
		.filter((one) => one.includes(' Tj ET'))
		.map((page) =>
			[...page.matchAll(/<([0-9a-f]*)> Tj/g)]
				.map(([, codes]) => (codes!.match(/.{4}/g) ?? []).map((code) => map.get(code) ?? '?').join(''))
				.join('\n')
		)
		.join('\f');
}
