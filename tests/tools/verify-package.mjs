#!/usr/bin/env node
/**
 * Independent verifier of packages (证据包独立验签): none of the app's code, nothing but Node's own modules, no network.
 *
 *   node verify-package.mjs package.zip [--trust <keyId>]…
 *
 * Exit code 0: everything holds and a trusted key signed. 2: everything holds, but no key, or not every key, is trusted. 1: anything else.
 * Written from workers/package/README.md alone; where the two differ, the page is right.
 */
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { crc32 as nodeCrc32, inflateRawSync } from 'node:zlib';

const LIMIT = 512 * 1024 * 1024;
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

class Fault extends Error {}
const demand = (condition, message) => {
	if (!condition) throw new Fault(message);
};

/** RFC 8785. */
export function canonical(value) {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value !== null && typeof value === 'object') {
		return `{${Object.keys(value)
			.sort()
			.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
			.join(',')}}`;
	}
	return JSON.stringify(value);
}

/** CRC-32, for Node versions without zlib.crc32. */
function crc32(data) {
	if (nodeCrc32) return nodeCrc32(data);
	let crc = 0xffffffff;
	for (const byte of data) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}

/** Reads the ZIP front to back and accepts only the one layout that the format allows: each byte is looked at. */
function readZip(file) {
	const end = file.length - 22;
	demand(end >= 0 && file.readUInt32LE(end) === 0x06054b50, 'no end record at the end');
	const [count, size, start] = [file.readUInt16LE(end + 10), file.readUInt32LE(end + 12), file.readUInt32LE(end + 16)];
	demand(file.readUInt32LE(end + 4) === 0 && file.readUInt16LE(end + 8) === count && file.readUInt16LE(end + 20) === 0, 'end record');
	demand(start + size === end, 'gap before the end record');
	const members = new Map();
	let [at, next, total] = [start, 0, 0];
	for (let i = 0; i < count; i++) {
		demand(at + 46 <= end && file.readUInt32LE(at) === 0x02014b50, 'directory');
		const shared = file.subarray(at + 6, at + 32);
		const nameLength = file.readUInt16LE(at + 28);
		const raw = file.subarray(at + 46, at + 46 + nameLength);
		const name = raw.toString('utf8');
		demand(Buffer.from(name, 'utf8').equals(raw), `name is no UTF-8`);
		demand(file.readUInt16LE(at + 4) === 20 && shared.readUInt16LE(0) === 20 && shared.readUInt16LE(2) === 0x0800, `${name}: version or flags`);
		demand(shared.readUInt16LE(6) === 0 && shared.readUInt16LE(8) === 0x0021, `${name}: time`);
		demand(
			file.subarray(at + 30, at + 42).every((byte) => byte === 0),
			`${name}: extra, comment or attributes`
		);
		demand(file.readUInt32LE(at + 42) === next, `${name}: not where it should be`);
		demand(file.readUInt32LE(next) === 0x04034b50 && file.subarray(next + 4, next + 30).equals(shared), `${name}: local header`);
		demand(file.subarray(next + 30, next + 30 + nameLength).equals(raw), `${name}: local name`);
		demand(!members.has(name) && !name.startsWith('/') && !name.split('/').includes('..') && !name.includes('\\'), `${name}: unsafe or twice`);
		const [method, crc, packedSize, plainSize] = [shared.readUInt16LE(4), shared.readUInt32LE(10), shared.readUInt32LE(14), shared.readUInt32LE(18)];
		total += plainSize;
		demand(total <= LIMIT && (method === 0 || method === 8), `${name}: too large, or a method that is not used`);
		const packed = file.subarray(next + 30 + nameLength, next + 30 + nameLength + packedSize);
		members.set(name, { method, crc, size: plainSize, packed });
		next += 30 + nameLength + packedSize;
		at += 46 + nameLength;
	}
	demand(next === start && at === end, 'gap between members and directory');
	return members;
}

function contentOf(name, { method, crc, size, packed }) {
	const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
	demand(content.length === size && crc32(content) === crc, `${name}: size or CRC`);
	return content;
}

