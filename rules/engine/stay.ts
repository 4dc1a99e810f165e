import type { BatchContext, Shard, ShardTable } from '../domain/shard.ts';
import type { TableId } from '../domain/tables/index.ts';
import { Row } from './row.ts';
import { Undetermined } from './undetermined.ts';

/** A fact about one stay that several rules share; computed once a stay. */
export interface Fact<V> {
	readonly name: string;
	compute(stay: Stay): V;
}
export const defineFact = <V>(name: string, compute: (stay: Stay) => V): Fact<V> => ({ name, compute });

/**
 * One visit with its records. `Tables` are the tables that the rule declared: reading another does not compile.
 * Stays of one shard share the memo of facts through the shard's `StayBook`.
 */
export class Stay<Tables extends TableId = TableId> {
	/** Made when first needed: most stays are asked for a cell or two. */
	#facts: Map<Fact<unknown>, unknown> | null = null;
	#rows: Map<TableId, readonly Row[]> | null = null;
	/** Rows made one by one, before all of their table were asked for. */
	#some: Map<ShardTable, Map<number, Row>> | null = null;

	constructor(
		readonly book: StayBook,
		/** Index of the visit in its shard. */
		readonly index: number
	) {}

	/** Identifier of the visit, as in the files. */
	get id(): string {
		return this.book.batch.dictionaries.get('visit').text(this.book.shard.visitCode[this.index]!);
	}
	/** Number of the person, as in the files; '' where unknown. */
	get person(): string {
		return this.book.batch.dictionaries.get('person').text(this.book.shard.personCode[this.personIndex]!);
	}
	get personIndex(): number {
		return this.book.personOf(this.index);
	}
	/** All visits of the same person in the order of their begin, this one included. */
	get visitsOfPerson(): readonly Stay<Tables>[] {
		const { personStart } = this.book.shard;
		const stays: Stay<Tables>[] = [];
		for (let v = personStart[this.personIndex]!; v < personStart[this.personIndex + 1]!; v++) stays.push(this.book.stay(v) as Stay<Tables>);
		return stays;
	}
	/** Whether the batch has this table at all. */
	has(table: Tables): boolean {
		return table in this.book.shard.tables;
	}
	/** Rows of a table; undetermined where the batch has no such table. */
	rows<T extends Tables>(table: T): readonly Row<T>[] {
		let rows = this.#rows?.get(table);
		if (!rows) {
			const source = this.book.shard.tables[table];
			if (!source) throw new Undetermined({ kind: 'table', what: table });
			const list: Row[] = [];
			const some = this.#some?.get(source);
			for (let r = source.rowStart[this.index]!; r < source.rowStart[this.index + 1]!; r++)
				list.push(some?.get(r) ?? new Row(source, r, this.book.batch));
			(this.#rows ??= new Map()).set(table, (rows = list));
		}
		return rows as readonly Row<T>[];
	}
	/** One row of a table by its place in the shard: the same object as among `rows`. */
	row<T extends Tables>(table: T, index: number): Row<T> {
		const source = this.book.shard.tables[table]!;
		const made = this.#rows?.get(table)?.[index - source.rowStart[this.index]!];
		if (made) return made as Row<T>;
		const some = (this.#some ??= new Map<ShardTable, Map<number, Row>>());
		const rows = some.get(source) ?? some.set(source, new Map()).get(source)!;
		let row = rows.get(index);
		if (!row) rows.set(index, (row = new Row(source, index, this.book.batch)));
		return row as Row<T>;
	}
	/** The visit's own record; undetermined where fee lines name a visit that no file describes. */
	get visit(): Row<'visit'> {
		const source = this.book.shard.tables.visit;
		const row = source ? source.rowStart[this.index]! : 0;
		if (!source || row === source.rowStart[this.index + 1]!) throw new Undetermined({ kind: 'table', what: 'visit' });
		return new Row<'visit'>(source, row, this.book.batch);
	}
	/** A shared fact, computed on first use. A fact that is undetermined stays so. */
	fact<V>(fact: Fact<V>): V {
		const facts = (this.#facts ??= new Map());
		if (!facts.has(fact)) {
			try {
				facts.set(fact, { value: fact.compute(this as unknown as Stay) });
			} catch (error) {
				if (!(error instanceof Undetermined)) throw error;
				facts.set(fact, { undetermined: error });
			}
		}
		const known = facts.get(fact) as { value: V } | { undetermined: Undetermined };
		if ('undetermined' in known) throw known.undetermined;
		return known.value;
	}
}

/** The stays of one shard, made on demand and kept while the shard is judged. */
export class StayBook {
	readonly #stays = new Map<number, Stay>();
	readonly #personOfVisit: Uint32Array;

	constructor(
		readonly shard: Shard,
		readonly batch: BatchContext
	) {
		this.#personOfVisit = new Uint32Array(shard.visitCount);
		for (let p = 0; p < shard.personCount; p++) this.#personOfVisit.fill(p, shard.personStart[p]!, shard.personStart[p + 1]!);
	}
	personOf(visit: number): number {
		return this.#personOfVisit[visit]!;
	}
	stay(visit: number): Stay {
		let stay = this.#stays.get(visit);
		if (!stay) this.#stays.set(visit, (stay = new Stay(this, visit)));
		return stay;
	}
	/** Rows of a table that belongs to the batch as a whole. */
	batchRows<T extends TableId>(table: T): readonly Row<T>[] {
		const source = this.batch.tables[table];
		if (!source) throw new Undetermined({ kind: 'table', what: table });
		return Array.from({ length: source.rowCount }, (_, r) => new Row<T>(source, r, this.batch));
	}
}

const books = new WeakMap<Shard, StayBook>();

/** The stays of a shard with the facts known of them so far: what one rule asked of a stay in a first pass, another need not reckon again. */
export function bookOf(shard: Shard, batch: BatchContext): StayBook {
	let book = books.get(shard);
	if (book?.batch !== batch) books.set(shard, (book = new StayBook(shard, batch)));
	return book!;
}

/** Lets go of the facts of a shard that is judged. */
export const closeBook = (shard: Shard): void => void books.delete(shard);
