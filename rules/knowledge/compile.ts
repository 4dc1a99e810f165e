import type { Dictionaries, Dictionary } from '../domain/columns.ts';
import { hasNationalShape, normalizeCode } from './codes.ts';
import type { ItemFlags, ItemKey, Knowledge, Match, MatchedBy, Side } from './lookup.ts';
import { mergePacks } from './merge.ts';
import { normalizeName, withoutQualifier } from './names.ts';
import type { KnowledgePack, KnowledgePoint, KnowledgeTableId, PointOf } from './pack.ts';
import { indexSide } from './sides.ts';

type AnyMatch = Match<KnowledgePoint>;
type Field = AnyMatch['field'];

const NONE: readonly AnyMatch[] = Object.freeze([]);

/** What the dictionaries of the batch say once for all tables: comparable texts by dictionary code. */
interface Texts {
	/** Normalised national code; `shaped` is 1 where it looks like a real one. */
	readonly items: readonly string[];
	readonly shaped: Uint8Array;
	/** National code that the user mapped the local code to, or empty. */
	readonly mapped: readonly string[];
	readonly names: readonly string[];
	/** The weaker form of the name, or empty where it is the same. */
	readonly weaker: readonly string[];
}

/** One table and side against the dictionaries: by dictionary code the number of a list of points, 0 for none. */
interface CompiledSide {
	readonly lists: readonly (readonly KnowledgePoint[])[];
	readonly item: Uint32Array;
	readonly localItem: Uint32Array;
	readonly itemName: Uint32Array;
	/** As `itemName`, of points without codes only. */
	readonly nameOnly: Uint32Array;
	readonly matches: Map<number, readonly AnyMatch[]>;
	flags?: ItemFlags;
}

const FIELDS: readonly Field[] = ['hilist_code', 'med_list_codg', 'medins_list_codg', 'hilist_name', 'medins_list_name'];
/** The first of them are codes. */
const CODE_FIELDS = 3;
const BY: readonly MatchedBy[] = ['national', 'national', 'local', 'name', 'name'];

/**
 * Compiles packs (知识包编译) once a run. A line is matched by national code, else by the national code that the user mapped its local
 * code to, else by normalised name. A national code of real shape speaks for its line: neither its mapping nor its name is then
 * asked. Points that have no code at all are asked by name always, since no code can speak against them.
 * @param packs in the order of precedence, weakest first
 * @param localCodes national code by local code, as mapped by the user
 */
export function compileKnowledge(
	packs: readonly KnowledgePack[],
	dictionaries: Dictionaries,
	localCodes: Readonly<Record<string, string>>
): Knowledge {
	const merged = mergePacks(packs);
	const tables = new Map<KnowledgeTableId, KnowledgePoint[]>();
	for (const point of merged.points) {
		const list = tables.get(point.table);
		if (list) list.push(point);
		else tables.set(point.table, [point]);
	}
	const pointsOf = <T extends KnowledgeTableId>(table: T) => (tables.get(table) ?? []) as readonly KnowledgePoint[] as readonly PointOf<T>[];
	const texts = readTexts(dictionaries, localCodes);
	const sides = { main: new Map<KnowledgeTableId, CompiledSide>(), sub: new Map<KnowledgeTableId, CompiledSide>() };
	const sideOf = (table: KnowledgeTableId, side: Side): CompiledSide => {
		const known = sides[side].get(table);
		if (known) return known;
		const compiled = compileSide(pointsOf(table), side, texts);
		sides[side].set(table, compiled);
		return compiled;
	};
	return {
		has: (table) => pointsOf(table).length > 0,
		points: pointsOf,
		match: <T extends KnowledgeTableId>(table: T, item: ItemKey, side: Side = 'main') =>
			matchItem(sideOf(table, side), texts.shaped, item) as readonly Match<KnowledgePoint>[] as readonly Match<PointOf<T>>[],
		flags: (table, side = 'main') => flagsOf(sideOf(table, side)),
		packOf: (point) => merged.packOf.get(point) ?? ''
	};
}

