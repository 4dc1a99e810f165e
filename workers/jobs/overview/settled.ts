import { ABSENT } from '../../../rules/domain/columns.ts';
import type { ShardTable } from '../../../rules/domain/shard.ts';
import { codesOf, numbersOf, timesOf } from '../../../rules/facts/columns.ts';
import type { Fund } from '../../protocol/overview.ts';
import type { Store } from '../../store/index.ts';
import type { OpenBatch } from '../batch-context.ts';

/** Column of the settlement that says what a fund paid (FIELDS.md, setl_d). */
export const FUND_FIELDS: Readonly<Record<Exclude<Fund, 'rest'> | 'total', string>> = {
	total: 'fund_pay_sumamt',
	pooled: 'hifp_pay',
	large: 'hifob_pay',
	critical: 'hifmi_pay',
	aid: 'maf_pay'
};
export type FundField = keyof typeof FUND_FIELDS;
export const FUND_NAMES = Object.keys(FUND_FIELDS) as FundField[];

/** Who treated: name as findings give it, and the code that stays when a name is written otherwise. */
export interface Institution {
	readonly name: string;
	readonly code: string;
}

/** Visits and settlements of a whole batch as columns, read once. */
export interface SettledBatch {
	readonly institutions: readonly Institution[];
	/** Dictionary code of each visit, and its place in `institutions`. */
	readonly visits: Uint32Array;
	readonly institutionOf: ReadonlyMap<number, number>;
	readonly settlements: {
		readonly count: number;
		/** Dictionary code of the visit. */
		readonly visit: Uint32Array;
		/** yyyyMM; 0 where the record has no time. */
		readonly month: Uint32Array;
		/** 分, taken back ones negative; NaN where absent. */
		readonly paid: Readonly<Record<FundField, Float64Array>>;
		/** Columns that some file of the batch carries. */
		readonly carried: ReadonlySet<FundField>;
	};
}

/** Reads visits and settlements of all shards. Void settlements (有效标志 0) are left out, refunds count against what they take back. */
export async function readSettled(store: Store, { batch, context }: OpenBatch): Promise<SettledBatch> {
	const heads = await store.batches.heads(batch.storage);
	const [institutions, institutionOf] = [new Map<string, { at: number; one: Institution }>(), new Map<number, number>()];
	const out = growing();
	const text = (name: string, code: number | undefined): string => (code ? context.dictionaries.get(name).text(code) : '');
	const voidFlag = context.dictionaries.get('vali_flag').code('0');
	const refundFlag = context.dictionaries.get('refd_setl_flag').code('1');
	for (const { shard, visitCode } of heads) {
		const [visit, settlement] = await Promise.all([
			store.batches.table(batch.storage, shard, 'visit'),
			store.batches.table(batch.storage, shard, 'settlement')
		]);
		const [codes, names] = [codesOf(visit ?? undefined, 'fixmedins_code'), codesOf(visit ?? undefined, 'fixmedins_name')];
		visitCode.forEach((code, at) => {
			const row = visit && visit.rowStart[at]! < visit.rowStart[at + 1]! ? visit.rowStart[at]! : -1;
			const said = row < 0 ? '' : text('fixmedins_code', codes?.[row]);
			const name = (row < 0 ? '' : text('fixmedins_name', names?.[row])) || said;
			const key = `${said} ${name}`;
			if (!institutions.has(key)) institutions.set(key, { at: institutions.size, one: { name, code: said } });
			institutionOf.set(code, institutions.get(key)!.at);
		});
		if (settlement) addSettlements(out, settlement, visitCode, voidFlag, refundFlag);
	}
	return {
		institutions: [...institutions.values()].map(({ one }) => one),
		visits: Uint32Array.from(institutionOf.keys()),
		institutionOf,
		settlements: {
			count: out.visit.length,
			visit: Uint32Array.from(out.visit),
			month: Uint32Array.from(out.month),
			paid: Object.fromEntries(FUND_NAMES.map((name) => [name, Float64Array.from(out.paid[name])])) as Record<FundField, Float64Array>,
			carried: out.carried
		}
	};
}

interface Growing {
	readonly visit: number[];
	readonly month: number[];
	readonly paid: Record<FundField, number[]>;
	readonly carried: Set<FundField>;
}
const growing = (): Growing => ({
	visit: [],
	month: [],
	paid: Object.fromEntries(FUND_NAMES.map((name) => [name, []])) as unknown as Record<FundField, number[]>,
	carried: new Set()
});

function addSettlements(out: Growing, table: ShardTable, visitCode: Uint32Array, voidFlag: number, refundFlag: number): void {
	const [valid, refund, total, times] = [
		codesOf(table, 'vali_flag'),
		codesOf(table, 'refd_setl_flag'),
		numbersOf(table, 'medfee_sumamt'),
		timesOf(table, 'setl_time')
	];
	const paid = FUND_NAMES.map((name) => [name, numbersOf(table, FUND_FIELDS[name])] as const);
	for (const [name, values] of paid) if (values) out.carried.add(name);
	for (let visit = 0; visit < visitCode.length; visit++) {
		for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++) {
			if (voidFlag !== 0 && valid?.[row] === voidFlag) continue;
			// As rules/facts/settled reads them: a refund is flagged or negative, and writes its amounts with either sign.
			const back = (refundFlag !== 0 && refund?.[row] === refundFlag) || (total !== undefined && total[row]! !== ABSENT && total[row]! < 0);
			out.visit.push(visitCode[visit]!);
			out.month.push(times && times.precision[row] !== 0 ? monthOf(times.seconds[row]!) : 0);
			for (const [name, values] of paid) {
				const value = values ? values[row]! : ABSENT;
				out.paid[name].push(value === ABSENT ? NaN : back ? -Math.abs(value) : value);
			}
		}
	}
}

/** yyyyMM of civil seconds. */
function monthOf(seconds: number): number {
	const date = new Date(seconds * 1000);
	return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
}
