/** Files of messages, by work area; new ones are named here. */
const AREAS = [
	'base',
	'registers',
	'rules',
	'user-rules',
	'back-test',
	'knowledge',
	'dip',
	'queue',
	'case',
	'decide',
	'second',
	'sampling',
	'overview',
	'problems',
	'documents',
	'delta',
	'training',
	'keys'
];

/**
 * Reads messages/<locale>/<area>.json: flat objects of id → text with {name} for data; an id stands in one area. It stands here so that a build never asks a CDN for a plugin.
 * It runs from a data: URL: no imports.
 */
export default {
	key: 'mingshen.flat-json',
	toBeImportedFiles: ({ settings }) =>
		AREAS.flatMap((area) => settings.locales.map((locale) => ({ locale, path: `./messages/${locale.toLowerCase()}/${area}.json` }))),
	importFiles: ({ files }) => {
		const bundles = new Map();
		const messages = [];
		const variants = [];
		for (const file of files) {
			const texts = JSON.parse(new TextDecoder().decode(file.content));
			for (const [id, text] of Object.entries(texts)) {
				const names = [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))];
				const known = bundles.get(id) ?? [];
				bundles.set(id, [...new Set([...known, ...names])]);
				messages.push({ bundleId: id, locale: file.locale, selectors: [] });
				variants.push({ messageBundleId: id, messageLocale: file.locale, matches: [], pattern: pattern(text) });
			}
		}
		const declared = [...bundles].map(([id, names]) => ({ id, declarations: names.map((name) => ({ type: 'input-variable', name })) }));
		return { bundles: declared, messages, variants };
	}
};

/** 'a {b}' → text and expression parts. */
function pattern(text) {
	return text
		.split(/(\{\w+\})/)
		.filter((part) => part !== '')
		.map((part) =>
			/^\{\w+\}$/.test(part) ? { type: 'expression', arg: { type: 'variable-reference', name: part.slice(1, -1) } } : { type: 'text', value: part }
		);
}
