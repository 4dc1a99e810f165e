import { comma, m } from '$lib/i18n/index.ts';
import type { CodeSuggestion, CodeView, SuggestedBy } from '$workers/protocol/code-mapping.ts';

const VIEWS: Record<CodeView, () => string> = {
	open: m.codes_open,
	mapped: m.codes_mapped,
	outside: m.codes_outside,
	all: m.codes_all,
	unknown: m.codes_unknown
};
export const CODE_VIEWS = Object.keys(VIEWS) as readonly CodeView[];
export const viewName = (view: CodeView): string => VIEWS[view]();

const BY: Record<SuggestedBy, (score: number) => string> = {
	'same-code': m.by_same_code,
	'same-name': m.by_same_name,
	'same-core': m.by_same_core,
	similar: (score) => m.by_similar({ n: Math.floor(score / 10) })
};

/** Why a national code is proposed, and what the two names do not share. */
export function whySuggested({ by, score, ours, theirs, source, codeCount }: CodeSuggestion): string {
	const parts = [
		BY[by](score),
		...(ours === '' ? [] : [m.only_ours({ text: ours })]),
		...(theirs === '' ? [] : [m.only_theirs({ text: theirs })]),
		...(codeCount > 1 ? [m.name_has_codes({ n: codeCount })] : []),
		...(by === 'same-code' ? [] : [source === '' ? m.from_batch() : source])
	];
	return parts.join(comma());
}
