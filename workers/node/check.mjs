// `npm run check`: format, lint (with the layers), types of every layer.
import { spawnSync } from 'node:child_process';

const steps = [
	['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
	['lint and layers', 'eslint', ['.', '--max-warnings', '0']],
	['kit', 'svelte-kit', ['sync']],
	['messages', 'paraglide-js', ['compile', '--project', './src/lib/i18n/project.inlang', '--outdir', './src/lib/paraglide', '--silent']],
	['types: rules', 'tsc', ['-p', 'rules']],
	['types: workers', 'tsc', ['-p', 'workers']],
	['types: node', 'tsc', ['-p', 'workers/node']],
	['types: tests', 'tsc', ['-p', 'tests']],
	['types: page', 'svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings']]
];
let failed = 0;
for (const [name, command, args] of steps) {
	const { status } = spawnSync('npx', ['--no-install', command, ...args], { stdio: 'inherit' });
	console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
	if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
