import type { Shard } from '../domain/shard.ts';
import type { TableId } from '../domain/tables/index.ts';
import { defineRule, type AnyRule, type RunContext } from '../engine/rule.ts';
import type { Registry } from '../engine/registry.ts';
import { verifyUserRule, type UserRuleVersion } from './definition.ts';
import { checkDefinition } from './form.ts';
import { judgeUserRule, type Judged } from './judge.ts';
import { LIMITS, TooManyRows } from './limits.ts';
import { negationOf, planned } from './plan.ts';
import { Scan, type Selection } from './scan.ts';
import { charged } from './scan-aggregates.ts';
import { aggregatesOfLeaf, leavesOf, type Cond, type Leaf } from './tree.ts';

/**
 * A committed rule as the engine runs it: `candidates` are kernels over columns, `judge` is traced; both say the same of every row.
 * @throws Error where the version is not what its digest says, or is faulty: neither can have been committed
 */
export function compileUserRule(committed: UserRuleVersion): AnyRule {
	const { definition, version } = committed;
	if (!verifyUserRule(committed)) throw new Error(`user rule ${definition.id} v${version}: not what its digest says`);
	const { checked, faults } = checkDefinition(definition);
	if (!checked) throw new Error(`user rule ${definition.id} v${version}: ${faults.map(({ message }) => message.en).join('; ')}`);
	const { cond, tables, knowledge } = checked;
	const requires = [...new Set<TableId>([...(definition.scope === 'line' ? (['fee'] as const) : []), ...tables])];
	const memo = new KeptRows();
	const names = new Map(leavesOf(cond).map((leaf, i): [Leaf, string] => [leaf, `c${i + 1}`]));
	const judged: Judged = { definition, cond, written: { source: definition.condition, names }, loose: isLoose(cond), kept: memo.of };
	const plan = planned(cond);
	return defineRule({
		meta: {
			id: definition.id,
			version,
			title: { zh: definition.title.zh, en: definition.title.en || definition.title.zh },
			explains: { zh: `自定义规则：${definition.condition}`, en: `A rule of your own: ${definition.condition}` },
			dimension: definition.dimension,
			violation: definition.violation,
			stages: definition.stages,
			scope: definition.scope,
			basis: [definition.basis],
			official: [],
			problems: [],
			requires,
			uses: (['visit', 'fee', 'settlement'] as const).filter((table) => !requires.includes(table)),
			knowledge,
			clears: {},
			messages: { found: { zh: definition.message.zh, en: definition.message.en || definition.message.zh } }
		},
		params: {},
		candidates: (shard, context) =>
			definition.scope === 'line'
				? lineCandidates(definition.id, plan, shard, context, memo)
				: stayCandidates(definition.id, plan, shard, context, memo),
		judge: (stay, t) => judgeUserRule(judged, stay, t)
	});
}

/** The registry of a run: what is built in, and the user's own. @throws Error as `compileUserRule`, and where an id stands twice */
export function withUserRules(registry: Registry, own: readonly UserRuleVersion[]): Registry {
	if (own.length === 0) return registry;
	const compiled = own.map(compileUserRule);
	const byId = new Map<string, AnyRule>(registry.rules.map((rule) => [rule.meta.id, rule]));
	for (const rule of compiled) {
		if (byId.has(rule.meta.id)) throw new Error(`user rule ${rule.meta.id}: id used twice`);
		byId.set(rule.meta.id, rule);
	}
	return { rules: [...byId.values()], get: (id) => byId.get(id) };
}

const NOTHING = new Uint8Array(0);

/** Rows that the kernels left over, for the judge of the same shard and run. */
class KeptRows {
	readonly #known = new WeakMap<Shard, { readonly context: RunContext; readonly rows: Uint8Array }>();
	of = (shard: Shard, context: RunContext): Uint8Array | null => {
		const known = this.#known.get(shard);
		return known?.context === context ? known.rows : null;
	};
	set(shard: Shard, context: RunContext, rows: Uint8Array): void {
		this.#known.set(shard, { context, rows });
	}
}

function lineCandidates(id: string, cond: Cond, shard: Shard, context: RunContext, memo: KeptRows): number[] {
	const scan = new Scan(shard, context);
	const { rowStart, rowCount } = shard.tables.fee!;
	const found = charged(scan, scan.select(cond, 'fee'));
	const rows = new Uint8Array(rowCount);
	const flood = tooMany(scan, cond, found);
	memo.set(shard, context, rows);
	if (flood > 0) throw new TooManyRows(id, flood);
	const visits: number[] = [];
	for (let i = 0, visit = 0; i < found.n; i++) {
		const row = found.sel[i]!;
		rows[row] = 1;
		while (rowStart[visit + 1]! <= row) visit++;
		if (visits.at(-1) !== visit) visits.push(visit);
	}
	return visits;
}

/** Rows that the condition surely holds of, where they are too many; 0 where they are not. What is not known floods no queue. */
function tooMany(scan: Scan, cond: Cond, { sel, n }: Selection): number {
	if (n <= LIMITS.rowsOfShard) return 0;
	const unsure = scan.keep(negationOf(cond), 'fee', sel.slice(0, n), n);
	return n - unsure > LIMITS.rowsOfShard ? n - unsure : 0;
}

function stayCandidates(id: string, cond: Cond, shard: Shard, context: RunContext, memo: KeptRows): number[] {
	const scan = new Scan(shard, context);
	const { sel, n } = scan.select(cond, null);
	const aggregates = leavesOf(cond).flatMap(aggregatesOfLeaf);
	let rows = 0;
	for (const aggregate of aggregates) {
		const counted = scan.aggregates.of(aggregate);
		for (let i = 0; i < n; i++) if (!Number.isNaN(counted.values[sel[i]!]!)) rows += counted.rows[sel[i]!]!;
	}
	if (rows > LIMITS.rowsOfShard) {
		memo.set(shard, context, NOTHING);
		throw new TooManyRows(id, rows);
	}
	return Array.from(sel.subarray(0, n));
}

/** Whether a name or a part of a text decides anywhere. */
function isLoose(cond: Cond): boolean {
	return leavesOf(cond).some((leaf) => {
		if (leaf.kind === 'text') return leaf.test !== 'eq' || leaf.cell.field.endsWith('_name');
		if (leaf.kind === 'known') return leaf.cell.field.endsWith('_name');
		return aggregatesOfLeaf(leaf).some(({ where }) => where !== null && isLoose(where));
	});
}
