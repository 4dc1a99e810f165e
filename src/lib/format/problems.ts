import { locale, m } from '$lib/i18n/index.ts';
import { FAULT_NAME, type FaultId } from '$workers/protocol/fault.ts';
import type { Problem } from '$workers/protocol/mapping.ts';

/** Titles of the faults of input. The worker's own words (`expected`, `advice`) follow; English readers get the title and the value. */
const TITLES: Record<string, () => string> = {
	'empty-file': m.problem_empty_file,
	'headings-only': m.problem_headings_only,
	'binary-file': m.problem_binary,
	'old-excel': m.problem_old_excel,
	'utf-16': m.problem_utf16,
	'packed-file': m.problem_packed,
	'no-table': m.problem_no_table,
	'too-many-columns': m.problem_columns,
	'same-file': m.problem_duplicate_file,
	'follow-other-institution': m.delta_problem_institution,
	'follow-other-identifiers': m.delta_problem_identifiers,
	'damaged-file': m.problem_damaged,
	'too-large-whole': m.problem_too_large,
	'not-json': m.problem_not_json,
	'zip-bomb': m.problem_zip_bomb,
	'zip-nested': m.problem_zip_nested,
	'zip-path': m.problem_zip_path,
	'zip-encrypted': m.problem_zip_encrypted,
	'zip-method': m.problem_zip_method,
	'ragged-row': m.problem_ragged,
	'cell-too-large': m.problem_cell,
	'broken-quote': m.problem_quote,
	'not-an-object': m.problem_not_object,
	'no-visit-key': m.problem_no_visit,
	'duplicate-id': m.problem_duplicate_record,
	'not-a-number': m.problem_not_a_number,
	'too-many-decimals': m.problem_decimals,
	'number-too-large': m.problem_number_large,
	'not-a-date': m.problem_not_a_date,
	'impossible-date': m.problem_impossible_date,
	'excel-identifier': m.problem_excel_identifier,
	'bad-encoding': m.problem_bad_encoding
};

export const problemTitle = (problem: Problem): string => TITLES[problem.id]?.() ?? (locale() === 'en' ? problem.id : problem.expected || problem.id);

/** Where, what, and what to do. */
export function problemText(problem: Problem): string {
	const place = problem.line > 0 ? m.problem_line({ line: problem.line }) : '';
	const value = problem.value === '' ? '' : `“${problem.value}”`;
	return [place, problem.column, value, problem.expected, problem.advice].filter((part) => part !== '').join(' · ');
}

const FAULTS: Record<FaultId, () => string> = {
	'quota-exceeded': m.fault_quota,
	'store-unreadable': m.fault_unreadable,
	'store-newer': m.fault_newer,
	'store-blocked': m.fault_blocked,
	'store-damaged': m.fault_damaged,
	'journal-failed': m.fault_journal,
	'read-only': m.second_tab,
	'not-found': m.fault_not_found,
	'too-large': m.fault_too_large,
	'too-many': m.documents_fault_too_many,
	'font-unreadable': m.documents_fault_font,
	'decided-elsewhere': m.decide_fault_elsewhere,
	'amount-wrong': m.decide_fault_amount_wrong,
	'amount-above': m.decide_fault_amount_above,
	'line-unknown': m.decide_fault_line_unknown,
	'bad-training-file': m.training_fault_file,
	'other-training-batch': m.training_fault_batch,
	aborted: m.fault_aborted,
	'worker-died': m.fault_worker,
	internal: m.fault_internal
};

/** A known fault in words, with its detail; an id without words stays visible. */
export function faultText(text: string): string {
	const [id, ...rest] = text.split(': ');
	const words = FAULTS[id as FaultId]?.() ?? DAMAGES[id!]?.({ what: rest.join(': ') });
	if (words === undefined) return text;
	return rest.length > 0 && id! in FAULTS ? `${words} (${rest.join(': ')})` : words;
}
const DAMAGES: Record<string, (data: { what: string }) => string> = {
	'lost-batches': m.damage_lost,
	'incomplete-batches': m.damage_incomplete,
	'journal-damaged': m.damage_journal,
	'journal-rebuilt': m.damage_rebuilt,
	'journal-unavailable': () => m.fault_journal()
};

/** What an operation that failed says: the words of a known fault, else the message, else what to do. */
export function failureText(error: unknown): string {
	if (error instanceof Error && error.name === FAULT_NAME) return faultText(error.message);
	if (error instanceof Error && error.message !== '') return m.failure_with({ message: error.message });
	return m.failure_plain();
}
export const isAbort = (error: unknown): boolean =>
	error instanceof Error && (error.name === 'AbortError' || (error.name === FAULT_NAME && error.message.startsWith('aborted')));
