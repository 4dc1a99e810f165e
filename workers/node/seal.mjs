// Seals a knowledge pack after it was edited: `node workers/node/seal.mjs static/knowledge/starter.json`.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { canonicalize } from 'json-canonicalize';

for (const path of process.argv.slice(2)) {
	const { digest, ...content } = JSON.parse(readFileSync(path, 'utf8'));
	const sealed = { ...content, digest: createHash('sha256').update(canonicalize(content)).digest('hex') };
	writeFileSync(path, text(sealed));
	console.log(`${path}: ${digest} → ${sealed.digest}`);
}

/** One point a line, so that a change of a point is a change of a line. */
function text({ points, ...rest }) {
	const head = JSON.stringify(rest, null, '\t').slice(0, -2);
	return `${head},\n\t"points": [\n${points.map((point) => `\t\t${JSON.stringify(point)}`).join(',\n')}\n\t]\n}\n`;
}
