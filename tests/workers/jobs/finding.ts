import type { Finding, FindingLine } from '../../../rules/domain/finding.ts';

/** A finding with only what a test is about. */
export const finding = (parts: Partial<Finding> & { readonly key: string }): Finding => ({
	rule: 'rule-a',
	version: 1,
	dimension: 'compliance',
	violation: '重复收费',
	grade: 'suspect',
	visit: 'M1',
	person: 'P1',
	related: [],
	institution: '市一院',
	department: '内科',
	doctor: '甲',
	date: '2026-04-10',
	lines: [],
	conditions: [],
	clears: [],
	basis: [],
	amounts: { amount: null, inScope: null, fund: null, fundMethod: 'none', reasons: [] },
	messages: [],
	evidenceDigest: 'ab'.repeat(32),
	...parts
});

export const line = (record: number, amount: number | null, role: FindingLine['role'] = 'offending'): FindingLine => ({
	table: 'fee',
	file: 'f',
	record,
	rowId: '',
	role,
	qty: null,
	amount,
	inScope: null,
	fund: null
});
