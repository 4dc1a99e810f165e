// Draws again from a frame and its record with nothing of ours: Node's own crypto and the description on the page 抽样 ▸ 算法. Run it by hand:
//   node redraw.mjs frame.csv record.json
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** Cells of the frame's CSV: quotes only where they must be, lines ended by LF. */
function cells(line) {
	const found = [];
	for (let at = 0; at <= line.length; at++) {
		let text = '';
		if (line[at] === '"') {
			for (at++; line[at] !== '"' || line[at + 1] === '"'; at++) {
				if (line[at] === '"') at++;
				text += line[at];
			}
			at++;
		} else while (at < line.length && line[at] !== ',') text += line[at++];
		found.push(text);
	}
	return found;
}

function numbers(seed, frame, label) {
	let i = 0n;
	const word = () => {
		const counter = Buffer.alloc(8);
		counter.writeBigUInt64BE(i++);
		return sha256(Buffer.from(seed, 'utf8'), Buffer.of(0), frame, Buffer.from(label, 'utf8'), Buffer.of(0), counter).readBigUInt64BE(0);
	};
	return (below) => {
		const n = BigInt(below);
		const limit = 2n ** 64n - (2n ** 64n % n);
		let found = word();
		while (found >= limit) found = word();
		return Number(found % n);
	};
}

/** @returns ids in the order of the draw */
export function redraw(frameBytes, recordText) {
	const { commitment } = JSON.parse(recordText);
	const frame = sha256(frameBytes);
	if (frame.toString('hex') !== commitment.frame.digest) throw new Error('the frame is not the one of the commitment');
	const rows = frameBytes.toString('utf8').trimEnd().split('\n').slice(1).map(cells);
	const units = rows.map(([id, , , , stratum, amount]) => ({ id, stratum, amount: Number(amount) }));
	const seed = commitment.seed.value;
	if (commitment.method === 'money')
		return byMoney(
			units.filter(({ amount }) => amount > 0),
			commitment.strata[0].take,
			numbers(seed, frame, 'money')
		);
	return commitment.strata.flatMap(({ name, take }) => {
		const own = units.filter(({ stratum }) => stratum === name).map(({ id }) => id);
		const below = numbers(seed, frame, name);
		for (let k = 0; k < take; k++) {
			const at = k + below(own.length - k);
			[own[k], own[at]] = [own[at], own[k]];
		}
		return own.slice(0, take);
	});
}

function byMoney(line, take, below) {
	const total = line.reduce((sum, { amount }) => sum + amount, 0);
	const start = BigInt(below(total));
	const ids = [];
	for (let k = 0n; k < BigInt(take); k++) {
		let point = Number((start + k * BigInt(total)) / BigInt(take));
		const hit = line.find(({ amount }) => (point -= amount) < 0);
		if (ids.at(-1) !== hit.id) ids.push(hit.id);
	}
	return ids;
}

if (process.argv[1]?.endsWith('redraw.mjs')) {
	const [frame, record] = process.argv.slice(2);
	console.log(redraw(readFileSync(frame), readFileSync(record, 'utf8')).join('\n'));
}
