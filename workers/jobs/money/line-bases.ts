import type { FindingLine } from '../../../rules/domain/finding.ts';
import type { AmountBasis } from '../../../rules/domain/part-amounts.ts';
import type { BatchContext, Shard } from '../../../rules/domain/shard.ts';
import { amountBasis, fundsOfSettlement } from '../../../rules/engine/amounts.ts';
import type { Row } from '../../../rules/engine/row.ts';
import { bookOf, type Stay } from '../../../rules/engine/stay.ts';
import { charges } from '../../../rules/facts/charges.ts';

type Place = Pick<FindingLine, 'table' | 'file' | 'record'>;

/**
 * What lines of a finding are reckoned from, as the rule had it: charges net of their refunds, and the settlement by the finding's own stay.
 * @param visit index of the finding's stay in the shard
 * @returns in the order of the lines; null for a line whose charge is not there, or was refunded in full
 */
export function lineBases(shard: Shard, context: BatchContext, visit: number, lines: readonly Place[]): (AmountBasis | null)[] {
	const stay = bookOf(shard, context).stay(visit);
	return lines.map((line) => (line.table === 'settlement' ? settlementBasis(stay, line) : chargeBasis(stay, line)));
}

const isAt =
	({ file, record }: Place) =>
	(row: Row): boolean =>
		row.record === record && row.fileDigest === file;

/** A line may be of another stay of the person; it is shared out by the settlement of the finding's own stay all the same. */
function chargeBasis(stay: Stay, line: Place): AmountBasis | null {
	if (!stay.has('fee')) return null;
	for (const one of [stay, ...stay.visitsOfPerson]) {
		const charge = one.fact(charges).net.find(({ row }) => isAt(line)(row));
		if (charge) return amountBasis(stay, charge);
	}
	return null;
}

function settlementBasis(stay: Stay, line: Place): AmountBasis | null {
	if (!stay.has('settlement')) return null;
	const row = stay.rows('settlement').find(isAt(line));
	const amount = row?.number('medfee_sumamt') ?? null;
	return row && amount !== null ? { amount, inScope: row.number('inscp_amt'), funds: fundsOfSettlement(row) } : null;
}
