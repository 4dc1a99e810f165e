import type { Missing } from '../../rules/domain/finding.ts';
import { fieldSpec, TABLES, type TableId } from '../../rules/domain/tables/index.ts';
import type { Registry } from '../../rules/engine/registry.ts';
import type { RequestRow } from '../package/request-workbook.ts';
import type { ChunkTally, Store } from '../store/index.ts';
import type { OpenBatch } from './batch-context.ts';
import { visitRow } from './patient.ts';

/** What is missing that a hospital can hand over; packs and parameters are ours to load, peers are other hospitals. */
const FROM_HOSPITAL: ReadonlySet<Missing['kind']> = new Set(['table', 'field', 'value', 'precision', 'document']);

interface Institution {
	readonly code: string;
	readonly name: string;
	visits: number;
	/** By what is missing: the visits that wait for it, and the rules. */
	readonly wants: Map<string, { readonly visits: Set<string>; readonly rules: Set<string> }>;
}

/** All that stays were 无法判断 for, as one list of material to ask each institution for (调阅清单). */
export async function requestRows(opened: OpenBatch, run: string, store: Store, registry: Registry): Promise<RequestRow[]> {
	const institutions = new Map<string, Institution>();
	for (const { shard, data } of await store.runs.tallies(run)) await addShard(institutions, opened, shard, data, store);
	const titleOf = (rule: string): string => registry.get(rule)?.meta.title.zh ?? rule;
	return [...institutions.values()].flatMap(({ code, name, visits: all, wants }) =>
		[...wants].flatMap(([what, { visits, rules }]): RequestRow[] => {
			const common = { code, name, what, rules: [...rules].map(titleOf).sort() };
			if (visits.size === all) return [{ ...common, visit: `全部 ${all} 次就诊`, visits: all }];
			return Array.from(visits, (visit) => ({ ...common, visit, visits: 1 }));
		})
	);
}

async function addShard(
	institutions: Map<string, Institution>,
	{ batch, context }: OpenBatch,
	id: string,
	tally: ChunkTally,
	store: Store
): Promise<void> {
	const shard = await store.batches.shard(batch.storage, id, []);
	const owners = Array.from(shard.visitCode, (_, visit) => {
		const row = visitRow(shard, visit, context);
		const [code, name] = [row?.text('fixmedins_code') ?? '', row?.text('fixmedins_name') ?? ''];
		const key = code || name;
		const known = institutions.get(key) ?? { code, name, visits: 0, wants: new Map() };
		institutions.set(key, known);
		known.visits++;
		return known;
	});
	for (const { rule, missing, visits } of tally.undetermined) {
		if (!FROM_HOSPITAL.has(missing.kind)) continue;
		const what = wordsOf(missing);
		for (const visit of visits ?? owners.keys()) {
			const { wants } = owners[visit]!;
			const want = wants.get(what) ?? { visits: new Set<string>(), rules: new Set<string>() };
			wants.set(what, want);
			want.visits.add(context.dictionaries.get('visit').text(shard.visitCode[visit]!));
			want.rules.add(rule);
		}
	}
}

function wordsOf({ kind, what }: Missing): string {
	const [table, field] = what.split('.') as [TableId, string | undefined];
	const name = Object.hasOwn(TABLES, table) ? TABLES[table].zh : table;
	if (kind === 'document') return what;
	if (field === undefined) return `${name}（整份未提供）`;
	const place = `${name} · ${fieldSpec(table, field)?.zh ?? field}`;
	return kind === 'field' ? `${place}（文件没有这一列）` : kind === 'precision' ? `${place}（需要精确到分钟）` : `${place}（未填写）`;
}
