import type { Operand, Operator } from '../../rules/domain/finding.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';

/** A cell that a comparison read: place in the example's own tables. */
export interface ExampleCell {
	readonly table: TableId;
	/** 0-based row of the example. */
	readonly row: number;
	/** Null where the whole row was read. */
	readonly field: string | null;
}
export type ExampleOperand = Pick<Operand, 'label' | 'unit' | 'value' | 'origin' | 'originRef'> & { readonly cells: readonly ExampleCell[] };
export interface ExampleCondition {
	readonly left: ExampleOperand;
	readonly op: Operator;
	readonly right: ExampleOperand;
	readonly holds: boolean;
}
export interface ExampleTable {
	readonly table: TableId;
	readonly fields: readonly string[];
	readonly rows: readonly (readonly string[])[];
	/** Rows of the test's record that are not shown. */
	readonly more: number;
}

/** One record out of a rule's tests and what the rule's judge compared on it. */
export interface RuleExample {
	/** The case's name in the test file. */
	readonly name: string;
	readonly tables: readonly ExampleTable[];
	/** Of one stay, in the order of the judge; empty where the judge had nothing to compare. */
	readonly conditions: readonly ExampleCondition[];
	/** Comparisons that are not shown. */
	readonly more: number;
	/** What the finding says, of the rule's own templates; null where nothing is found. */
	readonly message: { readonly id: string; readonly data: Readonly<Record<string, string | number>> } | null;
}

/** static/rules/examples.json: by rule one case that fires and one that does not; null where its tests have none. */
export interface RuleExamples {
	readonly format: 'mingshen.examples/1';
	readonly rules: Readonly<Record<string, { readonly version: number; readonly fires: RuleExample | null; readonly passes: RuleExample | null }>>;
}
