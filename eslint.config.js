import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Who may import whom (ARCHITECTURE.md). Each message names the layer, so that the way out is plain. */
const layer = (files, patterns, message) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: patterns, message }] }] } });

const clockless = {
	'no-restricted-properties': [
		'error',
		{ object: 'Date', property: 'now', message: 'rules/ has no clock: take the time as an argument.' },
		{ object: 'Math', property: 'random', message: 'rules/ has no randomness: a run must be recomputable.' }
	],
	'no-restricted-globals': ['error', { name: 'Date', message: 'rules/ has no clock and no zone: use CivilTime.' }]
};

/** Ways out of the page's origin that no policy stops (TRUST.md). */
const closedPage = {
	'no-restricted-properties': [
		'error',
		{ object: 'window', property: 'open', message: 'Records never leave: no window.open.' },
		{ property: 'sendBeacon', message: 'Records never leave: no beacons.' }
	],
	'no-eval': 'error',
	'no-implied-eval': 'error',
	'no-new-func': 'error'
};

export default ts.config(
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{ ignores: ['node_modules/', 'build/', 'dist/', '.svelte-kit/', 'src/lib/paraglide/', 'test-results/', '.cache/', 'out/'] },
	{
		languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'svelte/no-at-html-tags': 'error',
			...closedPage
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } }
	},
	{
		files: ['src/**/*.ts', 'src/**/*.svelte'],
		rules: {
			// State is $state.raw, replaced as a whole: plain Map and Set are what is meant. The app has no base path to resolve.
			'svelte/prefer-svelte-reactivity': 'off',
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{ files: ['rules/**/*.ts'], rules: clockless },
	layer(['rules/domain/**/*.ts'], '(engine|facts|knowledge|checks|dip|workers|src)/', 'rules/domain imports nothing but itself.'),
	layer(['rules/knowledge/**/*.ts'], '(engine|facts|checks|dip|workers|src)/', 'rules/knowledge may import rules/domain only.'),
	layer(['rules/engine/**/*.ts'], '(facts|checks|dip|workers|src)/', 'rules/engine may import rules/domain and the contract of rules/knowledge.'),
	layer(['rules/coverage/**/*.ts'], '(facts|checks|dip|workers|src)/', 'rules/coverage may import the contracts of domain, engine and knowledge.'),
	layer(['rules/facts/**/*.ts'], '(checks|workers|src)/', 'rules/facts may import domain, engine, knowledge and dip.'),
	layer(['rules/user/**/*.ts'], '(checks|workers|src)/', 'rules/user may import domain, engine, knowledge and facts.'),
	layer(['rules/dip/**/*.ts'], '(engine|facts|checks|workers|src)/', 'rules/dip may import domain and knowledge.'),
	layer(['rules/checks/**/*.ts'], '(checks|workers|src|compliance|clinical|fraud)/|^\\./', 'A rule never imports a rule: share through rules/facts.'),
	layer(['workers/**/*.ts'], '(^|/)(src|tests)/|\\$lib|svelte', 'workers/ never imports src/ or tests/.'),
	layer(['workers/protocol/**/*.ts'], '(ingest|store|jobs|entries|generator|node)/', 'workers/protocol holds types only.'),
	layer(
		['workers/ingest/**/*.ts'],
		'(src|store|jobs|entries|generator|node)/|dexie|rules/(engine|facts|checks)',
		'workers/ingest may import rules/domain only.'
	),
	layer(['workers/documents/**/*.ts'], 'rules/|(ingest|store|jobs|package|generator)/', 'workers/documents sets type: it may import protocol only.'),
	layer(['workers/generator/**/*.ts'], 'rules/|ingest/|store/|jobs/', 'The generator writes files and knows nothing of rules.'),
	layer(
		['workers/jobs/**/*.ts', 'workers/entries/**/*.ts', 'workers/package/**/*.ts'],
		'(^|/)(src|tests)/|dexie',
		'Only workers/store may import dexie.'
	),
	layer(
		['src/**/*.ts', 'src/**/*.svelte'],
		'dexie|workers/(ingest|store|jobs|generator)/|rules/(engine|facts|checks)/',
		'src/ reaches workers through src/lib/client and the protocol types only.'
	)
);
