// `npm run check`: format, lint (with the layers), types of every layer; as many at a time as there are cores.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** What the others read is made first. */
const made = [
	['kit', 'svelte-kit', ['sync']],
	['messages', 'paraglide-js', ['compile', '--project', './src/lib/i18n/project.inlang', '--outdir', './src/lib/paraglide', '--silent']]
];
/** The longest first. */
const checks = [
	['lint and layers', 'eslint', ['.', '--max-warnings', '0']],
	['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
	['types: page', 'svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings']],
	['types: tests', 'tsc', ['-p', 'tests']],
	['types: workers', 'tsc', ['-p', 'workers']],
	['types: node', 'tsc', ['-p', 'workers/node']],
	['types: rules', 'tsc', ['-p', 'rules']]
];
let failed = 0;

/** Runs a step; what it says is printed together with how it ended. */
const run = ([name, command, args]) =>
	new Promise((resolve) => {
		const step = spawn('npx', ['--no-install', command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
		const said = [];
		for (const stream of [step.stdout, step.stderr]) stream.on('data', (piece) => said.push(piece));
		step.on('close', (status) => {
			process.stdout.write(Buffer.concat(said));
			console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
			if (status !== 0) failed++;
			resolve();
		});
	});

for (const step of made) await run(step);
await Promise.all(
	Array.from({ length: availableParallelism() }, async () => {
		for (let next = checks.shift(); next; next = checks.shift()) await run(next);
	})
);
process.exit(failed === 0 ? 0 : 1);
