/**
 * What a canonical field is: how it is stored, what it is called, under which other headings hospitals hand it over.
 * Names of fields are the codes of the national interfaces (FIELDS.md); the tables themselves are data in `tables/`.
 */

/**
 * - `code`: text that repeats, stored as a code of a batch-wide dictionary
 * - `id`: short text that rarely repeats, stored as bytes
 * - `text`: long text (documents), stored in a heap that is loaded only when a rule asks for it
 * - `amount` 分 · `price` 1/1 000 000 元 · `quantity` and `ratio` 1/10 000 · `integer` · `time` civil seconds and precision
 */
export type FieldKind = 'code' | 'id' | 'text' | 'amount' | 'price' | 'quantity' | 'ratio' | 'integer' | 'time';
export type NumberKind = 'amount' | 'price' | 'quantity' | 'ratio' | 'integer';

export interface FieldSpec<Kind extends FieldKind = FieldKind> {
	readonly kind: Kind;
	/** Chinese name, shown to people and recognised as a heading. */
	readonly zh: string;
	readonly en: string;
	/** Further headings for the same field: other national codes and the Chinese of hospital templates. */
	readonly aliases: readonly string[];
	/** Dictionary of a `code` field; fields that are compared with each other share one. */
	readonly dictionary: string;
	/** Without this field a file cannot be this table. */
	readonly key: boolean;
}

interface FieldOptions {
	aliases?: readonly string[];
	dictionary?: string;
	key?: boolean;
}

/** One field. The dictionary of a `code` field defaults to the field's own name, given by `defineTable`. */
export function field<const Kind extends FieldKind>(kind: Kind, zh: string, en: string, options: FieldOptions = {}): FieldSpec<Kind> {
	return { kind, zh, en, aliases: options.aliases ?? [], dictionary: options.dictionary ?? '', key: options.key ?? false };
}

export interface TableSpec<Fields extends Record<string, FieldSpec> = Record<string, FieldSpec>> {
	readonly zh: string;
	readonly en: string;
	/** `visit`: rows belong to a visit; `batch`: rows belong to the batch as a whole (stock, institutions, doctors). */
	readonly belongs: 'visit' | 'batch';
	/** Field that identifies a row within the batch, if the files carry one. */
	readonly rowId: string | null;
	readonly fields: Fields;
}

export function defineTable<const Fields extends Record<string, FieldSpec>>(spec: TableSpec<Fields>): TableSpec<Fields> {
	const fields = Object.fromEntries(
		Object.entries(spec.fields).map(([name, f]) => [name, { ...f, dictionary: f.dictionary || name }])
	) as unknown as Fields;
	return { ...spec, fields };
}
