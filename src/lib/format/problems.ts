import { locale, m } from '$lib/i18n/index.ts';
import type { Problem } from '$workers/protocol/mapping.ts';

/** Titles of the faults of input. The worker's own words (`expected`, `advice`) follow; English readers get the title and the value. */
const TITLES: Record<string, () => string> = {
	'empty-file': m.problem_empty_file,
	'no-table': m.problem_no_table,
	'duplicate-file': m.problem_duplicate_file,
	unreadable: m.problem_unreadable,
	'not-a-number': m.problem_not_a_number,
	'not-a-time': m.problem_not_a_time,
	'excel-identifier': m.problem_excel_identifier,
	'key-missing': m.problem_key_missing,
	'duplicate-record': m.problem_duplicate_record,
	'bad-encoding': m.problem_bad_encoding,
	'bad-quote': m.problem_bad_quote,
	'zip-bomb': m.problem_zip_bomb,
	'too-large': m.problem_too_large
};

export const problemTitle = (problem: Problem): string => TITLES[problem.id]?.() ?? (locale() === 'en' ? problem.id : problem.expected || problem.id);

/** Where, what, and what to do. */
export function problemText(problem: Problem): string {
	const place = problem.line > 0 ? m.problem_line({ line: problem.line }) : '';
	const value = problem.value === '' ? '' : `“${problem.value}”`;
	return [place, problem.column, value, problem.expected, problem.advice].filter((part) => part !== '').join(' · ');
}

/** What an operation that failed says: the message of a known fault, else a sentence that says what to do. */
export function failureText(error: unknown): string {
	if (error instanceof Error && error.message !== '') return m.failure_with({ message: error.message });
	return m.failure_plain();
}
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
