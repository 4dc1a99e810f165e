// Makes static/knowledge/starter.json, sealed, of its parts in workers/knowledge/parts: `node workers/node/starter.mjs`, or `--check` to see that it is what they make.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { canonicalize } from 'json-canonicalize';

const PARTS = new URL('../knowledge/parts/', import.meta.url);
const STARTER = new URL('../../static/knowledge/starter.json', import.meta.url);

const parts = readdirSync(PARTS)
	.filter((name) => name.endsWith('.json'))
	.sort()
	.map((name) => ({ name, content: JSON.parse(readFileSync(new URL(name, PARTS), 'utf8')) }));
const made = text(sealed(versioned(joined(parts))));
if (!process.argv.includes('--check')) {
	writeFileSync(STARTER, made);
	console.log(`${fileURLToPath(STARTER)}: ${parts.map(({ name, content }) => `${name} ${content.points.length}`).join(', ')}`);
} else if (readFileSync(STARTER, 'utf8') !== made) {
	console.error('starter.json is not what its parts make: run node workers/node/starter.mjs');
	process.exitCode = 1;
}

/** The head of the first part over the points of all: a point stands in one part only. */
function joined([first, ...others]) {
	const { points: _, ...head } = first.content;
	const places = new Map();
	for (const { name, content } of [first, ...others]) {
		if (!Array.isArray(content.points)) throw new Error(`${name}: no array of points`);
		if (name !== first.name && Object.keys(content).length > 1) throw new Error(`${name}: the head of the pack stands in ${first.name} alone`);
		for (const { table, id } of content.points) {
			const known = places.get(`${table}|${id}`);
			if (known) throw new Error(`${name}: ${table} ${id} stands in ${known} already`);
			places.set(`${table}|${id}`, name);
		}
	}
	return { ...head, points: [first, ...others].flatMap(({ content }) => content.points) };
}

/** The version is the day of the head and the content itself, so that no two contents share one: a user who has another is offered this one. */
function versioned(pack) {
	const content = createHash('sha256').update(canonicalize(pack)).digest('hex').slice(0, 8);
	const { format, id, title, ...rest } = pack;
	return { format, id, title, version: `${pack.published.replaceAll('-', '.')}+${content}`, ...rest };
}

/** The digest goes before the points, where a person finds it. */
function sealed({ points, ...head }) {
	const digest = createHash('sha256')
		.update(canonicalize({ ...head, points }))
		.digest('hex');
	return { ...head, digest, points };
}

/** One point a line, so that a change of a point is a change of a line. */
function text({ points, ...rest }) {
	const head = JSON.stringify(rest, null, '\t').slice(0, -2);
	return `${head},\n\t"points": [\n${points.map((point) => `\t\t${JSON.stringify(point)}`).join(',\n')}\n\t]\n}\n`;
}
