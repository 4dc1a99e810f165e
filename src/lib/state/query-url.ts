import { asNameId } from '$rules/domain/name-id.ts';
import { COLUMNS, GROUPINGS, type ColumnName, type Grouping } from '$workers/protocol/queue.ts';
import { FACETS, type QueueFilter, type QueueSort } from '$workers/protocol/review.ts';

/** What the queue shows: the address of the page carries exactly this. No name of a person stands in it: searched words and doctors have ids. */
export interface View {
	readonly filter: QueueFilter;
	readonly sort: QueueSort;
	readonly descending: boolean;
	readonly group: Grouping | null;
	/** Empty: the columns that the queue opens with. */
	readonly columns: readonly ColumnName[];
	/** Id of the saved queue that the view came from, or empty. */
	readonly saved: string;
}

export const SORTS: readonly QueueSort[] = ['weight', 'amount', 'date', 'rule', 'visit'];
export const DEFAULT_VIEW: View = { filter: { facets: {} }, sort: 'weight', descending: true, group: null, columns: [], saved: '' };
/** What an id of searched words or of a saved queue looks like: nothing else is taken from an address, where old ones carried the words themselves. */
const ID = /^[0-9a-f]{12}$/;

export function viewOf(params: URLSearchParams): View {
	const facets: Record<string, string[]> = {};
	for (const facet of FACETS) {
		const values = params.getAll(facet);
		if (values.length > 0) facets[facet] = facet === 'doctor' ? values.map(asNameId) : values;
	}
	const amountFrom = whole(params.get('from'));
	const amountTo = whole(params.get('to'));
	const search = idOf(params.get('q'));
	const listed = (params.get('cols') ?? '').split(',');
	return {
		filter: {
			facets,
			...(amountFrom === null ? {} : { amountFrom }),
			...(amountTo === null ? {} : { amountTo }),
			...(search === '' ? {} : { search })
		},
		sort: SORTS.find((name) => name === params.get('sort')) ?? DEFAULT_VIEW.sort,
		descending: params.get('dir') !== 'asc',
		group: GROUPINGS.find((by) => by === params.get('by')) ?? null,
		columns: COLUMNS.filter((name) => listed.includes(name)),
		saved: idOf(params.get('queue'))
	};
}

/** Parameters of a view in a fixed order, without defaults: one view has one address. */
export function paramsOf(view: View): URLSearchParams {
	const params = new URLSearchParams();
	for (const facet of FACETS) for (const value of view.filter.facets[facet] ?? []) params.append(facet, value);
	if (view.filter.amountFrom !== undefined) params.set('from', String(view.filter.amountFrom));
	if (view.filter.amountTo !== undefined) params.set('to', String(view.filter.amountTo));
	if (view.filter.search) params.set('q', view.filter.search);
	if (view.sort !== DEFAULT_VIEW.sort) params.set('sort', view.sort);
	if (!view.descending) params.set('dir', 'asc');
	if (view.group) params.set('by', view.group);
	if (view.columns.length > 0) params.set('cols', view.columns.join(','));
	if (view.saved) params.set('queue', view.saved);
	return params;
}

export const sameView = (a: View, b: View): boolean => paramsOf(a).toString() === paramsOf(b).toString();

/** A facet's value as filters and addresses have it. */
export const filterValue = (facet: (typeof FACETS)[number], value: string): string => (facet === 'doctor' ? asNameId(value) : value);

/** The view with one value of a facet added, or taken out where it stands already. */
export function toggled(view: View, facet: (typeof FACETS)[number], named: string): View {
	const value = filterValue(facet, named);
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

/** The view with a search by the id of its words (`QueueCalls.keepSearch`); '' takes the search away. */
export function searched(view: View, id: string): View {
	const { search: _, ...filter } = view.filter;
	return { ...view, filter: id === '' ? filter : { ...filter, search: id } };
}

function whole(text: string | null): number | null {
	return text !== null && /^\d{1,13}$/.test(text) ? Number(text) : null;
}
const idOf = (text: string | null): string => (text !== null && ID.test(text) ? text : '');
