import { ABSENT, type NumberColumn } from '../../../rules/domain/columns.ts';
import type { Shard, ShardTable } from '../../../rules/domain/shard.ts';
import type { TableId } from '../../../rules/domain/tables/index.ts';
import type { RunContext } from '../../../rules/engine/rule.ts';
import { serviceDay } from '../../../rules/engine/service-day.ts';
import { bookOf, type Stay } from '../../../rules/engine/stay.ts';
import { Undetermined } from '../../../rules/engine/undetermined.ts';
import { catalogueOn, grouperOf } from '../../../rules/facts/dip-catalogues.ts';
import { dipCaseOf } from '../../../rules/facts/dip-group.ts';
import { totalCost } from '../../../rules/facts/settled.ts';
import { daysOfStay, isInpatient, staySpan } from '../../../rules/facts/stay-days.ts';
import type { NoPeers, PeerGroup, PeersView } from '../../protocol/case-around.ts';
import { visitRow } from '../patient.ts';

/** What stays are compared by. Fee lines, the bulk of a batch, are read only where no settlement says what a stay cost. */
export const peerTables = (cost: PeersView['cost']): readonly TableId[] => ['visit', 'diagnosis', 'operation', cost === 'fee' ? 'fee' : 'settlement'];

/** Group numbers of a stay that could not be grouped, with the reason. */
const REASONS: readonly NoPeers[] = ['open', 'unknown', 'no-catalogue', 'no-group'];
const codeOf = (why: NoPeers): number => -1 - REASONS.indexOf(why);

/** All visits of a batch by what they are compared by, as columns; grown shard by shard. */
export class PeerColumns {
	readonly #names: Record<PeerGroup, Map<string, number>> = { dip: new Map(), department: new Map(), doctor: new Map() };
	readonly #labels: Record<PeerGroup, string[]> = { dip: [], department: [], doctor: [] };
	readonly #at = new Map<number, number>();
	/** 分, and days; NaN where not known. */
	readonly costs: number[] = [];
	readonly days: number[] = [];
	/** Group of each stay; below zero: why it has none. */
	readonly groups: Record<PeerGroup, number[]> = { dip: [], department: [], doctor: [] };

	constructor(readonly cost: PeersView['cost']) {}

	get count(): number {
		return this.costs.length;
	}
	/** Place of a visit by its dictionary code, or -1: it is no closed inpatient stay. */
	place(visit: number): number {
		return this.#at.get(visit) ?? -1;
	}
	label(by: PeerGroup, group: number): string {
		return this.#labels[by][group] ?? '';
	}
	why(group: number): NoPeers {
		return REASONS[-1 - group]!;
	}

	/** @param shard with the tables of `peerTables` */
	add(shard: Shard, context: RunContext): void {
		const book = bookOf(shard, context.batch);
		for (let visit = 0; visit < shard.visitCount; visit++) {
			const row = visitRow(shard, visit, context.batch);
			if (!row || row.text('vali_flag') === '0' || !isInpatient(row.text('med_type'))) continue;
			const stay = book.stay(visit);
			const { days } = daysOfStay(stay.fact(staySpan));
			if (days === null) continue;
			this.#at.set(shard.visitCode[visit]!, this.count);
			this.costs.push((this.cost === 'fee' ? feeSum(shard.tables.fee, visit) : totalCost(stay)?.amount) ?? NaN);
			this.days.push(days);
			const institution = row.text('fixmedins_code') || row.text('fixmedins_name');
			this.groups.department.push(this.#within('department', institution, row.text('dscg_dept_name') || row.text('adm_dept_name')));
			this.groups.doctor.push(this.#within('doctor', institution, row.text('chfpdr_name')));
			this.groups.dip.push(this.#dipGroup(stay, context, serviceDay(shard, visit)));
		}
	}

	/** Names are known within their institution only: two hospitals may have a 王医生 each. */
	#within(by: PeerGroup, institution: string, name: string): number {
		return name === '' ? codeOf('unknown') : this.#number(by, `${institution}\n${name}`, name);
	}

	#number(by: PeerGroup, key: string, label: string): number {
		const known = this.#names[by].get(key);
		if (known !== undefined) return known;
		this.#names[by].set(key, this.#labels[by].length);
		return this.#labels[by].push(label) - 1;
	}

	/** A stay that falls into several groups alike, or into none, is nobody's peer. */
	#dipGroup(stay: Stay, context: RunContext, day: number | null): number {
		try {
			const city = catalogueOn(context, day);
			const { group } = grouperOf(context, city, null).group(dipCaseOf(stay).case);
			return group ? this.#number('dip', `${city.name}\n${group.code}`, `${group.code} ${group.name}`) : codeOf('no-group');
		} catch (error) {
			if (!(error instanceof Undetermined)) throw error;
			const { kind, what } = error.missing;
			return codeOf(kind === 'knowledge' && what === 'dipGroups' ? 'no-catalogue' : 'no-group');
		}
	}
}

/** Σ of the fee lines as the head of the case shows it; null where none has an amount. */
function feeSum(fee: ShardTable | undefined, visit: number): number | null {
	const amounts = fee?.columns['det_item_fee_sumamt'] as NumberColumn | undefined;
	if (!fee || !amounts) return null;
	let total: number | null = null;
	for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++)
		if (amounts.values[row] !== ABSENT) total = (total ?? 0) + amounts.values[row]!;
	return total;
}
