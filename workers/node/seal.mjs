// Seals a knowledge pack after it was edited: `node workers/node/seal.mjs static/knowledge/starter.json`.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { canonicalize } from 'json-canonicalize';

for (const path of process.argv.slice(2)) {
	const { digest, ...content } = JSON.parse(readFileSync(path, 'utf8'));
	const sealed = { ...content, digest: createHash('sha256').update(canonicalize(content)).digest('hex') };
	writeFileSync(path, `${JSON.stringify(sealed, null, '\t')}\n`);
	console.log(`${path}: ${digest} → ${sealed.digest}`);
}
