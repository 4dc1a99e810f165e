// Makes static/rules/examples.json of the cases in tests/rules/checks: `node workers/node/examples.mjs`, or `--check` to see that it is what they make.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createServer } from 'vite';
import { root } from './build.mjs';

const FILE = join(root, 'static/rules/examples.json');
const TESTER = join(root, 'tests/rules/harness/rule-tester.ts');
const COLLECTOR = join(root, 'tests/rules/examples/collected.ts');

/** A runner that runs nothing, whatever is called on it. */
const NOTHING = `const none = new Proxy(() => none, { get: () => none });
export { none as describe, none as it, none as test, none as expect, none as beforeAll, none as afterEach, none as vi };`;

/** Test files are read for their cases alone: `testRule` collects, and nothing else of them runs. */
const collecting = {
	name: 'mingshen-collecting',
	enforce: 'pre',
	resolveId(id, importer) {
		if (id === 'vitest') return '\0vitest';
		if (id.endsWith('harness/rule-tester.ts') && importer?.endsWith('.test.ts')) return '\0tester';
	},
	load(id) {
		if (id === '\0vitest') return NOTHING;
		if (id === '\0tester') return `export * from ${JSON.stringify(TESTER)};\nexport { testRule } from ${JSON.stringify(COLLECTOR)};`;
	}
};

const server = await createServer({
	root,
	configFile: false,
	logLevel: 'error',
	appType: 'custom',
	plugins: [collecting],
	server: { middlewareMode: true, ws: false, watch: null },
	ssr: { noExternal: ['vitest'] },
	optimizeDeps: { noDiscovery: true }
});
try {
	const { makeExamples } = await server.ssrLoadModule('/tests/rules/examples/make.ts');
	const made = text(await makeExamples());
	if (process.argv.includes('--check')) check(made);
	else write(made);
} finally {
	await server.close();
}

function write(made) {
	mkdirSync(dirname(FILE), { recursive: true });
	writeFileSync(FILE, made);
	const { rules } = JSON.parse(made);
	const without = Object.entries(rules).filter(([, one]) => !one.fires || !one.passes);
	console.log(`${FILE}: ${Object.keys(rules).length} rules, ${Math.round(made.length / 1024)} KiB`);
	for (const [id, one] of without) console.log(`${id}: no case that ${one.fires ? 'passes' : 'fires'}`);
}

function check(made) {
	let stored = '';
	try {
		stored = readFileSync(FILE, 'utf8');
	} catch {
		// A file that is not there is stale as well.
	}
	if (stored === made) return;
	console.error('examples.json is not what the tests make: run node workers/node/examples.mjs');
	process.exitCode = 1;
}

/** One rule a line, so that a change of a rule is a change of a line. */
function text({ format, rules }) {
	const lines = Object.entries(rules).map(([id, example]) => `${JSON.stringify(id)}: ${JSON.stringify(example)}`);
	return `{\n"format": ${JSON.stringify(format)},\n"rules": {\n${lines.join(',\n')}\n}\n}\n`;
}
