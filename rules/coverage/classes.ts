import type { RuleMeta } from '../engine/rule.ts';
import type { KnowledgePoint, KnowledgeTableId } from '../knowledge/pack.ts';
import { CLASSES, PACKS, type OfficialClass } from './class-list.ts';

/**
 * covered: a rule serves the class with what is built in; with_pack: a rule serves it once the user loads a list; no_data: no rule can, since no
 * file carries what it asks for; open: no rule serves it yet.
 */
export type ClassStatus = 'covered' | 'with_pack' | 'no_data' | 'open';

export interface ClassCoverage extends OfficialClass {
	readonly status: ClassStatus;
	/** Ids of the rules that name the class in `meta.official`. */
	readonly rules: readonly string[];
	/** Knowledge tables that hold nothing for this class. */
	readonly lacking: readonly KnowledgeTableId[];
	/** What the user loads, in words; null where nothing has to be loaded or no list is known. */
	readonly pack: string | null;
}

type Served = Pick<RuleMeta, 'id' | 'official' | 'knowledge'>;

/** Classes that no rule can serve: what they ask for stands in no file that a hospital hands over. None is known; parts of classes are told in problem-list.ts. */
const WITHOUT_DATA: ReadonlySet<number> = new Set<number>();

const NAMES = new Set(CLASSES.flatMap(({ name, code }) => (code === null ? [name] : [name, code])));
/** Whether a text of `meta.official` names one of the 88 classes, by code or by name. */
export const isOfficialClass = (text: string): boolean => NAMES.has(text);

/**
 * Coverage of the 88 classes, computed from what the rules say of themselves and from the points that are loaded.
 * @param points of the packs in force: those of the starter pack give what the product covers by itself
 */
export function classCoverage(rules: readonly { readonly meta: Served }[], points: readonly KnowledgePoint[]): ClassCoverage[] {
	const held = heldBy(points);
	return CLASSES.map((official) => {
		const serving = rules
			.map(({ meta }) => meta)
			.filter(({ official: names }) => names.includes(official.name) || names.includes(official.code ?? ''));
		const lacking = serving.map(({ knowledge }) => knowledge.filter((table) => !holds(held, table, official.name)));
		const complete = lacking.some((tables) => tables.length === 0);
		const status = serving.length === 0 ? (WITHOUT_DATA.has(official.seq) ? 'no_data' : 'open') : complete ? 'covered' : 'with_pack';
		return {
			...official,
			status,
			rules: serving.map(({ id }) => id),
			lacking: complete ? [] : [...new Set(lacking.flat())],
			pack: complete ? null : (PACKS[official.seq] ?? null)
		};
	});
}

/** Names of classes that the points of each table were published under. */
function heldBy(points: readonly KnowledgePoint[]): ReadonlyMap<KnowledgeTableId, ReadonlySet<string>> {
	const held = new Map<KnowledgeTableId, Set<string>>();
	for (const { table, officialClass } of points) (held.get(table) ?? held.set(table, new Set()).get(table)!).add(officialClass);
	return held;
}

/** A table serves a class by points of that class; a table of no class (what is a bed, what is charged by the hour) serves every rule that reads it. */
function holds(held: ReadonlyMap<KnowledgeTableId, ReadonlySet<string>>, table: KnowledgeTableId, name: string): boolean {
	const classes = held.get(table);
	return classes !== undefined && (classes.has(name) || ![...classes].some(isOfficialClass));
}
