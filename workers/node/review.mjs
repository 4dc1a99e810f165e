// Builds the command line host where a source is newer than the build, and runs it: `npm run review -- …`.
import { statSync, readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = join(root, 'dist/review.mjs');

const newest = (folder) =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs), 0);
const age = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (age(built) < Math.max(newest(join(root, 'rules')), newest(join(root, 'workers')))) {
	const { build } = await import('vite');
	await build({ configFile: join(root, 'workers/node/vite.config.ts'), root, logLevel: 'error' });
}
const { main } = await import(pathToFileURL(built).href);
process.exitCode = await main(process.argv.slice(2), root);
