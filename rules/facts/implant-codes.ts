import type { Shard } from '../domain/shard.ts';
import { bookOf } from '../engine/stay.ts';
import { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { bytesOf, hasRows, visitsThat } from './columns.ts';

/** One use of a code: the visit and the person by their batch-wide codes, and when (civil seconds, 0 unknown). */
export interface Use {
	readonly visit: number;
	readonly person: number;
	readonly seconds: number;
}
/** Uses by code. Plain data. */
export type Codes = Readonly<Record<string, readonly Use[]>>;

/**
 * Serial number (序列号, GS1 application identifier 21) of a device's code: with brackets, or behind the identifiers of fixed length (01 product, 11 and 17
 * dates). A code without one is of a lot or of a product, and lawfully the same on many pieces.
 */
function serialOf(udi: string): string | null {
	const text = udi.replace(/\s/gu, '').replaceAll('\u001d', '');
	const bracketed = /\(21\)([^()]{3,20})/u.exec(text);
	if (bracketed) return bracketed[1]!;
	return /^01\d{14}(?:1[17]\d{6})*21([0-9A-Za-z./-]{3,20})$/u.exec(text)?.[1] ?? null;
}

/** First pass: codes with a serial number, by the visits that registered them. */
export function implantCodes(shard: Shard, { batch }: RunContext): Codes {
	const { implant } = shard.tables;
	const codes: Record<string, Use[]> = {};
	if (!implant || !bytesOf(implant, 'udi')) return codes;
	const book = bookOf(shard, batch);
	for (const visit of visitsThat(shard, (one) => hasRows(implant, one))) {
		for (let row = implant.rowStart[visit]!; row < implant.rowStart[visit + 1]!; row++) {
			const one = new Row<'implant'>(implant, row, batch);
			const udi = one.text('udi').trim();
			if (serialOf(udi) === null) continue;
			const use = { visit: shard.visitCode[visit]!, person: shard.personCode[book.personOf(visit)]!, seconds: one.time('used_time')?.seconds ?? 0 };
			(codes[udi] ??= []).push(use);
		}
	}
	return codes;
}

/** Codes of several persons, uses in the order of time; the order of the shards does not matter. */
export function codesReused(partials: readonly Codes[]): Codes {
	const all = new Map<string, Use[]>();
	for (const partial of partials) for (const [code, uses] of Object.entries(partial)) all.set(code, [...(all.get(code) ?? []), ...uses]);
	const several = [...all].filter(([, uses]) => new Set(uses.map(({ person }) => person)).size > 1);
	return Object.fromEntries(several.map(([code, uses]) => [code, uses.sort((a, b) => a.seconds - b.seconds || a.visit - b.visit)]));
}

export function visitsWithReusedCode(shard: Shard, _context: RunContext, codes: Codes): number[] {
	const visits = new Set(Object.values(codes).flatMap((uses) => uses.map(({ visit }) => visit)));
	return visits.size === 0 ? [] : visitsThat(shard, (visit) => visits.has(shard.visitCode[visit]!));
}
