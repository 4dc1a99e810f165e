import { FACETS, type QueueFilter, type QueueSort } from '$workers/protocol/review.ts';

/** What the queue shows: the address of the page carries exactly this. */
export interface View {
	readonly filter: QueueFilter;
	readonly sort: QueueSort;
	readonly descending: boolean;
}

export const SORTS: readonly QueueSort[] = ['weight', 'amount', 'date', 'rule', 'visit'];
export const DEFAULT_VIEW: View = { filter: { facets: {} }, sort: 'weight', descending: true };

export function viewOf(params: URLSearchParams): View {
	const facets: Record<string, string[]> = {};
	for (const facet of FACETS) {
		const values = params.getAll(facet);
		if (values.length > 0) facets[facet] = values;
	}
	const amountFrom = whole(params.get('from'));
	const amountTo = whole(params.get('to'));
	const text = params.get('q') ?? '';
	const sort = SORTS.find((name) => name === params.get('sort')) ?? DEFAULT_VIEW.sort;
	return {
		filter: { facets, ...(amountFrom === null ? {} : { amountFrom }), ...(amountTo === null ? {} : { amountTo }), ...(text === '' ? {} : { text }) },
		sort,
		descending: params.get('dir') !== 'asc'
	};
}

/** Parameters of a view in a fixed order, without defaults: one view has one address. */
export function paramsOf(view: View): URLSearchParams {
	const params = new URLSearchParams();
	for (const facet of FACETS) for (const value of view.filter.facets[facet] ?? []) params.append(facet, value);
	if (view.filter.amountFrom !== undefined) params.set('from', String(view.filter.amountFrom));
	if (view.filter.amountTo !== undefined) params.set('to', String(view.filter.amountTo));
	if (view.filter.text) params.set('q', view.filter.text);
	if (view.sort !== DEFAULT_VIEW.sort) params.set('sort', view.sort);
	if (!view.descending) params.set('dir', 'asc');
	return params;
}

export const sameView = (a: View, b: View): boolean => paramsOf(a).toString() === paramsOf(b).toString();

/** The view with one value of a facet added, or taken out where it stands already. */
export function toggled(view: View, facet: (typeof FACETS)[number], value: string): View {
	const values = view.filter.facets[facet] ?? [];
	const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
	const { [facet]: _, ...others } = view.filter.facets;
	return { ...view, filter: { ...view.filter, facets: next.length > 0 ? { ...others, [facet]: next } : others } };
}

/** The view with an amount range; undefined takes the range away. */
export function ranged(view: View, range: { from: number; to: number } | undefined): View {
	const { amountFrom: _from, amountTo: _to, ...filter } = view.filter;
	return { ...view, filter: range ? { ...filter, amountFrom: range.from, amountTo: range.to } : filter };
}

export function searched(view: View, text: string): View {
	const { text: _, ...filter } = view.filter;
	return { ...view, filter: text === '' ? filter : { ...filter, text } };
}

function whole(text: string | null): number | null {
	return text !== null && /^\d{1,13}$/.test(text) ? Number(text) : null;
}
