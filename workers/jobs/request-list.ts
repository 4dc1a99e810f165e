import type { Missing } from '../../rules/domain/finding.ts';
import { fieldSpec, TABLES, type TableId } from '../../rules/domain/tables/index.ts';
import type { Registry } from '../../rules/engine/registry.ts';
import type { RequestRow } from '../package/request-workbook.ts';
import type { ChunkTally, Store } from '../store/index.ts';
import type { OpenBatch } from './batch-context.ts';
import type { DecisionBook } from './decision-book.ts';
import type { OpenRun } from './open-run.ts';
import { visitRow } from './patient.ts';
import { DECISIONS } from './queue-index.ts';

/** What is missing that a hospital can hand over; packs and parameters are ours to load, peers are other hospitals. */
const FROM_HOSPITAL: ReadonlySet<Missing['kind']> = new Set(['table', 'field', 'value', 'precision', 'document']);

interface Institution {
	readonly code: string;
	readonly name: string;
	visits: number;
	/** By what is missing: the visits that wait for it, and the rules. */
	readonly wants: Map<string, { readonly visits: Set<string>; readonly rules: Set<string> }>;
	readonly asked: Asked[];
}
/** Material that a reviewer asked for about a finding (调材料). */
interface Asked {
	readonly visit: string;
	readonly rule: string;
	readonly what: string;
	readonly note: string;
}

/**
 * One list of material to ask each institution for (调阅清单): first what reviewers asked for about single findings, then all that stays were 无法判断 for.
 */
export async function requestRows(opened: OpenBatch, run: OpenRun, book: DecisionBook, store: Store, registry: Registry): Promise<RequestRow[]> {
	const institutions = new Map<string, Institution>();
	const asked = askedOf(run, book);
	for (const { shard, data } of await store.runs.tallies(run.info.id)) await addShard(institutions, opened, shard, data, store, asked);
	const titleOf = (rule: string): string => registry.get(rule)?.meta.title.zh ?? rule;
	return [...institutions.values()].flatMap(({ code, name, visits: all, wants, asked: own }): RequestRow[] => [
		...own.map(({ visit, rule, what, note }) => ({ code, name, what, note, visit, visits: 1, rules: [titleOf(rule)], asked: true })),
		...[...wants].flatMap(([what, { visits, rules }]): RequestRow[] => {
			const common = { code, name, what, note: '', rules: [...rules].map(titleOf).sort(), asked: false };
			if (visits.size === all) return [{ ...common, visit: `全部 ${all} 次就诊`, visits: all }];
			return Array.from(visits, (visit) => ({ ...common, visit, visits: 1 }));
		})
	]);
}

/** By visit: what stands asked for, in the order of the run. A reason that only says "other" is told by its note. */
function askedOf({ index, info }: OpenRun, book: DecisionBook): ReadonlyMap<string, readonly Asked[]> {
	const asked = new Map<string, Asked[]>();
	const state = DECISIONS.indexOf('ask');
	for (let at = 0; at < index.count; at++) {
		const frame = index.decision[at] === state ? book.standing(info.batch, index.keys[at]!)?.frame : undefined;
		if (!frame) continue;
		const { reason, note } = frame.payload;
		const other = reason.startsWith('其他') || reason === '';
		const visit = index.text('visit', at);
		const own = asked.get(visit) ?? asked.set(visit, []).get(visit)!;
		own.push({ visit, rule: index.text('rule', at), what: (other && note) || reason || '未写明', note: other ? '' : note });
	}
	return asked;
}

async function addShard(
	institutions: Map<string, Institution>,
	{ batch, context }: OpenBatch,
	id: string,
	tally: ChunkTally,
	store: Store,
	asked: ReadonlyMap<string, readonly Asked[]>
): Promise<void> {
	const shard = await store.batches.shard(batch.storage, id, []);
	const owners = Array.from(shard.visitCode, (_, visit) => {
		const row = visitRow(shard, visit, context);
		const [code, name] = [row?.text('fixmedins_code') ?? '', row?.text('fixmedins_name') ?? ''];
		const key = code || name;
		const known: Institution = institutions.get(key) ?? { code, name, visits: 0, wants: new Map(), asked: [] };
		institutions.set(key, known);
		known.visits++;
		for (const one of asked.get(context.dictionaries.get('visit').text(shard.visitCode[visit]!)) ?? []) known.asked.push(one);
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

export function wordsOf({ kind, what }: Missing): string {
	const [table, field] = what.split('.') as [TableId, string | undefined];
	const name = Object.hasOwn(TABLES, table) ? TABLES[table].zh : table;
	if (kind === 'document') return what;
	if (field === undefined) return `${name}（整份未提供）`;
	const place = `${name} · ${fieldSpec(table, field)?.zh ?? field}`;
	return kind === 'field' ? `${place}（文件没有这一列）` : kind === 'precision' ? `${place}（需要精确到分钟）` : `${place}（未填写）`;
}
