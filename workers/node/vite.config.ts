import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { workerPlugins } from '../plugins.vite.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The core as `dist/rules.mjs` and the command line host as `dist/review.mjs`, with all that they need inside. */
export default defineConfig({
	plugins: [workerPlugins()],
	publicDir: false,
	ssr: { noExternal: true },
	build: {
		ssr: true,
		outDir: at('../../dist'),
		target: 'node20',
		minify: false,
		rollupOptions: {
			input: { rules: at('rules.ts'), review: at('review.ts'), generate: at('generate.ts') },
			output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' }
		}
	}
});
