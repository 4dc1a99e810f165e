import { classCoverage, type ClassCoverage } from '../../rules/coverage/classes.ts';
import { PACKS } from '../../rules/coverage/class-list.ts';
import { COUNTED } from '../../rules/coverage/problem-list.ts';
import { problemCoverage } from '../../rules/coverage/problems.ts';
import type { AnyRule } from '../../rules/engine/rule.ts';
import type { KnowledgePack, KnowledgePoint, KnowledgeTableId } from '../../rules/knowledge/pack.ts';
import type { CoverageRow, CoverageView } from '../protocol/coverage.ts';

/** The pack that the product brings: what it holds counts as covered by itself. */
export const STARTER = 'mingshen-starter';

/** Coverage of the 88 classes and the typical problems (覆盖情况) by the rules, with what the packs on this machine hold. */
export function coverageView(rules: readonly AnyRule[], packs: readonly KnowledgePack[]): CoverageView {
	const own = packs.filter(({ id }) => id === STARTER).flatMap(({ points }) => points);
	const all = packs.flatMap(({ points }) => points);
	const now = classCoverage(rules, all);
	return { classes: classCoverage(rules, own).map((row, at) => classRow(row, now[at]!)), problems: problemRows(rules, tablesOf(own), tablesOf(all)) };
}

function classRow(own: ClassCoverage, now: ClassCoverage): CoverageRow {
	const { seq, name, code, status, rules, lacking } = own;
	return {
		id: String(seq),
		name,
		note: code ?? '',
		term: '',
		status,
		loaded: status === 'with_pack' && now.status === 'covered',
		tables: now.status === 'covered' ? lacking : now.lacking,
		pack: status === 'with_pack' ? (PACKS[seq] ?? '') : '',
		why: null,
		rules
	};
}

const tablesOf = (points: readonly KnowledgePoint[]): ReadonlySet<KnowledgeTableId> => new Set(points.map(({ table }) => table));

/** Problems of the letter itself; a rule that reads a list serves its problem where the table holds anything at all. */
function problemRows(rules: readonly AnyRule[], own: ReadonlySet<KnowledgeTableId>, all: ReadonlySet<KnowledgeTableId>): CoverageRow[] {
	const counted = new Set(COUNTED.map(({ id }) => id));
	const needs = new Map(rules.map(({ meta }) => [meta.id, meta.knowledge]));
	return problemCoverage(rules)
		.filter(({ id }) => counted.has(id))
		.map(({ id, domain, term, name, rules: serving, lacks }) => {
			const lacking = serving.map((rule) => needs.get(rule)!.filter((table) => !own.has(table)));
			const complete = lacking.some((tables) => tables.length === 0);
			const tables = complete ? [] : [...new Set(lacking.flat())];
			return {
				id,
				name,
				note: domain,
				term,
				status: serving.length === 0 ? (lacks ? 'no_data' : 'open') : complete ? 'covered' : 'with_pack',
				loaded: tables.length > 0 && lacking.some((list) => list.every((table) => all.has(table))),
				tables,
				pack: '',
				why: serving.length === 0 ? lacks : null,
				rules: serving
			};
		});
}
