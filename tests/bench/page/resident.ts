import { ABSENT, type CodeColumn, type NumberColumn, type TimeColumn } from '../../../rules/domain/columns.ts';
import type { BatchContext, Shard } from '../../../rules/domain/shard.ts';
import type { RunContext } from '../../../rules/engine/rule.ts';
import { Row } from '../../../rules/engine/row.ts';
import { isForbiddenToChildren } from '../../../rules/facts/children.ts';
import { itemKey } from '../../../rules/facts/items.ts';
import { hospitalRank } from '../../../rules/facts/hospital-rank.ts';
import { StayBook } from '../../../rules/engine/stay.ts';
import type { KnowledgeTableId } from '../../../rules/knowledge/pack.ts';

/** The same records as flat columns for the peer: what our shards hold, joined, integer-coded. */
export interface Resident {
	readonly fee: Record<
		'line' | 'visit' | 'item' | 'day' | 'cnt' | 'pric' | 'amount' | 'inscp' | 'ceiling' | 'original' | 'taken_home' | 'maternity',
		Int32Array | Float64Array
	>;
	readonly ids: readonly string[];
	readonly visit: Record<'visit' | 'sex' | 'insurance' | 'kind' | 'rank' | 'born' | 'first' | 'last' | 'died', Int32Array>;
	/** Text of an item number: national code and name. */
	readonly items: readonly string[];
	readonly points: readonly { readonly item: number; readonly rule: string; readonly a: number; readonly b: number }[];
}

const DAY = 86_400;
const NONE = -999_999;

/** Flattens shards. Matching items to knowledge points is set-up on this side, for the benefit of the peer. */
export function flatten(shards: readonly Shard[], batch: BatchContext, context: RunContext): Resident {
	const total = shards.reduce((sum, shard) => sum + shard.tables.fee!.rowCount, 0);
	const fee = Object.fromEntries(
		(['line', 'visit', 'item', 'day', 'amount', 'inscp', 'original', 'taken_home', 'maternity'] as const).map((name) => [name, new Int32Array(total)])
	) as unknown as Resident['fee'];
	Object.assign(fee, { cnt: new Float64Array(total), pric: new Float64Array(total), ceiling: new Float64Array(total) });
	const visits: number[][] = [];
	const items = new Map<string, number>();
	const points: Resident['points'][number][] = [];
	const ids: string[] = [];
	let line = 0;
	for (const shard of shards) {
		const book = new StayBook(shard, batch);
		const table = shard.tables.fee!;
		const at = new Map<string, number>();
		const base = line;
		for (let v = 0; v < shard.visitCount; v++) {
			const visit = visits.length;
			visits.push(visitRow(book, v, visit));
			for (let r = table.rowStart[v]!; r < table.rowStart[v + 1]!; r++, line++) {
				const row = new Row<'fee'>(table, r, batch);
				ids.push(row.text('feedetl_sn'));
				at.set(ids[line]!, line);
				const code = (name: string) => (table.columns[name] as CodeColumn | undefined)?.codes[r] ?? 0;
				const key = [code('hilist_code'), code('med_list_codg'), code('medins_list_codg'), code('hilist_name'), code('medins_list_name')].join(' ');
				let item = items.get(key);
				if (item === undefined) {
					items.set(key, (item = items.size));
					points.push(...pointsOf(context, row, item));
				}
				const number = (name: string) => (table.columns[name] as NumberColumn | undefined)?.values[r] ?? ABSENT;
				fee.line[line] = line;
				fee.visit[line] = visit;
				fee.item[line] = item;
				fee.day[line] = Math.floor((table.columns.fee_ocur_time as TimeColumn).seconds[r]! / DAY);
				fee.cnt[line] = number('cnt');
				fee.pric[line] = number('pric');
				fee.amount[line] = number('det_item_fee_sumamt');
				fee.inscp[line] = number('inscp_amt');
				fee.ceiling[line] = number('pric_uplmt_amt') === ABSENT ? 0 : number('pric_uplmt_amt');
				fee.taken_home[line] = row.text('dscg_tkdrug_flag') === '1' ? 1 : 0;
				fee.maternity[line] = ['1', '是'].includes(row.text('matn_fee_flag')) ? 1 : 0;
			}
		}
		for (let r = 0; r < table.rowCount; r++) {
			const original = new Row<'fee'>(table, r, batch).text('init_feedetl_sn');
			fee.original[base + r] = original === '' ? -1 : (at.get(original) ?? -1);
		}
	}
	const names = ['visit', 'sex', 'insurance', 'kind', 'rank', 'born', 'first', 'last', 'died'] as const;
	const visit = Object.fromEntries(names.map((name, i) => [name, Int32Array.from(visits, (row) => row[i]!)])) as unknown as Resident['visit'];
	return { fee, ids, visit, items: [...items.keys()].map((key) => textOf(key, batch)), points };
}

function visitRow(book: StayBook, v: number, visit: number): number[] {
	const stay = book.stay(v);
	const row = stay.visit;
	const day = (field: 'begntime' | 'endtime' | 'brdy' | 'die_date') => {
		const time = row.time(field);
		return time ? Math.floor(time.seconds / DAY) : NONE;
	};
	const { rank } = hospitalRank(stay);
	return [
		visit,
		Number(row.text('gend')),
		Number(row.text('insutype').slice(0, 3)),
		Number(row.text('med_type').slice(0, 2)),
		rank ?? -1,
		day('brdy'),
		day('begntime'),
		day('endtime'),
		day('die_date')
	];
}

/** Parameters of the points that an item matches, as two integers a rule. */
function pointsOf(context: RunContext, row: Row<'fee'>, item: number): Resident['points'][number][] {
	const of = <T extends KnowledgeTableId>(table: T) => context.knowledge.match(table, itemKey(row)).map((match) => match.point);
	const kinds = { inpatient: 1, outpatient: 2, 'emergency-or-inpatient': 3 } as const;
	return [
		...of('sexLimits').map((p) => ({ item, rule: 'sex', a: Number(p.sex), b: 0 })),
		...of('hospitalLevelLimits').map((p) => ({ item, rule: 'level', a: p.minRank, b: 0 })),
		...of('insuranceLimits').map((p) => ({ item, rule: 'insurance', a: p.insurance === 'injury' ? 1 : 2, b: 0 })),
		...of('visitKindLimits').map((p) => ({ item, rule: 'kind', a: kinds[p.kind], b: 0 })),
		...of('ageLimits')
			.filter((p) => !isForbiddenToChildren(p))
			.map((p) => ({ item, rule: 'age', a: p.minAge ?? 0, b: p.maxAge ?? 999 }))
	];
}

function textOf(key: string, batch: BatchContext): string {
	const [national, , local, , name] = key.split(' ').map(Number) as [number, number, number, number, number];
	const text = (dictionary: string, code: number) => batch.dictionaries.get(dictionary).text(code);
	return `${text('item', national)}|${text('localItem', local)}|${text('itemName', name)}`;
}
