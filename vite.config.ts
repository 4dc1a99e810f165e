import { sveltekit } from '@sveltejs/kit/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({ project: './src/lib/i18n/project.inlang', outdir: './src/lib/paraglide', strategy: ['localStorage', 'baseLocale'] }),
		sveltekit()
	],
	worker: { format: 'es' },
	server: { fs: { allow: ['rules', 'workers', 'src', 'static'] } },
	build: { target: 'es2023' }
});
