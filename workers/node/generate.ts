import { mkdirSync, openSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { generateBatch, type BatchSummary } from '../generator/index.ts';

/** Writes a training batch as files of a folder: what the button on the start page makes in the browser. */
export async function generateInto(folder: string, stays: number, seed: string): Promise<BatchSummary> {
	mkdirSync(folder, { recursive: true });
	const open = new Map<string, number>();
	try {
		return await generateBatch({ stays, seed }, (file, bytes) => {
			const handle = open.get(file) ?? open.set(file, openSync(join(folder, file), 'w')).get(file)!;
			writeSync(handle, bytes);
		});
	} finally {
		open.forEach(closeSync);
	}
}
