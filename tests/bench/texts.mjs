// Reads texts that repeat one piece: eight times the text may cost eight times the work, a square would cost 64 times as much.
import { createServer } from 'vite';
import { root } from '../../workers/node/build.mjs';

const SHORT = 5_000;
const TIMES = 8;
/** Cost per unit of the long text against the short one: noise stays below, a square comes to 8. */
const MOST = 4;
/** Readings of the short text in one sample: one alone is near the grain of the clock. */
const ROUNDS = 8;

/** The piece that grows worst, as a row {name, ours, peer, ratio, unit}: the long text against eight short ones. Throws where work grows faster than the text. */
export async function measureTexts(samples) {
	const server = await createServer({
		root,
		configFile: false,
		logLevel: 'error',
		appType: 'custom',
		server: { middlewareMode: true, ws: false, watch: null },
		optimizeDeps: { noDiscovery: true }
	});
	try {
		const { HOSTILE, readAll, repeated } = await server.ssrLoadModule('/tests/rules/facts/text/hostile.ts');
		const rows = HOSTILE.map((piece) => growth(piece, samples, readAll, repeated));
		const worst = rows.reduce((a, b) => (a.ratio > b.ratio ? a : b));
		if (worst.ratio > MOST) throw new Error(`reading grows faster than the text: ${worst.name} ${worst.ratio}`);
		return [worst];
	} finally {
		await server.close();
	}
}

function growth(piece, samples, readAll, repeated) {
	const [short, long] = [repeated(piece, SHORT), repeated(piece, SHORT * TIMES)];
	const [ours, peer] = [[], []];
	for (let sample = 0; sample <= samples; sample++) {
		peer.push(timed(() => range(ROUNDS).forEach(() => readAll(short))) * (TIMES / ROUNDS));
		ours.push(timed(() => readAll(long)));
	}
	// The first sample warms up. The least is what the machine can do.
	const [a, b] = [ours, peer].map((all) => Math.min(...all.slice(1)));
	return { name: `read ${JSON.stringify(piece)} repeated, long against short`, ours: round(a), peer: round(b), ratio: round(a / b), unit: 'ms' };
}

const range = (length) => Array.from({ length });
const round = (value) => Math.round(value * 100) / 100;
function timed(work) {
	const from = performance.now();
	work();
	return performance.now() - from;
}
