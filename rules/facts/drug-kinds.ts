import type { Shard } from '../domain/shard.ts';
import type { Charge } from '../engine/charge.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import type { Source } from '../engine/traced.ts';
import { itemName } from './cells.ts';
import { chargeKind, kindNumber, kindNumbers } from './charge-kind.ts';
import { codesOf, visitsThat } from './columns.ts';
import { feeItems } from './fee-items.ts';
import { coreName, SOLVENTS } from './item-core.ts';
import { visitColumns } from './visit-columns.ts';

/** One drug, whatever its strength and maker, with its charges. */
export interface DrugKind {
	readonly name: string;
	readonly charges: readonly Charge[];
	/** The cells by which it counts. */
	readonly sources: readonly Source[];
}

const isSolvent = (core: string): boolean => (SOLVENTS as readonly string[]).includes(core);

/** Western and patent medicines among charges that the funds were asked to pay for, by the core of their names; solvents do not count. */
export function kindsOfDrug(charges: readonly Charge[]): DrugKind[] {
	const kinds = new Map<string, Charge[]>();
	for (const charge of charges) {
		if (chargeKind(charge.row) !== 'drug' || charge.inScope === 0) continue;
		const core = coreName(itemName(charge.row));
		if (isSolvent(core)) continue;
		const known = kinds.get(core);
		if (known) known.push(charge);
		else kinds.set(core, [charge]);
	}
	return [...kinds].map(([name, own]) => ({ name, charges: own, sources: own.map(({ row }) => ({ row, field: 'medins_list_name' })) }));
}

/** Visits, save stays in a bed, with more distinct drugs among their lines than the parameter `maxKinds` of a rule allows one prescription; all where no file says which lines are drugs. */
export const visitsWithManyDrugs =
	(rule: string) =>
	(shard: Shard, context: RunContext): number[] => {
		const { fee } = shard.tables;
		const { inpatient } = visitColumns(shard, context);
		const types = codesOf(fee, 'med_chrgitm_type');
		const [items, kinds, drug] = [feeItems(shard, context), kindNumbers(context.batch), kindNumber('drug')];
		const seen = new Set<number>();
		return visitsThat(shard, (visit) => {
			if (inpatient[visit] === 1) return false;
			if (!types) return true;
			seen.clear();
			for (let row = fee!.rowStart[visit]!; row < fee!.rowStart[visit + 1]!; row++) if (kinds[types[row]!] === drug) seen.add(items[row]!);
			return seen.size > (context.parameters.get(rule, 'maxKinds', serviceDay(shard, visit))?.value ?? 0);
		});
	};
