/** Says which batches exist, outside the database: Chromium may delete a store that it takes for corrupt and come back with an empty one. */
export interface Markers {
	/** Names of the batches by id. */
	list(): Promise<ReadonlyMap<string, string>>;
	set(id: string, name: string): Promise<void>;
	remove(id: string): Promise<void>;
}

const FOLDER = 'batches';

/** One small file a batch: making and removing one is a single step, and no tab has to hold a handle. */
export function opfsMarkers(root: FileSystemDirectoryHandle): Markers {
	const folder = () => root.getDirectoryHandle(FOLDER, { create: true });
	return {
		async list() {
			const found = new Map<string, string>();
			for await (const [id, handle] of (await folder()).entries()) {
				if (handle.kind === 'file') found.set(id, await (await (handle as FileSystemFileHandle).getFile()).text());
			}
			return found;
		},
		async set(id, name) {
			const file = await (await folder()).getFileHandle(id, { create: true });
			const writable = await file.createWritable();
			await writable.write(name);
			await writable.close();
		},
		async remove(id) {
			try {
				await (await folder()).removeEntry(id);
			} catch (error) {
				if ((error as DOMException).name !== 'NotFoundError') throw error;
			}
		}
	};
}

export class MemoryMarkers implements Markers {
	readonly batches = new Map<string, string>();
	list = (): Promise<ReadonlyMap<string, string>> => Promise.resolve(new Map(this.batches));
	async set(id: string, name: string): Promise<void> {
		this.batches.set(id, name);
	}
	async remove(id: string): Promise<void> {
		this.batches.delete(id);
	}
}
