import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('../rules', import.meta.url));
const ID = 'virtual:rule-base';

/** SHA-256 over the sorted sources of the rule base: over what people read, not over minified output, so that any host's build names the same base. */
export function ruleBaseDigest(): string {
	const hash = createHash('sha256');
	for (const path of sources())
		hash
			.update(path)
			.update('\0')
			.update(readFileSync(`${ROOT}/${path}`))
			.update('\0');
	return hash.digest('hex');
}

const sources = (): string[] =>
	readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => path.endsWith('.ts'))
		.sort();

/** `import { RULE_BASE_DIGEST } from 'virtual:rule-base'` in any host that Vite builds. */
export function ruleBasePlugin(): Plugin {
	return {
		name: 'mingshen-rule-base',
		resolveId: (id) => (id === ID ? `\0${ID}` : null),
		load(id) {
			if (id !== `\0${ID}`) return null;
			for (const path of sources()) this.addWatchFile(`${ROOT}/${path}`);
			return `export const RULE_BASE_DIGEST = ${JSON.stringify(ruleBaseDigest())};`;
		}
	};
}
