import type { FindingMessage } from '../../../rules/domain/finding.ts';
import { CONFIRM_SAMPLE, type BulkPreview, type BulkScope } from '../../protocol/queue.ts';
import { Fault } from '../../store/index.ts';
import { DECISIONS, type QueueIndex } from '../queue-index.ts';
import { ALL_BITS, type QueueView } from '../queue-view.ts';
import { addShared } from '../shared-claims.ts';
import { membersOf, statesOf } from './groups.ts';

/** Rows that a preview shows. */
const SHOWN = 50;

/** Ids of the messages of a finding: the parts of the rule that fired, without their numbers. */
const messageIds = (messages: readonly FindingMessage[]): string[] => [...new Set(messages.map(({ id }) => id))].sort();

/** Findings like one (同类): of the same rule, about the same main item, and with the same messages. Looks at the rule's findings only. */
function alike(index: QueueIndex, at: number): Uint32Array {
	const { rule, item } = index.coded;
	const wanted = messageIds(index.row(at).messages).join(' ');
	return index
		.order('weight')
		.filter((i) => rule.codes[i] === rule.codes[at] && item.codes[i] === item.codes[at] && messageIds(index.row(i).messages).join(' ') === wanted)
		.reverse();
}

/** Findings that a decision may be about, the weightiest first; and those of them that it would be about. */
interface Members {
	readonly all: Uint32Array;
	readonly open: Uint32Array;
	readonly source: number;
}

/** @throws Fault not-found where the finding that others are to be like is not in the run */
export function scopeMembers(index: QueueIndex, view: QueueView, scope: BulkScope): Members {
	const open = DECISIONS.indexOf('open');
	if (scope.kind === 'alike') {
		const source = index.find(scope.key);
		if (source < 0) throw new Fault('not-found', `finding ${scope.key}`);
		const all = alike(index, source);
		return { all, open: all.filter((i) => index.decision[i] === open), source };
	}
	const fails = view.fails(scope.filter);
	const all = membersOf(index, view, scope.filter, scope.by, scope.value);
	return { all, open: all.filter((i) => index.decision[i] === open && fails[i] === 0), source: -1 };
}

export function previewOf(index: QueueIndex, view: QueueView, scope: BulkScope): BulkPreview {
	const { all, open, source } = scopeMembers(index, view, scope);
	const row = source < 0 ? null : index.row(source);
	return {
		count: all.length,
		amount: moneyOf(index, all),
		states: statesOf(index, all),
		open: open.length,
		openAmount: moneyOf(index, open),
		pattern: row && { rule: row.rule, item: row.item, messages: messageIds(row.messages) },
		sample: sampleOf(index, all).map((i) => ({ key: index.keys[i]!, visit: index.text('visit', i), decision: DECISIONS[index.decision[i]!]! })),
		rows: Array.from(all.subarray(0, SHOWN), (i) => index.row(i))
	};
}

/** Sum of some findings, a shared line once; 分. */
function moneyOf(index: QueueIndex, findings: Uint32Array): number {
	const fails = new Uint16Array(index.count).fill(1);
	const total = new Float64Array(1);
	for (const i of findings) {
		fails[i] = 0;
		total[0]! += index.claims.own[i]!;
	}
	addShared(index.claims, fails, ALL_BITS, null, total);
	return total[0]!;
}

/** The findings whose keys have the smallest hashes: the same ones each time, chosen by nobody. */
function sampleOf(index: QueueIndex, findings: Uint32Array): number[] {
	return Array.from(findings, (i) => ({ i, hash: fnv1a(index.keys[i]!) }))
		.sort((a, b) => a.hash - b.hash || a.i - b.i)
		.slice(0, CONFIRM_SAMPLE)
		.map(({ i }) => i);
}

/** FNV-1a over UTF-16 units, 32 bits, with a last mix: keys that differ in their last digit must not lie side by side. */
function fnv1a(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	return (hash ^ (hash >>> 13)) >>> 0;
}
