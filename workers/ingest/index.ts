/** The intake's public face: what jobs, the command line and tests may use. */
export { importBatch, type ImportOptions } from './import-batch.ts';
export { preview } from './preview.ts';
export { memorySource } from './memory-source.ts';
export { dictionaryOf } from './dictionary-view.ts';
export { VALUE_CODES } from './normalise.ts';
export { PROBLEMS, type ProblemId } from './problems.ts';
