import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { workerPlugins } from './workers/plugins.vite.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Unit tests: pure code in Node with the zone and the clock of the tests pinned. Browser tests are Playwright's (tests/e2e). */
export default defineConfig({
	plugins: [svelte(), workerPlugins()],
	resolve: { alias: { $rules: at('rules'), $workers: at('workers'), $lib: at('src/lib') }, conditions: ['browser'] },
	test: {
		include: ['tests/**/*.test.ts'],
		exclude: ['tests/e2e/**', 'tests/bench/**'],
		env: { TZ: 'UTC' },
		environment: 'node',
		testTimeout: 30_000,
		// The code is pure: files may share their modules, which takes a third of the time; and a run needs no core for anybody else.
		isolate: false,
		maxWorkers: '100%'
	}
});
