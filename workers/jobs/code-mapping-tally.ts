import type { CodeArray } from '../../rules/domain/columns.ts';
import type { BatchContext, ShardTable } from '../../rules/domain/shard.ts';
import { codesOf, isVoidFlag, numberAt, numbersOf } from '../../rules/facts/columns.ts';
import { hasNationalShape, normalizeCode } from '../../rules/knowledge/codes.ts';

/** What a cell of a national code holds, by dictionary code: the larger of a line's two cells speaks. */
const CELL = { empty: 0, malformed: 1, unknown: 2, known: 3 } as const;

/** A drug's name has a code a maker; a person who chooses one sees no more than these. */
const MOST_NAMESAKES = 20;

/**
 * Fee lines by local code (本地编码), as columns over the dictionary `localItem`: those whose national cells are empty or hold no national code, and apart
 * from them those whose national code no loaded pack has. Place 0 holds the lines without a local code. Amounts in 分; a refund is negative, so every sum is net.
 */
export class CodeTally {
	readonly lines: Uint32Array;
	readonly amount: Float64Array;
	/** 1 where some cell held something that is no national code. */
	readonly malformed: Uint8Array;
	readonly unknownLines: Uint32Array;
	readonly unknownAmount: Float64Array;
	/** A name that lines of the code bear, in dictionary `itemName`. */
	readonly name: Uint32Array;
	/** National code that other lines of the same local code bear, in dictionary `item`; 0 where none does. */
	readonly beside: Uint32Array;
	/** National code of a name, the first that was met; further ones in `namesakes`, `MOST_NAMESAKES` at most. */
	readonly codeOfName: Uint32Array;
	readonly namesakes = new Map<number, number[]>();
	/** 1 where a name of `codeOfName` stood in the column of national names, and not only in the hospital's own. */
	readonly official: Uint8Array;
	readonly #cell: Uint8Array;
	readonly #voids: Int32Array;
	/** 1 where a name has as many codes as are kept. */
	readonly #full: Uint8Array;

	/** @param known item codes that a loaded pack names, normalised */
	constructor(batch: BatchContext, known: ReadonlySet<string>) {
		const size = (name: string): number => batch.dictionaries.get(name).size + 1;
		const locals = size('localItem');
		[this.lines, this.unknownLines, this.name, this.beside] = [0, 0, 0, 0].map(() => new Uint32Array(locals)) as [
			Uint32Array,
			Uint32Array,
			Uint32Array,
			Uint32Array
		];
		[this.amount, this.unknownAmount] = [new Float64Array(locals), new Float64Array(locals)];
		this.malformed = new Uint8Array(locals);
		this.codeOfName = new Uint32Array(size('itemName'));
		this.official = new Uint8Array(size('itemName'));
		this.#full = new Uint8Array(size('itemName'));
		this.#voids = isVoidFlag(batch);
		const items = batch.dictionaries.get('item');
		this.#cell = Uint8Array.from({ length: size('item') }, (_, code) => {
			const text = code === 0 ? '' : normalizeCode(items.text(code));
			if (text === '') return CELL.empty;
			if (known.has(text)) return CELL.known;
			return hasNationalShape(text) ? CELL.unknown : CELL.malformed;
		});
	}

	/** Counts the lines of one shard's fee table; void lines (有效标志 0) do not count. */
	add(fee: ShardTable): void {
		const [national, catalogue, local] = [codesOf(fee, 'hilist_code'), codesOf(fee, 'med_list_codg'), codesOf(fee, 'medins_list_codg')];
		const [nationalName, localName] = [codesOf(fee, 'hilist_name'), codesOf(fee, 'medins_list_name')];
		const [amounts, valid] = [numbersOf(fee, 'det_item_fee_sumamt'), codesOf(fee, 'vali_flag')];
		for (let row = 0; row < fee.rowCount; row++) {
			if (valid && this.#voids[valid[row]!] === 1) continue;
			const own = local ? local[row]! : 0;
			const item = this.#nationalOf(national, catalogue, row);
			const cell = this.#cell[item]!;
			const theirs = nationalName ? nationalName[row]! : 0;
			const ours = localName ? localName[row]! : 0;
			if (cell >= CELL.unknown) {
				// The same item under the same local code and name has said all it can: most lines end here.
				if (own === 0 || this.beside[own] !== item || this.name[own] !== (ours || theirs)) this.#meet(own, item, ours, theirs);
				if (cell === CELL.known) continue;
				this.unknownLines[own]!++;
				this.unknownAmount[own]! += numberAt(amounts, row);
				continue;
			}
			if (this.name[own] === 0 && own !== 0) this.name[own] = ours || theirs;
			this.lines[own]!++;
			this.amount[own]! += numberAt(amounts, row);
			if (cell === CELL.malformed) this.malformed[own] = 1;
		}
	}

	/** The cell that says more; of equals the national one. */
	#nationalOf(national: CodeArray | undefined, catalogue: CodeArray | undefined, row: number): number {
		const [first, second] = [national ? national[row]! : 0, catalogue ? catalogue[row]! : 0];
		return this.#cell[second]! > this.#cell[first]! ? second : first;
	}

	/** A line with a national code: what its local code and its names go with. */
	#meet(own: number, item: number, ours: number, theirs: number): void {
		if (own !== 0) {
			if (this.name[own] === 0) this.name[own] = ours || theirs;
			if (this.beside[own] === 0) this.beside[own] = item;
		}
		this.#bear(theirs, item);
		this.#bear(ours, item);
		this.official[theirs] = 1;
	}

	#bear(name: number, item: number): void {
		if (name === 0 || this.codeOfName[name] === item || this.#full[name] === 1) return;
		if (this.codeOfName[name] === 0) {
			this.codeOfName[name] = item;
			return;
		}
		const others = this.namesakes.get(name);
		if (!others) this.namesakes.set(name, [item]);
		else if (!others.includes(item) && others.push(item) === MOST_NAMESAKES) this.#full[name] = 1;
	}
}
