import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { workerPlugins } from '../../../workers/plugins.vite.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The bench page stands outside of the product's build: DuckDB-WASM must not come near it. */
export default defineConfig({
	root: at('.'),
	base: './',
	publicDir: at('../../../static'),
	plugins: [workerPlugins()],
	// The blocking build is not in the package's exports: one thread, like ours, without a worker between.
	resolve: { alias: { 'duckdb-blocking': at('../node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs') } },
	worker: { format: 'es', plugins: workerPlugins },
	build: {
		outDir: at('../../../.cache/bench'),
		emptyOutDir: true,
		target: 'es2023',
		reportCompressedSize: false,
		rollupOptions: { checks: { eval: false } }
	}
});
