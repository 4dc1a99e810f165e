import type { ImportedBatch } from '../protocol/batch.ts';
import type { Receipt } from '../protocol/receipt.ts';
import { faultOf, lockOf, type ImportWriter, type Locks, type Markers, type Store } from '../store/index.ts';

export interface ImportPorts {
	readonly store: Store;
	readonly locks: Locks;
	readonly markers: Markers;
	readonly now: () => number;
	readonly uuid: () => string;
}
/** The intake, with its files and options bound: shards into the writer, packed or not. */
export type Intake = (sink: ImportWriter) => Promise<ImportedBatch>;

export interface ImportResult {
	/** '' where no file gave a record: nothing was kept, the receipt says why. */
	readonly batch: string;
	readonly receipt: Receipt;
}

/**
 * Imports files into a new batch, whole or not at all. Records are written under a storage of their own that nobody sees; one transaction at the end
 * makes it a batch. What fails on the way is taken away at once; what a killed worker left goes with the next sweep, which knows it by its free lock.
 * @param sizes bytes of each file by its name; of a file carried over from the batch that this one follows, by its digest
 */
export async function importJob(name: string, sizes: ReadonlyMap<string, number>, intake: Intake, ports: ImportPorts): Promise<ImportResult> {
	const storage = ports.uuid();
	return ports.locks.hold(lockOf.import(storage), async () => {
		const writer = await ports.store.batches.begin(storage, name, ports.now());
		try {
			const imported = await intake(writer);
			return await keep(name, sizes, imported, writer, ports);
		} catch (error) {
			// The first fault is the one to tell, whatever the clean-up meets.
			await writer.discard().catch(() => undefined);
			throw faultOf(error);
		}
	});
}

async function keep(
	name: string,
	sizes: ReadonlyMap<string, number>,
	imported: ImportedBatch,
	writer: ImportWriter,
	ports: ImportPorts
): Promise<ImportResult> {
	// Headings without a row are no record: such files alone make no batch.
	const { lines } = imported.receipt;
	if (imported.files.length === 0 || (lines.length > 0 && lines.every((line) => line.read === 0))) {
		await writer.discard();
		return { batch: '', receipt: imported.receipt };
	}
	const batch = await writer.commit(imported, sizes);
	// The batch is there; a marker that could not be set is set when the workspace opens next.
	await ports.markers.set(batch, name).catch(() => undefined);
	return { batch, receipt: imported.receipt };
}
