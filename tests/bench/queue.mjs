// The queue over 100,000 findings, as the worker answers it: a filter with all its facets counted, the grouped list, and the order. The limit stands beside it.
import { createServer } from 'vite';
import { root } from '../../workers/node/build.mjs';

const FINDINGS = 100_000;
/** What the page may wait for a filter, ms. */
const LIMIT = 50;

/** Filters that people set one after the other; each is a new view of the same run. */
const FILTERS = [
	{ facets: {} },
	{ facets: { rule: ['rule-1', 'rule-5'] } },
	{ facets: { department: ['department-1'], decision: ['open'] } },
	{ facets: { grade: ['certain'] }, amountFrom: 10_000, amountTo: 200_000 },
	{ facets: { month: ['2026-03'], decision: ['open', 'ask'] } }
];

/** Rows {name, ours, peer, ratio, unit}: medians of the samples, of a filter the slowest one. */
export async function measureQueue(samples) {
	const server = await createServer({
		root,
		configFile: false,
		logLevel: 'error',
		appType: 'custom',
		server: { middlewareMode: true, ws: false, watch: null },
		optimizeDeps: { noDiscovery: true }
	});
	try {
		const { manyFindings } = await server.ssrLoadModule('/tests/workers/jobs/many-findings.ts');
		const { QueueIndex } = await server.ssrLoadModule('/workers/jobs/queue-index.ts');
		const { QueueView } = await server.ssrLoadModule('/workers/jobs/queue-view.ts');
		const { GroupedQueue } = await server.ssrLoadModule('/workers/jobs/queue/groups.ts');
		const index = new QueueIndex(manyFindings(FINDINGS));
		const view = new QueueView(index, (rule) => rule);
		const grouped = new GroupedQueue(index, view);
		const query = (filter) => ({ filter, sort: 'weight', descending: true, from: 0, count: 100 });
		const filters = FILTERS.map((filter) => medianOf(samples, index, () => view.window(query(filter))));
		const groups = medianOf(samples, index, () => grouped.window({ ...query(FILTERS[2]), by: 'person', opened: [] }));
		const order = medianOf(samples, index, () => {
			index.weigh(new Map());
			index.order('weight');
		});
		return [
			row(
				`filter ${FINDINGS} findings and count ten facets with money, slowest of ${FILTERS.length} filters (limit beside it)`,
				Math.max(...filters)
			),
			row(`filter ${FINDINGS} findings and group them by person (limit beside it)`, groups),
			row(`sort ${FINDINGS} findings by amount, grade and precision (limit beside it)`, order)
		];
	} finally {
		await server.close();
	}
}

/** The first rounds warm up. What was computed with an older version is stale, so each round computes anew. */
function medianOf(samples, index, work) {
	const times = [];
	for (let round = 0; round < samples + 3; round++) {
		index.version++;
		const from = performance.now();
		work();
		times.push(performance.now() - from);
	}
	return times.slice(3).sort((a, b) => a - b)[Math.floor(samples / 2)];
}

const row = (name, ours) => ({ name, ours: Math.round(ours * 10) / 10, peer: LIMIT, ratio: Number((ours / LIMIT).toPrecision(3)), unit: 'ms' });