/** DSSE: what is signed is the type and the body with their lengths in bytes. */
const pae = (type, body) => Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `), body]);
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

function base64(text) {
	const bytes = Buffer.from(text, 'base64');
	demand(bytes.toString('base64') === text, 'base64');
	return bytes;
}

/** @returns {{ state: 'holds' | 'fails' | 'unknown-key', reason: string, keyIds: string[], signer: string, findings: number }} */
export function verify(file, trusted = []) {
	try {
		const result = check(file);
		const known = result.keyIds.every((id) => trusted.includes(id));
		return { state: known ? 'holds' : 'unknown-key', reason: known ? '' : 'key not in the list of trusted keys', ...result };
	} catch (error) {
		return { state: 'fails', reason: error.message, keyIds: [], signer: '', findings: 0 };
	}
}

function check(file) {
	const members = readZip(file);
	const statementEntry = members.get('statement.dsse.json');
	demand(statementEntry?.method === 0, 'statement.dsse.json is missing or deflated');
	const text = contentOf('statement.dsse.json', statementEntry).toString('utf8');
	const envelope = JSON.parse(text);
	demand(canonical(envelope) === text && Object.keys(envelope).length === 3, 'envelope is not canonical');
	demand(envelope.payloadType === 'application/vnd.in-toto+json', 'payload type');
	const payload = base64(envelope.payload);
	const statement = JSON.parse(payload.toString('utf8'));
	demand(canonical(statement) === payload.toString('utf8'), 'statement is not canonical');
	demand(statement._type === 'https://in-toto.io/Statement/v1' && statement.predicateType === 'https://mingshen/findings/1', 'statement type');
	const keyIds = checkSignatures(envelope, payload, statement, members);
	const contents = checkMembers(statement, members);
	checkContents(statement.predicate, contents, statement.subject);
	return { keyIds, signer: statement.predicate.signers.map((signer) => signer.name).join(', '), findings: statement.predicate.counts.findings };
}

function checkSignatures(envelope, payload, statement, members) {
	demand(members.has('key.json'), 'key.json is missing');
	const { keys } = JSON.parse(contentOf('key.json', members.get('key.json')).toString('utf8'));
	const said = statement.predicate.signers;
	demand(said.length > 0 && said.length === envelope.signatures.length && said.length === keys.length, 'number of signers');
	const signed = pae(envelope.payloadType, payload);
	return said.map(({ keyId, suite, name }, i) => {
		const [key, signature] = [keys[i], envelope.signatures[i]];
		demand(
			Object.keys(signature).sort().join() === 'keyid,sig' &&
				signature.keyid === keyId &&
				key.keyId === keyId &&
				key.suite === suite &&
				key.name === name,
			'signer'
		);
		demand(suite === 'Ed25519', `suite ${suite} cannot be checked`);
		const raw = base64(key.public);
		demand(raw.length === 32 && sha256(raw) === keyId, 'key id');
		const publicKey = createPublicKey({ key: Buffer.concat([ED25519_SPKI, raw]), format: 'der', type: 'spki' });
		demand(verifySignature(null, signed, publicKey, base64(signature.sig)), 'signature');
		return keyId;
	});
}

function checkMembers(statement, members) {
	const subjects = new Map(statement.subject.map((subject) => [subject.name, subject.digest.sha256]));
	const records = statement.predicate.members;
	demand(members.size === records.length + 1, 'a member is missing or too many');
	demand(statement.subject.length === records.length + statement.predicate.counts.inputs && subjects.size === statement.subject.length, 'subjects');
	return new Map(
		records.map(({ name, method, size, packedSha256 }) => {
			const member = members.get(name);
			demand(member && member.method === method && member.size === size, `${name}: missing or other size`);
			demand(sha256(member.packed) === packedSha256, `${name}: altered`);
			const content = contentOf(name, member);
			demand(sha256(content) === subjects.get(`package/${name}`), `${name}: altered`);
			return [name, content];
		})
	);
}

function linesOf(content) {
	const text = content.toString('utf8');
	demand(text === '' || text.endsWith('\n'), 'last line is cut');
	return text.split('\n').slice(0, -1);
}

function checkContents(predicate, contents, subjects) {
	const findings = linesOf(contents.get('findings.jsonl'));
	findings.forEach((line, i) => demand(canonical(JSON.parse(line)) === line, `findings.jsonl line ${i + 1} is not canonical`));
	demand(findings.length === predicate.counts.findings, 'number of findings');
	checkChain(linesOf(contents.get('decisions.jsonl')), predicate.journal);
	const files = JSON.parse(contents.get('inputs.json').toString('utf8'));
	demand(files.length === predicate.counts.inputs, 'number of input files');
	files.forEach(({ name, digest }, i) =>
		demand(
			subjects.some((s) => s.name === `input/${i + 1}/${name}` && s.digest.sha256 === digest),
			`input file ${name}`
		)
	);
	const recipe = JSON.parse(contents.get('recipe.json').toString('utf8'));
	demand(
		recipe.ruleBase === predicate.ruleBase && recipe.stage === predicate.stage && canonical(recipe.packs) === canonical(predicate.packs),
		'recipe'
	);
	for (const { digest } of predicate.packs) {
		const { digest: said, ...pack } = JSON.parse(contents.get(`packs/${digest}.json`).toString('utf8'));
		demand(said === digest && sha256(canonical(pack)) === digest, `pack ${digest}`);
	}
}

function checkChain(lines, journal) {
	let head = '';
	lines.forEach((line, i) => {
		const frame = JSON.parse(line);
		const [prevHash, hash] = frame.withheld ? [frame.prevHash, frame.hash] : [frame.prevHash, sha256(line)];
		demand(prevHash === (i === 0 ? journal.root : head), `decisions.jsonl breaks at line ${i + 1}`);
		head = hash;
	});
	demand(lines.length === journal.frames && head === journal.head, 'decisions.jsonl does not end where it was signed');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const [path, ...rest] = process.argv.slice(2);
	const result = verify(
		readFileSync(path),
		rest.filter((word) => word !== '--trust')
	);
	console.log(JSON.stringify(result));
	process.exit(result.state === 'holds' ? 0 : result.state === 'unknown-key' ? 2 : 1);
}
