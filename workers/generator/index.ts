export { generateBatch, type BatchOptions, type BatchProgress, type BatchSummary } from './batch.ts';
export { COLUMNS, FILE_NAMES, type FileName } from './write/columns.ts';
export type { Write } from './write/csv.ts';
