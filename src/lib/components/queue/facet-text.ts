import { decisionName, dimensionName, gradeName, violationName } from '$lib/format/words.ts';
import { m } from '$lib/i18n/index.ts';
import type { Workbench } from '$lib/state/workbench.svelte.ts';
import type { Dimension, Grade } from '$rules/domain/finding.ts';
import type { DecisionState, FacetName } from '$workers/protocol/review.ts';

/** A facet's value as people know it. */
export function facetText(facet: FacetName, value: string, workbench: Workbench): string {
	if (value === '') return m.not_given();
	switch (facet) {
		case 'rule':
			return workbench.ruleTitle(value);
		case 'dimension':
			return dimensionName(value as Dimension);
		case 'grade':
			return gradeName(value as Grade);
		case 'decision':
			return decisionName(value as DecisionState);
		case 'violation':
			return violationName(value);
		default:
			return value;
	}
}
