import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ByteSource } from '../protocol/source.ts';
import { UsageError } from './arguments.ts';

/** Files under the given paths, folders walked in name order; hidden files are left out. */
export async function filesUnder(paths: readonly string[]): Promise<string[]> {
	const found: string[] = [];
	for (const path of paths) {
		const info = await stat(path).catch(() => {
			throw new UsageError(`cannot read ${path}: no such file or folder`);
		});
		if (!info.isDirectory()) {
			found.push(path);
			continue;
		}
		const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
		found.push(...(await filesUnder(names.map((name) => join(path, name)))));
	}
	return found;
}

/** A file of the disk as the intake reads it: by slices, never whole. */
export async function fileSource(path: string): Promise<ByteSource> {
	const { size } = await stat(path);
	return {
		name: basename(path),
		size,
		digest: () => fileDigest(path),
		async slice(from, to) {
			const handle = await open(path, 'r');
			try {
				const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from));
				let filled = 0;
				while (filled < bytes.length) {
					const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, from + filled);
					if (bytesRead === 0) break;
					filled += bytesRead;
				}
				return bytes.subarray(0, filled);
			} finally {
				await handle.close();
			}
		}
	};
}

/** SHA-256 of a file in hex, beside the parsing: Node digests in native code. */
async function fileDigest(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Uint8Array);
	return hash.digest('hex');
}

export async function readBytes(path: string): Promise<Uint8Array> {
	return readFile(path).catch(() => {
		throw new UsageError(`cannot read ${path}: no such file, or no permission`);
	});
}
