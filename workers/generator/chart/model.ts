import type { Item } from '../catalogue/item.ts';
import type { Fen, Micro } from '../money.ts';

/** A person of the invented city. Days are counted since 1970-01-01, times are minutes. */
export interface Person {
	readonly no: string;
	readonly name: string;
	readonly sex: 1 | 2;
	readonly birth: number;
	readonly insurance: '310' | '390';
}

/** A fee line; a refund (退费) has negative quantity and amounts and names its original. */
export interface Line {
	readonly sn: string;
	readonly refundOf: string;
	readonly item: Item;
	readonly dept: string;
	readonly doctor: string;
	readonly takenHome: boolean;
	readonly daysOfSupply: number;
	readonly maternity: boolean;
	order: string;
	at: number;
	cnt: number;
	price: Micro;
	fen: Fen;
	/** In scope (符合范围), paid first by the patient (先行自付), wholly self-paid (全自费). */
	scope: Fen;
	first: Fen;
	own: Fen;
}

export interface Order {
	readonly no: string;
	readonly kind: '长期' | '临时';
	readonly text: string;
	readonly name: string;
	readonly code: string;
	readonly dose: string;
	readonly freq: string;
	readonly way: string;
	readonly days: number;
	readonly dept: string;
	readonly doctor: string;
	begin: number;
	stop: number | null;
}

export interface LabRow {
	readonly report: string;
	readonly at: number;
	readonly sheet: string;
	readonly name: string;
	readonly value: string;
	readonly unit: string;
	readonly range: string;
	readonly flag: string;
}

export interface ExamRow {
	readonly report: string;
	readonly at: number;
	readonly kind: string;
	readonly part: string;
	readonly name: string;
	readonly finding: string;
	readonly conclusion: string;
	readonly films: number;
}

export interface NursingRow {
	readonly at: number;
	readonly level: string;
	readonly vitals: number;
	readonly rounds: number;
	readonly text: string;
}

export interface DocumentRow {
	readonly kind: string;
	readonly at: number;
	readonly author: string;
	readonly text: string;
}

export interface OperationRow {
	readonly code: string;
	readonly name: string;
	readonly begin: number;
	readonly end: number;
	readonly main: boolean;
	readonly way: string;
	readonly surgeon: string;
	readonly anaesthetist: string;
}

export interface AnaesthesiaRow {
	readonly begin: number;
	readonly end: number;
	readonly way: string;
	readonly doctor: string;
}

export interface DeviceRow {
	readonly device: string;
	readonly begin: number;
	readonly end: number;
	readonly hours: number;
}

export interface ImplantRow {
	readonly udi: string;
	readonly item: Item;
	readonly at: number;
	readonly operation: string;
}

export interface DiagnosisRow {
	readonly code: string;
	readonly name: string;
	readonly main: boolean;
}

/** A visit outside the batch that a stay refers to (既往就诊). */
export interface EarlierVisit {
	readonly id: string;
	readonly begin: number;
	readonly end: number;
	readonly code: string;
	readonly name: string;
	readonly memo: string;
}

/** A row of the stock (进销存): a balance of a month, or one movement. */
export interface StockRow {
	readonly place: string;
	readonly item: Item;
	/** yyyyMM. */
	readonly period: string;
	readonly unit: string;
	/** 结存: quantities of the month; `received` empty where the hospital writes receipts alone. */
	readonly balance?: { readonly opening: number; readonly received: number | null; readonly closing: number };
	/** 出入库: what came, how, on which day. */
	readonly movement?: { readonly kind: string; readonly cnt: number; readonly day: number };
	/** Units of an opened package, where it is sold in parts. */
	readonly parts?: { readonly ratio: number; readonly unit: string };
}

/** A row of the answer key. */
export interface Truth {
	readonly problem: string;
	readonly kind: 'planted' | 'look-alike';
	readonly visit: string;
	readonly lines: readonly string[];
	/** Gross amount at fault, refunds netted; null where it cannot be named. */
	readonly fen: Fen | null;
	readonly note: string;
}
