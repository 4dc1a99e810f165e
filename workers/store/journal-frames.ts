import { crc32 } from './crc32.ts';

/** Frames on disk: length and CRC-32 of the text, 4 bytes each, little-endian; then the text in UTF-8. */
export const MAGIC = new TextEncoder().encode('MSJRNL1\n');
const HEAD = 8;
/** No decision is that long: a larger length is damage, not a frame. */
const MOST_BYTES = 256 << 20;

export interface ScannedJournal {
	/** Text of every whole frame, in order. */
	readonly texts: readonly string[];
	/** End of the last whole frame: what follows is a torn tail. */
	readonly end: number;
	/** Bytes between whole frames that are none: damage, never cut away. */
	readonly damagedBytes: number;
}

export function encodeFrame(text: string): Uint8Array {
	const body = new TextEncoder().encode(text);
	const frame = new Uint8Array(HEAD + body.length);
	const view = new DataView(frame.buffer);
	view.setUint32(0, body.length, true);
	view.setUint32(4, crc32(body), true);
	frame.set(body, HEAD);
	return frame;
}

/**
 * Reads all frames. An append that was cut short can only be at the end; a bad frame with good ones behind it is damage of the disk: the good ones are
 * read and what lies between is counted.
 */
export function scanJournal(bytes: Uint8Array): ScannedJournal {
	const texts: string[] = [];
	const magic = bytes.length >= MAGIC.length && MAGIC.every((byte, i) => bytes[i] === byte);
	let at = magic ? MAGIC.length : 0;
	let end = at;
	let damagedBytes = 0;
	while (at < bytes.length) {
		const text = frameAt(bytes, at);
		if (text === null) {
			at = nextFrame(bytes, at + 1);
			continue;
		}
		damagedBytes += at - end;
		texts.push(text.text);
		at = end = text.end;
	}
	return { texts, end, damagedBytes };
}

function frameAt(bytes: Uint8Array, at: number): { readonly text: string; readonly end: number } | null {
	if (at + HEAD >= bytes.length) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset + at);
	const length = view.getUint32(0, true);
	const end = at + HEAD + length;
	if (length < 2 || length > MOST_BYTES || end > bytes.length || bytes[at + HEAD] !== 0x7b) return null;
	const body = bytes.subarray(at + HEAD, end);
	return crc32(body) === view.getUint32(4, true) ? { text: new TextDecoder().decode(body), end } : null;
}

/** Next place that begins a whole frame, or the end. A frame's text begins with `{`, which spares most of the checks. */
function nextFrame(bytes: Uint8Array, from: number): number {
	for (let brace = bytes.indexOf(0x7b, from + HEAD); brace >= 0; brace = bytes.indexOf(0x7b, brace + 1)) {
		if (frameAt(bytes, brace - HEAD)) return brace - HEAD;
	}
	return bytes.length;
}
