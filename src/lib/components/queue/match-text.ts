import { facetName } from '$lib/format/words.ts';
import { m } from '$lib/i18n/index.ts';
import type { MatchKind } from '$workers/protocol/queue.ts';

const KINDS: Record<MatchKind, () => string> = {
	rule: () => facetName('rule'),
	visit: m.facet_visit,
	person: m.queue_column_patient,
	institution: () => facetName('institution'),
	department: () => facetName('department'),
	doctor: () => facetName('doctor'),
	item: () => facetName('item'),
	diagnosis: m.queue_match_diagnosis,
	operation: m.queue_match_operation,
	order: m.queue_match_order,
	lab: m.queue_match_lab,
	document: m.queue_match_document
};
export const matchName = (kind: MatchKind): string => KINDS[kind]();

/** A text in pieces, those that are the word marked; capitals and small letters are the same. */
export function split(text: string, word: string): { readonly text: string; readonly hit: boolean }[] {
	const [folded, needle] = [text.toLowerCase(), word.toLowerCase()];
	const parts: { text: string; hit: boolean }[] = [];
	let from = 0;
	for (let at = folded.indexOf(needle); needle !== '' && at >= 0; at = folded.indexOf(needle, from)) {
		if (at > from) parts.push({ text: text.slice(from, at), hit: false });
		parts.push({ text: text.slice(at, at + word.length), hit: true });
		from = at + word.length;
	}
	if (from < text.length) parts.push({ text: text.slice(from), hit: false });
	return parts;
}
