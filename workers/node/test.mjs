// `npm test`: all checks, unit tests and end-to-end tests; finds or installs a browser first. Plain steps, each with its time.
import { spawnSync } from 'node:child_process';
import { ensureBrowser } from './browser.mjs';
import { ensureBuilt } from './start.mjs';

const steps = [
	['check', () => run('npm', ['run', 'check', '--silent'])],
	['unit', () => run('npx', ['vitest', 'run'])],
	['browser', () => console.log(`Chromium: ${ensureBrowser()}`)],
	['build', () => ensureBuilt()],
	['e2e', () => run('npx', ['playwright', 'test'])]
];

function run(command, args) {
	const { status } = spawnSync(command, args, { stdio: 'inherit' });
	if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}

for (const [name, step] of steps) {
	const begun = Date.now();
	console.log(`\n== ${name}`);
	try {
		await step();
	} catch (error) {
		console.error(`\n== ${name} failed: ${error.message}`);
		process.exit(1);
	}
	console.log(`== ${name}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
