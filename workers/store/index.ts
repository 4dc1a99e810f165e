/** The store's public face: what jobs and entries may use. */
export { BackTestStore, MOST_BACK_TESTS } from './back-tests.ts';
export type { BatchContent } from './batch-content.ts';
export { batchIdOf } from './batch-id.ts';
export { BatchStore, type ShardHead, type StoredBatch } from './batches.ts';
export { plainCodec, type Codec, type Sealed } from './codec.ts';
export { Fault, faultOf } from './fault.ts';
export { CODED_FACETS, type ChunkBlob, type ChunkFacets, type ChunkTally, type CodedFacet, type CodedTexts } from './finding-chunk.ts';
export type { ImportWriter } from './import-writer.ts';
export { hashOf, Journal, type Entry, type Stamp } from './journal.ts';
export { MemoryJournalFile, openJournalFile, type JournalFile } from './journal-file.ts';
export { lockOf, MemoryLocks, webLocks, type Locks } from './locks.ts';
export { MemoryMarkers, opfsMarkers, type Markers } from './markers.ts';
export type { Chunk, StoredChunk } from './runs.ts';
export { packShard, type PackedShard } from './packed.ts';
export type { KeptSearch } from './settings.ts';
export { Store, type StoreOptions } from './store.ts';
export { openStore, opfsRoot } from './browser.ts';
