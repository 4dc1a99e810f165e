import type { TableId } from '$rules/domain/tables/index.ts';

/** Tabs under the timeline: a table of the record, or what surrounds the stay (对照). */
export type RecordTab = TableId | 'around';
