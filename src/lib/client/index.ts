/** The one door from the page to the workers. Nothing starts when this module is imported. */
export { runBackTest } from './back-test.ts';
export { makeDocument } from './documents.ts';
export { ruleExamples } from './examples.ts';
export { faultOf, type KnownFault } from './fault.ts';
export { generateTraining, previewFiles, readKnowledge, runImport, type ImportOutcome, type ImportRequest, type JobOptions } from './import.ts';
export { registerOffline, takeUpdate, updateWaits } from './offline.ts';
export { replayPackage, runReview, type ReviewProgress } from './review.ts';
export { STARTER_PACK, starterHead, starterPack } from './starter.ts';
export { tryUserRule } from './user-rules.ts';
export { openWorkspace } from './workspace.ts';
