// Builds the Node hosts (dist/) where a source is newer than the build, and loads one.
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Newest change under folders of the project, in epoch milliseconds. */
export const newestChange = (...folders) =>
	Math.max(
		...folders.flatMap((folder) =>
			readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile() && !(entry.parentPath ?? entry.path).includes('paraglide'))
				.map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.mtimeMs ?? 0)
		)
	);
export const changedAt = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Loads `dist/<name>.mjs`, built first where it is older than its sources. A host outside workers/ says its entry and the
 * folders of its own sources: it is built beside the others.
 */
export async function loadHost(name, { entry, sources = [] } = {}) {
	if (changedAt(`dist/${name}.mjs`) < newestChange('rules', 'workers', ...sources)) {
		const { build } = await import('vite');
		const input = entry ? { build: { rollupOptions: { input: { [name]: join(root, entry) } } } } : {};
		await build({ configFile: join(root, 'workers/node/vite.config.ts'), root, logLevel: 'error', ...input });
	}
	return import(pathToFileURL(join(root, `dist/${name}.mjs`)).href);
}
