import { m } from '$lib/i18n/index.ts';
import { rowKey } from '$lib/state/numbering.ts';
import { display } from '$rules/domain/display.ts';
import type { Basis, Finding } from '$rules/domain/finding.ts';
import { validityOf, type Days, type Validity } from '$rules/domain/policy/validity.ts';
import { dayOf } from '$rules/domain/units.ts';
import type { CaseView } from '$workers/protocol/case.ts';

const WARNINGS: Record<Exclude<Validity, 'in-force' | 'unknown'>, (basis: Basis, days: Days) => string> = {
	'not-yet': ({ from }, [first, last]) => m.policy_not_yet({ from, days: first === last ? first : `${first} – ${last}` }),
	expired: ({ to = '' }, [first, last]) => m.policy_expired({ to, days: first === last ? first : `${first} – ${last}` }),
	'partly-before': ({ from }, [first]) => m.policy_partly_before({ from, first }),
	'partly-after': ({ to = '' }, [, last]) => m.policy_partly_after({ to, last })
};

/** The warning that days of the conduct lie outside the days in force of a clause; null where none does, or no day is known. */
export function policyWarning(basis: Basis, days: Days | null): string | null {
	const validity = validityOf(basis, days);
	return days === null || validity === 'in-force' || validity === 'unknown' ? null : WARNINGS[validity](basis, days);
}

/** Days in force of a clause in words. */
export const policySpan = ({ from, to }: Basis): string => (to === undefined ? m.basis_from({ from }) : m.policy_span({ from, to }));

/** First and last day of the conduct: the finding's own day to that of its latest line that the record dates; null where no day is known. */
export function conductDays(view: Pick<CaseView, 'tables'>, finding: Pick<Finding, 'date' | 'lines'>): Days | null {
	const wanted = new Set(finding.lines.map(rowKey));
	const tables = [...new Set(finding.lines.map(({ table }) => table))];
	const dated = tables.flatMap((table) =>
		(view.tables[table]?.rows ?? [])
			.filter((row) => row.begin !== null && wanted.has(rowKey({ table, ...row })))
			.map((row) => display.day(dayOf(row.begin!)))
	);
	const all = [finding.date, ...dated].filter((day) => day !== '').toSorted();
	return all.length === 0 ? null : [all[0]!, all.at(-1)!];
}

/** Clauses of the rule that a finding does not cite, since they were not in force on its day of service. */
export const leftOut = (all: readonly Basis[], cited: readonly Basis[]): Basis[] =>
	all.filter((one) => !cited.some(({ doc, clause }) => doc === one.doc && clause === one.clause));