function readTexts(dictionaries: Dictionaries, localCodes: Readonly<Record<string, string>>): Texts {
	const items = textsOf(dictionaries.get('item'), normalizeCode);
	const mapped = textsOf(dictionaries.get('localItem'), (text) => normalizeCode(ownText(localCodes, text)));
	const names = textsOf(dictionaries.get('itemName'), normalizeName);
	const weaker = names.map((name) => {
		const without = withoutQualifier(name);
		return without === name ? '' : without;
	});
	return { items, shaped: Uint8Array.from(items, (code) => (hasNationalShape(code) ? 1 : 0)), mapped, names, weaker };
}

/** A local code may be "constructor": only what the user mapped counts. */
function ownText(record: Readonly<Record<string, string>>, key: string): string {
	return Object.hasOwn(record, key) ? record[key]! : '';
}

/** Texts by code. `size` counts the distinct texts; code 0 is the empty text whether it is counted or not. */
function textsOf(dictionary: Dictionary, normalize: (text: string) => string): string[] {
	const texts: string[] = [''];
	for (let code = 1; code <= dictionary.size; code++) texts.push(normalize(dictionary.text(code) ?? ''));
	return texts;
}

function compileSide(points: readonly KnowledgePoint[], side: Side, texts: Texts): CompiledSide {
	const index = indexSide(points, side);
	const lists: (readonly KnowledgePoint[])[] = [[]];
	const numbers = new Map<readonly KnowledgePoint[], number>();
	const number = (list: readonly KnowledgePoint[] | undefined): number => {
		if (!list) return 0;
		const known = numbers.get(list);
		if (known !== undefined) return known;
		numbers.set(list, lists.length);
		return lists.push(list) - 1;
	};
	const byName = (names: ReadonlyMap<string, readonly KnowledgePoint[]>) =>
		Uint32Array.from(texts.names, (name, code) => number(names.get(name) ?? names.get(texts.weaker[code]!)));
	return {
		lists,
		item: Uint32Array.from(texts.items, (code) => number(index.byCode.get(code))),
		localItem: Uint32Array.from(texts.mapped, (code) => number(index.byCode.get(code))),
		itemName: byName(index.byName),
		nameOnly: byName(index.byNameOnly),
		matches: new Map()
	};
}

function matchItem(side: CompiledSide, shaped: Uint8Array, item: ItemKey): readonly AnyMatch[] {
	const found = findCode(side, shaped, item);
	const list = Math.floor(found / CODE_FIELDS);
	const spoken = list !== 0 || shaped[item.national] === 1 || shaped[item.catalogue] === 1;
	const names = spoken ? side.nameOnly : side.itemName;
	const national = names[item.nationalName] ?? 0;
	const name = national !== 0 ? national : (names[item.localName] ?? 0);
	if (list === 0 && name === 0) return NONE;
	return matchesOf(side, list, found % CODE_FIELDS, name, national !== 0 ? 3 : 4);
}

/** List and field of the code that matches, as one number so that a line allocates nothing; below `CODE_FIELDS` where none does. */
function findCode(side: CompiledSide, shaped: Uint8Array, item: ItemKey): number {
	const national = side.item[item.national] ?? 0;
	if (national !== 0) return national * CODE_FIELDS;
	const catalogue = side.item[item.catalogue] ?? 0;
	if (catalogue !== 0) return catalogue * CODE_FIELDS + 1;
	// A national code that no point holds speaks against the mapping too.
	if (shaped[item.national] === 1 || shaped[item.catalogue] === 1) return 0;
	return (side.localItem[item.local] ?? 0) * CODE_FIELDS + 2;
}

/** The match objects are made once for a pair of lists: a line costs array reads and one look into a map. */
function matchesOf(side: CompiledSide, code: number, codeField: number, name: number, nameField: number): readonly AnyMatch[] {
	const key = ((code * side.lists.length + name) * FIELDS.length + codeField) * FIELDS.length + nameField;
	const known = side.matches.get(key);
	if (known) return known;
	const of = (list: number, field: number) => side.lists[list]!.map((point): AnyMatch => ({ point, by: BY[field]!, field: FIELDS[field]! }));
	const made = Object.freeze([...of(code, codeField), ...of(name, nameField)]);
	side.matches.set(key, made);
	return made;
}

function flagsOf(side: CompiledSide): ItemFlags {
	const bytes = (numbers: Uint32Array) => Uint8Array.from(numbers, (list) => (list === 0 ? 0 : 1));
	side.flags ??= { item: bytes(side.item), localItem: bytes(side.localItem), itemName: bytes(side.itemName) };
	return side.flags;
}
