import { createContext } from 'svelte';
import { m } from '$lib/i18n/index.ts';
import { TABLES, fieldSpec, type TableId } from '$rules/domain/tables/index.ts';
import type { Follows } from '$workers/protocol/delta.ts';
import type { FilePreview, MappingProfile, Problem, TableMapping } from '$workers/protocol/mapping.ts';
import type { Receipt } from '$workers/protocol/receipt.ts';
import type { RuleCard } from '$workers/protocol/workspace.ts';
import type { Workbench } from './workbench.svelte.ts';

export const previewKey = (preview: { file: string; sheet: string }): string => `${preview.file}\n${preview.sheet}`;

/** Files on their way in: what they were recognised as, and what a person corrected. */
export class Intake {
	readonly #workbench: Workbench;
	#files = $state.raw<readonly File[]>([]);
	#previews = $state.raw<readonly FilePreview[]>([]);
	#corrected = $state.raw<ReadonlyMap<string, readonly TableMapping[]>>(new Map());
	#profile = $state.raw<MappingProfile | null>(null);
	#chosen = $state('');
	#reading = $state(false);
	/** Receipt of an import of which nothing was kept: it says why. */
	#refused = $state.raw<Receipt | null>(null);
	/** The batch that the files are a later version of (基于已有批次). */
	#follows = $state.raw<Follows | null>(null);
	name = $state('');

