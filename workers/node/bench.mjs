// `npm run bench -- [--full] [--stays N] [--json FILE] [--only NAME,…]`: see tests/bench/README.md.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

const bench = join(root, 'tests/bench');
if (!existsSync(join(bench, 'node_modules'))) {
	const { status } = spawnSync('npm', ['ci', '--prefix', bench], { stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
}
const { build } = await import('vite');
await build({ configFile: join(bench, 'page/vite.config.ts'), logLevel: 'warn' });
const { main } = await import(join(bench, 'run.mjs'));
process.exitCode = await main(process.argv.slice(2));
