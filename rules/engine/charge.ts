import type { Row } from './row.ts';
import type { Source } from './traced.ts';

/**
 * A fee line net of its refunds: what was charged in the end, on the day of the original line.
 * `quantity` 1/10 000 units, `amount` and `inScope` 分; `inScope` null where the file does not say.
 */
export interface Charge {
	readonly row: Row<'fee'>;
	readonly quantity: number;
	readonly amount: number;
	readonly inScope: number | null;
	/** Refund lines taken off this one. */
	readonly refunds: readonly Row<'fee'>[];
	/** A refund in the stay fits this line and others too: any count over it is 无法判断. */
	readonly ambiguous: boolean;
}

/** A cell of the line, and the same of its refunds: what a net value is read from. */
export const cellsOf = (charge: Charge, field: string): Source[] => [charge.row, ...charge.refunds].map((row) => ({ row, field }));