	constructor(workbench: Workbench) {
		this.#workbench = workbench;
	}
	get files() {
		return this.#files;
	}
	get previews() {
		return this.#previews;
	}
	get profile() {
		return this.#profile;
	}
	get follows() {
		return this.#follows;
	}
	follow(follows: Follows | null): void {
		this.#follows = follows;
	}
	get refused() {
		return this.#refused;
	}
	get reading() {
		return this.#reading;
	}
	get correctedCount(): number {
		return this.#corrected.size;
	}
	get chosen(): FilePreview | null {
		return this.#previews.find((preview) => previewKey(preview) === this.#chosen) ?? this.#previews[0] ?? null;
	}
	choose(preview: FilePreview): void {
		this.#chosen = previewKey(preview);
	}
	mappings(preview: FilePreview): readonly TableMapping[] {
		return this.#corrected.get(previewKey(preview)) ?? preview.mappings;
	}
	isCorrected(preview: FilePreview): boolean {
		return this.#corrected.has(previewKey(preview));
	}
	/** Tables that the import will give: a table without its key fields is not taken. */
	readonly tables: ReadonlySet<TableId> = $derived.by(
		() =>
			new Set(
				this.#previews.flatMap((preview) =>
					this.mappings(preview)
						.filter((mapping) => mapping.missingKeys.length === 0)
						.map((mapping) => mapping.table)
				)
			)
	);
	/** A fault that still stands: a file whose table was not recognised is mended by hand. */
	problem(preview: FilePreview): Problem | null {
		if (preview.problem === null) return null;
		const mended = this.isCorrected(preview) && this.mappings(preview).every((mapping) => mapping.missingKeys.length === 0);
		return mended ? null : preview.problem;
	}
	readonly bytes: number = $derived(this.#files.reduce((sum, file) => sum + file.size, 0));

	/** Rules that will answer 无法判断, by the table that no file gives. */
	unable(rules: Iterable<RuleCard>): { table: TableId; rules: RuleCard[] }[] {
		const missing = new Map<TableId, RuleCard[]>();
		for (const rule of rules) {
			for (const table of rule.requires) if (!this.tables.has(table)) missing.set(table, [...(missing.get(table) ?? []), rule]);
		}
		return [...missing].map(([table, list]) => ({ table, rules: list })).sort((a, b) => b.rules.length - a.rules.length);
	}
	async add(files: readonly File[]): Promise<void> {
		const known = new Set(this.#files.map((file) => `${pathOf(file)} ${file.size}`));
		this.#files = [...this.#files, ...files.filter((file) => !known.has(`${pathOf(file)} ${file.size}`))];
		if (this.name === '') this.name = defaultName(this.#files);
		await this.#preview();
	}
	async remove(preview: FilePreview): Promise<void> {
		this.#files = this.#files.filter(
			(file) => !(preview.file === pathOf(file) || preview.file === file.name || preview.file.startsWith(`${file.name}/`))
		);
		await this.#preview();
	}
	clear(): void {
		this.#refused = null;
		this.#files = [];
		this.#previews = [];
		this.#corrected = new Map();
		this.name = '';
	}
	async useProfile(profile: MappingProfile | null): Promise<void> {
		this.#profile = profile;
		this.#corrected = new Map();
		await this.#preview();
	}
	async #preview(): Promise<void> {
		if (this.#files.length === 0) {
			this.clear();
			return;
		}
		this.#reading = true;
		const files = this.#files;
		const previews = await this.#workbench.jobs.run(m.job_preview(), (options) => this.#workbench.client.previewFiles(files, this.#profile, options));
		if (files === this.#files) {
			this.#previews = previews ?? [];
			this.#reading = false;
		}
	}
	setField(preview: FilePreview, index: number, position: number, field: string | null): void {
		this.#change(preview, index, (mapping) => ({
			...mapping,
			columns: mapping.columns.map((column) => {
				if (column.position === position) return { ...column, field, how: field === null ? ('none' as const) : ('hand' as const) };
				return field !== null && column.field === field ? { ...column, field: null, how: 'none' as const } : column;
			})
		}));
	}
	/** Another table for the file: headings that are its fields by code, name or alias are taken over. */
	setTable(preview: FilePreview, index: number, table: TableId): void {
		this.#change(preview, index, (mapping) => ({
			...mapping,
			table,
			columns: mapping.columns.map((column) => ({ ...column, ...recognised(table, column.heading) }))
		}));
	}
	/** Says by hand what a file is that was not recognised at all. */
	addTable(preview: FilePreview, table: TableId): void {
		const columns = preview.headings.map((heading, position) => ({ heading, position, ...recognised(table, heading) }));
		const mapping = checked({ file: preview.file, sheet: preview.sheet, table, headingRow: 1, columns, confidence: 0, missingKeys: [] });
		this.#corrected = new Map(this.#corrected).set(previewKey(preview), [mapping]);
	}
	revert(preview: FilePreview): void {
		const next = new Map(this.#corrected);
		next.delete(previewKey(preview));
		this.#corrected = next;
	}
	#change(preview: FilePreview, index: number, change: (mapping: TableMapping) => TableMapping): void {
		const mappings = this.mappings(preview).map((mapping, i) => (i === index ? checked(change(mapping)) : mapping));
		this.#corrected = new Map(this.#corrected).set(previewKey(preview), mappings);
	}
	/** The corrections as a profile, so that the next file of the same shape needs none. */
	async saveProfile(name: string): Promise<void> {
		const entries = this.#previews
			.filter((preview) => preview.mappings.length > 0)
			.map((preview) => ({
				headings: preview.headings,
				tables: this.mappings(preview).map((mapping) => ({
					table: mapping.table,
					fields: Object.fromEntries(mapping.columns.map((column) => [column.heading, column.field]))
				}))
			}));
		await this.#workbench.workspace.saveProfile({ format: 'mingshen.mapping/1', name, entries, localCodes: this.#profile?.localCodes ?? {} });
	}
	/** Imports into a new batch; null where it was cancelled or failed, and then nothing was imported. */
	async import(): Promise<string | null> {
		const request = {
			name: this.name.trim() || m.unnamed_batch(),
			files: this.#files,
			corrections: [...this.#corrected.values()].flat(),
			profile: this.#profile,
			follows: this.#follows
		};
		const done = await this.#workbench.jobs.run(m.job_import({ name: request.name }), (options) =>
			this.#workbench.client.runImport(request, options)
		);
		if (!done) return null;
		if (done.batch === '') {
			this.#refused = done.receipt;
			return null;
		}
		this.clear();
		this.#follows = null;
		await this.#workbench.refresh();
		return done.batch;
	}
	/** A training batch, from nothing to the queue. */
	async training(stays: number, seed: number): Promise<{ batch: string; reviewed: boolean } | null> {
		const { jobs, client } = this.#workbench;
		const name = m.training_name({ n: stays });
		const made = await jobs.run(m.job_training(), (options) => client.generateTraining(stays, seed, options));
		if (!made) return null;
		// The answer key is no record: it is kept apart, for those who train.
		const files = made.filter((file) => file.name !== 'truth.csv');
		const done = await jobs.run(m.job_import({ name }), (options) => client.runImport({ name, files, corrections: [], profile: null }, options));
		if (!done || done.batch === '') return null;
		const key = made.find((file) => file.name === 'truth.csv');
		if (key) await this.#workbench.workspace.training('keepKey', done.batch, stays, seed, key);
		await this.#workbench.refresh();
		return { batch: done.batch, reviewed: await this.#workbench.review(done.batch, m.job_review(), 'settled', this.#workbench.packs) };
	}
}

const pathOf = (file: File): string => file.webkitRelativePath || file.name;

function defaultName(files: readonly File[]): string {
	const folder = files[0]?.webkitRelativePath.split('/')[0];
	const first = files[0]?.name.replace(/\.[^.]+$/, '') ?? '';
	return folder || (files.length > 1 ? m.batch_of_files({ first, n: files.length }) : first);
}

function recognised(table: TableId, heading: string): { field: string | null; how: 'code' | 'name' | 'none' } {
	const text = heading.trim();
	if (fieldSpec(table, text)) return { field: text, how: 'code' };
	const found = Object.entries(TABLES[table].fields).find(([, spec]) => spec.zh === text || spec.aliases.includes(text));
	return found ? { field: found[0], how: 'name' } : { field: null, how: 'none' };
}

/** Key fields that no column gives any more. */
function checked(mapping: TableMapping): TableMapping {
	const given = new Set(mapping.columns.map((column) => column.field));
	const keys = Object.entries(TABLES[mapping.table].fields).filter(([, spec]) => spec.key);
	return { ...mapping, missingKeys: keys.map(([name]) => name).filter((name) => !given.has(name)) };
}

export const [useIntake, provideIntake] = createContext<Intake>();
