import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import wabt from 'wabt';

/** `import module from './x.wat'` gives the compiled WebAssembly in base64: small modules of our own, readable where they are written. */
export function watPlugin(): Plugin {
	return {
		name: 'mingshen-wat',
		enforce: 'pre',
		async load(id) {
			if (!id.endsWith('.wat')) return null;
			this.addWatchFile(id);
			const { parseWat } = await wabt();
			const module = parseWat(id, readFileSync(id, 'utf8'), { simd: true });
			module.validate();
			const { buffer } = module.toBinary({});
			module.destroy();
			return `export default ${JSON.stringify(Buffer.from(buffer).toString('base64'))};`;
		}
	};
}
