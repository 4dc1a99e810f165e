import { generateBatch } from '../../../workers/generator/index.ts';
import { transfer, wrap } from 'comlink';
import { remoteIntake } from '../../../workers/jobs/remote-intake.ts';
import type { ParserApi } from '../../../workers/protocol/parser.ts';

/** Files of a training batch as blobs, which the browser keeps on disk when they are large. */
export async function makeFiles(stays: number, seed: string): Promise<Map<string, File>> {
	const parts = new Map<string, Blob[]>();
	await generateBatch(
		{ stays, seed },
		(name, bytes) => void (parts.get(name) ?? parts.set(name, []).get(name)!).push(new Blob([bytes as Uint8Array<ArrayBuffer>]))
	);
	parts.delete('truth.csv');
	return new Map([...parts].map(([name, blobs]) => [name, new File(blobs, name)]));
}

/** The same text in GB18030. There is no encoder for it in browsers: the two-byte part is turned round from the decoder, once. */
export async function toGb18030(file: File): Promise<File> {
	const bytesOf = encodingTable();
	const decoder = new TextDecoder();
	const parts: Blob[] = [];
	for (let from = 0; from < file.size; from += 8 << 20) {
		const text = decoder.decode(await file.slice(from, from + (8 << 20)).arrayBuffer(), { stream: true });
		const out = new Uint8Array(text.length * 2);
		let length = 0;
		for (let i = 0; i < text.length; i++) {
			const unit = text.charCodeAt(i);
			if (unit < 0x80) out[length++] = unit;
			else {
				const pair = bytesOf[unit]!;
				if (pair === 0) throw new Error(`no two-byte GB18030 for U+${unit.toString(16)}`);
				out[length++] = pair >> 8;
				out[length++] = pair & 0xff;
			}
		}
		parts.push(new Blob([out.slice(0, length)]));
	}
	return new File(parts, file.name);
}

function encodingTable(): Uint16Array {
	const table = new Uint16Array(0x10000);
	const decoder = new TextDecoder('gb18030');
	for (let lead = 0x81; lead <= 0xfe; lead++) {
		for (let trail = 0x40; trail <= 0xfe; trail++) {
			const text = decoder.decode(new Uint8Array([lead, trail]));
			if (text.length === 1 && text !== '\ufffd') table[text.charCodeAt(0)] = (lead << 8) | trail;
		}
	}
	return table;
}

/** Milliseconds in which a worker has surely started. */
const STARTED_MS = 500;

/**
 * Work with an intake whose parsing is done by a worker of its own, as in the product: it was started when the files were looked at, before anybody asked
 * for the import. @returns what the work gave, and its milliseconds
 */
export async function parsedBeside<T>(
	files: readonly File[],
	work: (intake: ReturnType<typeof remoteIntake>) => Promise<T>
): Promise<{ result: T; ms: number }> {
	const worker = new Worker(new URL('../../../workers/entries/parser.worker.ts', import.meta.url), { type: 'module' });
	const { port1, port2 } = new MessageChannel();
	await new Promise((started) => setTimeout(started, STARTED_MS));
	const begun = performance.now();
	try {
		const parser = wrap<ParserApi>(worker);
		void parser.serve(transfer(port2, [port2]));
		const result = await work(remoteIntake({ files, corrections: [], profile: null }, port1, () => undefined));
		return { result, ms: performance.now() - begun };
	} finally {
		worker.terminate();
	}
}

/** The floor: reading the same slices and decoding them, nothing else. @returns milliseconds */
export async function decodeAll(files: Iterable<File>, encoding: 'utf-8' | 'gb18030', sliceBytes: number): Promise<number> {
	const begun = performance.now();
	for (const file of files) {
		const decoder = new TextDecoder(encoding);
		for (let from = 0; from < file.size; from += sliceBytes)
			decoder.decode(await file.slice(from, from + sliceBytes).arrayBuffer(), { stream: true });
		decoder.decode();
	}
	return performance.now() - begun;
}
