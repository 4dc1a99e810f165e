import { DEFAULT_VIEW, paramsOf, toggled } from '$lib/state/query-url.ts';
import { FACETS, type FacetName } from '$workers/protocol/review.ts';

export type Facets = Readonly<Partial<Record<FacetName, readonly string[]>>>;

/** Address of the queue that a number counts: values of facets by their ids. */
export function queueLink(batch: string, facets: Facets): string {
	const chosen = FACETS.flatMap((facet) => (facets[facet] ?? []).map((value) => [facet, value] as const));
	const view = chosen.reduce((made, [facet, value]) => toggled(made, facet, value), DEFAULT_VIEW);
	return `/b/${batch}/queue?${paramsOf(view)}`;
}
