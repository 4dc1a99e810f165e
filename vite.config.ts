import { sveltekit } from '@sveltejs/kit/vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { defineConfig } from 'vite';
import { ruleBasePlugin } from './workers/rule-base.vite.ts';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({ project: './src/lib/i18n/project.inlang', outdir: './src/lib/paraglide', strategy: ['localStorage', 'baseLocale'] }),
		sveltekit(),
		ruleBasePlugin()
	],
	worker: { format: 'es', plugins: () => [ruleBasePlugin()] },
	server: { fs: { allow: ['rules', 'workers', 'src', 'static'] } },
	build: { target: 'es2023' }
});
