import { sveltekit } from '@sveltejs/kit/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { workerPlugins } from './workers/plugins.vite.ts';

/** While developing, workers come from Vite by their address: the boot script of the built page lets none through but our own blobs. */
const devBoot = (): Plugin => ({
	name: 'mingshen-dev-boot',
	apply: 'serve',
	configureServer({ middlewares }) {
		middlewares.use('/boot.js', (_, response) => {
			const script = readFileSync(new URL('static/boot.js', import.meta.url), 'utf8');
			response.setHeader('content-type', 'text/javascript');
			response.end(script.replace('=== offline)', "=== offline || url.includes('worker_file'))"));
		});
	}
});

export default defineConfig({
	plugins: [
		devBoot(),
		paraglideVitePlugin({ project: './src/lib/i18n/project.inlang', outdir: './src/lib/paraglide', strategy: ['localStorage', 'baseLocale'] }),
		sveltekit(),
		workerPlugins()
	],
	worker: { format: 'es', plugins: workerPlugins },
	server: { fs: { allow: ['rules', 'workers', 'src', 'static'] } },
	build: { target: 'es2023' }
});
