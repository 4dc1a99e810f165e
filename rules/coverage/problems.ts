import type { Bilingual } from '../domain/finding.ts';
import type { RuleMeta } from '../engine/rule.ts';
import { PROBLEMS, type TypicalProblem } from './problem-list.ts';

export interface ProblemCoverage extends TypicalProblem {
	/** Ids of the rules that say they find it. */
	readonly rules: readonly string[];
	/** Why no rule can find it in what is handed over; null where one does, or may some day. */
	readonly lacks: Bilingual | null;
}

export type Claims = Pick<RuleMeta, 'id' | 'problems' | 'pharmacyProblems' | 'imagingProblems'>;

/** What no file carries that a hospital or a pharmacy hands over, by problem. */
const LACKS: Readonly<Record<string, Bilingual>> = {
	'9': {
		zh: '约定采购量不在任何上传或调取的数据中；“没有履约”也不是规范的违规术语',
		en: 'Agreed volumes stand in no file, and the problem has no official term of violation'
	},
	药店6: { zh: '替其他机构结算只见于现场单据', en: 'Settling for another shop shows on paper slips only' },
	药店12: { zh: '处方原件的涂改须现场比对', en: 'An altered prescription is seen on the paper only' },
	药店13: { zh: '处方来源机构的登记不在调取数据中', en: 'The register of who issued a prescription is not handed over' }
};

/** Ids of the problems that a rule says it finds. */
export const claimsOf = ({ problems, pharmacyProblems = [], imagingProblems = [] }: Claims): string[] => [
	...problems.map(String),
	...pharmacyProblems.map((no) => `药店${no}`),
	...imagingProblems.map((no) => `影像${no}`)
];

/** Rules by problem, computed from what the rules say of themselves; a problem of the earlier list is found by the rules of its twin. */
export function problemCoverage(rules: readonly { readonly meta: Claims }[]): ProblemCoverage[] {
	return PROBLEMS.map((problem) => ({
		...problem,
		rules: rules.filter(({ meta }) => claimsOf(meta).includes(problem.sameAs ?? problem.id)).map(({ meta }) => meta.id),
		lacks: LACKS[problem.id] ?? null
	}));
}
