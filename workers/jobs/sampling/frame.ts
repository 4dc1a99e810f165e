import { parseCsv } from 'hucre/csv';
import { digest, textOf, utf8, type Bytes } from '../../package/bytes.ts';
import type { FrameStratum } from '../../protocol/sampling.ts';

/** A unit of the frame. */
export interface FrameUnit {
	/** Identifier of the stay, or key of the finding. */
	readonly id: string;
	readonly visit: string;
	readonly institution: string;
	readonly department: string;
	/** '' where the frame is not parted. */
	readonly stratum: string;
	/** 分; null where unknown. */
	readonly amount: number | null;
	/** First 16 digits of the finding's evidence digest; '' for stays. */
	readonly evidence: string;
}
export interface Frame {
	readonly bytes: Bytes;
	/** SHA-256 of the bytes. */
	readonly digest: string;
	/** In the order of the file. */
	readonly units: readonly FrameUnit[];
	readonly strata: readonly FrameStratum[];
}
const COLUMNS = ['id', 'visit', 'institution', 'department', 'stratum', 'amount', 'evidence'] as const;

/**
 * The frame as a file (抽样总体): CSV in UTF-8 without a mark, lines ended by LF, a cell in quotes only where it holds a comma, a quote or an end of line;
 * rows in the order of the code points of their ids. The same units always give the same bytes, so their digest names the frame.
 */
export function frameOf(units: readonly FrameUnit[]): Frame {
	const sorted = [...units].sort((a, b) => byCodePoint(a.id, b.id));
	const rows = sorted.map((unit) => COLUMNS.map((column) => cell(String(unit[column] ?? ''))).join(','));
	const bytes = utf8(`${[COLUMNS.join(','), ...rows].join('\n')}\n`);
	return { bytes, digest: digest(bytes), units: sorted, strata: strataOf(sorted) };
}

/** Reads such a file; null where it is none. */
export function readFrame(bytes: Uint8Array): Frame | null {
	try {
		const [head, ...rows] = parseCsv(textOf(bytes), { delimiter: ',' }) as (string | null)[][];
		if (head?.join() !== COLUMNS.join()) return null;
		const units = rows.map((row) => unitOf(row.map((text) => text ?? '')));
		return units.includes(null)
			? null
			: { bytes: new Uint8Array(bytes), digest: digest(bytes), units: units as FrameUnit[], strata: strataOf(units as FrameUnit[]) };
	} catch {
		return null;
	}
}

function unitOf(row: readonly string[]): FrameUnit | null {
	const [id, visit, institution, department, stratum, amount, evidence] = row as [string, string, string, string, string, string, string];
	if (row.length !== COLUMNS.length || id === '' || !/^(-?\d{1,15})?$/.test(amount)) return null;
	return { id, visit, institution, department, stratum, amount: amount === '' ? null : Number(amount), evidence };
}

function strataOf(units: readonly FrameUnit[]): FrameStratum[] {
	const strata = new Map<string, { units: number; amount: number; unknown: number }>();
	for (const { stratum, amount } of units) {
		const own = strata.get(stratum) ?? { units: 0, amount: 0, unknown: 0 };
		strata.set(stratum, { units: own.units + 1, amount: own.amount + (amount ?? 0), unknown: own.unknown + (amount === null ? 1 : 0) });
	}
	return [...strata].map(([name, own]) => ({ name, ...own })).sort((a, b) => byCodePoint(a.name, b.name));
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The order of the UTF-8 bytes, which other languages sort by; that of UTF-16 differs beyond the basic plane. */
export function byCodePoint(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) {
		if (a.charCodeAt(i) !== b.charCodeAt(i)) return rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
	}
	return a.length - b.length;
}
/** Halves of characters beyond the basic plane rank after all of it. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
