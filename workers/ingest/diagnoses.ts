import type { TableMapping } from '../protocol/mapping.ts';
import { FAULT, FieldBatch } from './field-batch.ts';
import { GrowingBytes } from './growing.ts';
import { OTHER_DIAGNOSES } from './recognise.ts';

const HASH = 0x23;
const CODE = /^[A-Za-z]\d{2}[0-9A-Za-z.+*]*$/;
const encoder = new TextEncoder();
const YES = encoder.encode('1');
const NO = encoder.encode('0');

/** Columns that the spreading adds behind the file's own. */
const ADDED = ['diag_code', 'diag_name', 'maindiag_flag', 'diag_srt_no'] as const;

/**
 * Diagnoses of a hospital's stay table: the main one and the others joined by # (次要诊断组合) become rows of the diagnosis table.
 * Each keeps the line of the record that it stands in.
 */
export class DiagnosisSpreader {
	/** The mapping of the spread rows. */
	readonly mapping: TableMapping;
	private readonly width: number;
	private readonly code: number;
	private readonly name: number;
	private readonly others: number;
	private readonly out: FieldBatch;
	private readonly heap = new GrowingBytes(1 << 16);
	private readonly onBatch: (batch: FieldBatch) => void;

	constructor(mapping: TableMapping, width: number, onBatch: (batch: FieldBatch) => void) {
		const isOther = (heading: string): boolean => OTHER_DIAGNOSES.includes(heading.trim());
		const at = (field: string, other: boolean) => mapping.columns.find((c) => c.field === field && isOther(c.heading) === other);
		const headings: Record<string, string> = {
			diag_code: at('diag_code', false)?.heading ?? '',
			diag_name: at('diag_name', false)?.heading ?? '',
			maindiag_flag: '',
			diag_srt_no: ''
		};
		this.width = width;
		this.code = at('diag_code', false)?.position ?? -1;
		this.name = at('diag_name', false)?.position ?? -1;
		this.others = mapping.columns.find((c) => isOther(c.heading))?.position ?? -1;
		this.mapping = {
			...mapping,
			columns: [
				...mapping.columns
					.filter((c) => c.how !== 'derived')
					.map((c) => ((ADDED as readonly string[]).includes(c.field ?? '') ? { ...c, field: null } : c)),
				...ADDED.map((field, i) => ({ heading: headings[field]!, position: width + i, field, how: 'name' as const }))
			]
		};
		this.out = new FieldBatch(width + ADDED.length);
		this.onBatch = onBatch;
	}

	/** Whether a mapping is of this kind. */
	static fits(mapping: TableMapping): boolean {
		return mapping.table === 'diagnosis' && mapping.columns.some((c) => c.field && OTHER_DIAGNOSES.includes(c.heading.trim()));
	}

	read(batch: FieldBatch): void {
		for (let row = 0; row < batch.rows; row++) {
			if (batch.faults[row] !== FAULT.none) {
				const note = batch.faultNotes.get(row);
				const at = this.begin(batch, row);
				this.out.fault(at, batch.faults[row]!, note?.position ?? -1, note?.value ?? '');
				continue;
			}
			const cell = (position: number): [number, number] => {
				const c = position * batch.capacity + row;
				return position < 0 ? [0, 0] : [batch.starts[c]!, batch.ends[c]!];
			};
			const [codeFrom, codeTo] = cell(this.code);
			const [nameFrom, nameTo] = cell(this.name);
			let order = 1;
			if (codeFrom < codeTo || nameFrom < nameTo) {
				this.add(batch, row, [codeFrom, codeTo], [nameFrom, nameTo], YES, order++);
			}
			const [begin, end] = cell(this.others);
			let from = begin;
			while (from < end) {
				let to = from;
				while (to < end && batch.bytes[to] !== HASH) to++;
				if (to > from) {
					const isCode = CODE.test(String.fromCharCode(...batch.bytes.subarray(from, Math.min(to, from + 32))));
					this.add(batch, row, isCode ? [from, to] : [0, 0], isCode ? [0, 0] : [from, to], NO, order++);
				}
				from = to + 1;
			}
		}
		this.flush();
	}

	private add(batch: FieldBatch, row: number, code: [number, number], name: [number, number], main: Uint8Array, order: number): void {
		const at = this.begin(batch, row);
		for (let c = 0; c < this.width; c++) {
			const cell = c * batch.capacity + row;
			this.put(at, c, batch.bytes, batch.starts[cell]!, batch.ends[cell]!);
		}
		this.put(at, this.width, batch.bytes, ...code);
		this.put(at, this.width + 1, batch.bytes, ...name);
		this.put(at, this.width + 2, main, 0, 1);
		const digits = encoder.encode(String(order));
		this.put(at, this.width + 3, digits, 0, digits.length);
	}

	private begin(batch: FieldBatch, row: number): number {
		if (this.out.rows === this.out.capacity) this.flush();
		const at = this.out.rows++;
		this.out.lines[at] = batch.lines[row]!;
		this.out.faults[at] = FAULT.none;
		return at;
	}

	private put(row: number, column: number, bytes: Uint8Array, from: number, to: number): void {
		const cell = column * this.out.capacity + row;
		this.out.starts[cell] = this.heap.length;
		this.heap.append(bytes, from, to);
		this.out.ends[cell] = this.heap.length;
	}

	private flush(): void {
		this.out.bytes = this.heap.bytes;
		if (this.out.rows > 0) this.onBatch(this.out);
		this.out.clear();
		this.heap.length = 0;
	}
}
