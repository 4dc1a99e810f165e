import { utf8, textOf, equalBytes, join, type Bytes } from './bytes.ts';
import { ContainerFault, LIMITS, type Limits } from './limits.ts';

/** One member of the ZIP as it lies there. Method 0 is stored, 8 deflated. */
export interface Packed {
	readonly name: string;
	readonly method: 0 | 8;
	readonly crc: number;
	readonly size: number;
	readonly packed: Bytes;
}
export interface Container {
	readonly entries: readonly Packed[];
	/** The bytes are exactly those that `writeContainer` gives for these entries: no byte stands outside of what is signed. */
	readonly exact: boolean;
}

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [LOCAL_SIZE, CENTRAL_SIZE, END_SIZE] = [30, 46, 22];
const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** 1980-01-01 00:00, the first moment that a ZIP can say: the same input gives the same bytes. */
const [DOS_TIME, DOS_DATE] = [0, 0x0021];

/**
 * Writes the ZIP (证据包容器). Of all ZIPs with these members there is exactly one that we write: fixed time, no attributes, no extra fields,
 * no comments, no gaps. So a reader can rebuild it and see any other byte.
 */
export function writeContainer(entries: readonly Packed[]): Bytes {
	const [bodies, directory]: [Uint8Array[], Uint8Array[]] = [[], []];
	let offset = 0;
	for (const entry of entries) {
		const name = utf8(entry.name);
		const local = record(LOCAL_SIZE, LOCAL);
		common(local, 4, entry, name.length);
		bodies.push(bytesOf(local), name, entry.packed);
		const central = record(CENTRAL_SIZE, CENTRAL);
		central.setUint16(4, VERSION, true);
		common(central, 6, entry, name.length);
		central.setUint32(42, offset, true);
		directory.push(bytesOf(central), name);
		offset += LOCAL_SIZE + name.length + entry.packed.length;
	}
	const end = record(END_SIZE, END);
	end.setUint16(8, entries.length, true);
	end.setUint16(10, entries.length, true);
	end.setUint32(
		12,
		directory.reduce((sum, part) => sum + part.length, 0),
		true
	);
	end.setUint32(16, offset, true);
	return join([...bodies, ...directory, bytesOf(end)]);
}

function record(size: number, signature: number): DataView {
	const view = new DataView(new ArrayBuffer(size));
	view.setUint32(0, signature, true);
	return view;
}
const bytesOf = (view: DataView): Uint8Array => new Uint8Array(view.buffer);

/** The fields that local and central headers share, in the same order. */
function common(view: DataView, at: number, entry: Packed, nameLength: number): void {
	view.setUint16(at, VERSION, true);
	view.setUint16(at + 2, UTF8_NAMES, true);
	view.setUint16(at + 4, entry.method, true);
	view.setUint16(at + 6, DOS_TIME, true);
	view.setUint16(at + 8, DOS_DATE, true);
	view.setUint32(at + 10, entry.crc, true);
	view.setUint32(at + 14, entry.packed.length, true);
	view.setUint32(at + 18, entry.size, true);
	view.setUint16(at + 22, nameLength, true);
}

/**
 * Reads the directory and nothing more: no member is inflated here, and what breaks a limit is refused before any could be.
 * @throws ContainerFault
 */
export function readContainer(bytes: Bytes, limits: Limits = LIMITS): Container {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = findEnd(view);
	const count = view.getUint16(end + 10, true);
	if (count > limits.entries || count !== view.getUint16(end + 8, true)) throw new ContainerFault('too-many-entries');
	const found: (Packed & { from: number; to: number })[] = [];
	let at = view.getUint32(end + 16, true);
	for (let i = 0; i < count; i++) {
		if (at + CENTRAL_SIZE > end || view.getUint32(at, true) !== CENTRAL) throw new ContainerFault('damaged');
		found.push(readEntry(bytes, view, at, limits));
		at += CENTRAL_SIZE + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	refuseHostile(found, limits);
	const entries = found.map(({ name, method, crc, size, packed }) => ({ name, method, crc, size, packed }));
	return { entries, exact: equalBytes(writeContainer(entries), bytes) };
}

/** The end record; a comment after it is tolerated here (the file is then not exact). */
function findEnd(view: DataView): number {
	const last = view.byteLength - END_SIZE;
	for (let at = last; at >= Math.max(0, last - 0xffff); at--) if (view.getUint32(at, true) === END) return at;
	throw new ContainerFault('not-a-zip');
}

function readEntry(bytes: Bytes, view: DataView, at: number, limits: Limits): Packed & { from: number; to: number } {
	const name = nameAt(bytes, at + CENTRAL_SIZE, view.getUint16(at + 28, true), limits);
	const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
	if ((method !== 0 && method !== 8) || (flags & 0x0001) !== 0) throw new ContainerFault('unsupported', name);
	const [packedSize, size, from] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
	if (from + LOCAL_SIZE > bytes.length || view.getUint32(from, true) !== LOCAL) throw new ContainerFault('damaged', name);
	const data = from + LOCAL_SIZE + view.getUint16(from + 26, true) + view.getUint16(from + 28, true);
	if (data + packedSize > bytes.length || (method === 0 && packedSize !== size)) throw new ContainerFault('damaged', name);
	return { name, method, crc: view.getUint32(at + 16, true), size, packed: bytes.subarray(data, data + packedSize), from, to: data + packedSize };
}

/** A name that stays inside the folder it is unpacked to, on any system. */
function nameAt(bytes: Bytes, at: number, length: number, limits: Limits): string {
	if (length === 0 || length > limits.nameLength * 3) throw new ContainerFault('unsafe-name');
	let name: string;
	try {
		name = textOf(bytes.subarray(at, at + length));
	} catch {
		throw new ContainerFault('unsafe-name');
	}
	// eslint-disable-next-line no-control-regex -- control characters in a file name are what is looked for
	const unsafe = /^[/\\]|^[A-Za-z]:|[\\\u0000-\u001f\u007f]|(^|\/)\.{0,2}(\/|$)/;
	if (name.length > limits.nameLength || unsafe.test(name)) throw new ContainerFault('unsafe-name', name);
	return name;
}

function refuseHostile(found: readonly (Packed & { from: number; to: number })[], limits: Limits): void {
	const names = new Set<string>();
	let total = 0;
	for (const entry of found) {
		// Case and composition do not tell names apart on all systems.
		const folded = entry.name.normalize('NFC').toLowerCase();
		if (names.has(folded)) throw new ContainerFault('duplicate-name', entry.name);
		names.add(folded);
		total += entry.size;
		if (total > limits.inflated) throw new ContainerFault('too-large', entry.name);
		if (entry.size >= limits.ratioFrom && entry.size > entry.packed.length * limits.ratio) throw new ContainerFault('ratio', entry.name);
	}
	const places = [...found].sort((a, b) => a.from - b.from);
	for (let i = 1; i < places.length; i++) if (places[i]!.from < places[i - 1]!.to) throw new ContainerFault('overlap', places[i]!.name);
}
