import { facetName } from '$lib/format/words.ts';
import { m } from '$lib/i18n/index.ts';
import type { Grouping } from '$workers/protocol/queue.ts';

const NAMES: Record<Grouping, () => string> = {
	person: m.queue_column_patient,
	visit: m.facet_visit,
	doctor: () => facetName('doctor'),
	department: () => facetName('department'),
	item: () => facetName('item'),
	rule: () => facetName('rule')
};
export const groupingName = (by: Grouping): string => NAMES[by]();
