import type { Charge } from '../engine/charge.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import { optionalCode } from './cells.ts';
import { chargeKind } from './charge-kind.ts';
import { inScopeAmount, type LimitedCharge } from './limited-charges.ts';

/** Charge categories of drugs that are no pieces (饮片): western and patent medicines, by code (FIELDS.md E) and by name. */
const NO_PIECES = ['09', '11', '西药', '中成药'];

/** That a line's charge category does not make it a western or patent medicine of the herb's name (阿胶 is both); a line without one may be the herb. */
const isPieces = (t: Trace, { row }: Charge): boolean =>
	t.notIn(
		'not-a-ready-drug',
		optionalCode(row, 'med_chrgitm_type', NO_PIECES),
		t.constant<readonly string[]>({ zh: '西药、中成药', en: 'Western and patent medicines' }, 'text', NO_PIECES)
	);

/** That the line asks the funds for pieces: 无法判断 where it does not give its in-scope amount. */
export function claimedPieces(t: Trace, charge: Charge): boolean {
	t.known(inScopeAmount(t, charge));
	return isPieces(t, charge);
}

/** Whether a charge may be of pieces: by its charge category, or null where the line gives none. */
export function mayBePieces({ row }: Charge): boolean | null {
	const kind = chargeKind(row);
	return kind === null ? null : kind === 'herb';
}

/** Names of lines that are known for the herb by nothing else: neither a code nor a charge category says it. */
export const namedOnly = (items: readonly LimitedCharge[]): Source[] =>
	items
		.filter(({ charge, match }) => match.by === 'name' && mayBePieces(charge) === null)
		.map(({ charge, match }) => ({ row: charge.row, field: match.field }));
