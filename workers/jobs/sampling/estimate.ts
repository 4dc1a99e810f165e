import type {
	DrawCommitment,
	Estimate,
	EstimateMethod,
	EstimateRefusal,
	EstimateView,
	RateEstimate,
	SampleRow,
	SizePlan
} from '../../protocol/sampling.ts';
import { meanPerUnit, ratio, variance, type Appraisal, type AppraisalRefusal, type Stratum } from '../../statistics/appraisal.ts';
import { monetaryUnit, probabilityProportional, type Hit } from '../../statistics/money.ts';
import { exactRate } from '../../statistics/rate.ts';
import { sizeNeeded } from '../../statistics/size.ts';
import { allocation } from './commitment.ts';

/** What a unit that could not be judged (无法判断) is taken for: free of error, which nobody can hold against the institution, or wholly wrong. */
type Doubt = 'none' | 'whole';

/** What a reviewed sample says of its frame (推断). No figure stands until every unit is reviewed: who is left out would be chosen. */
export function estimateOf(commitment: DrawCommitment, rows: readonly SampleRow[], confidence: number): EstimateView {
	const reviewed = rows.filter(({ error }) => error !== undefined);
	const complete = rows.length > 0 && reviewed.length === rows.length;
	return {
		confidence,
		reviewed: reviewed.length,
		of: rows.length,
		withError: reviewed.filter(({ error }) => (error ?? 0) > 0).length,
		notJudged: reviewed.filter(({ error }) => error === null).length,
		found: reviewed.reduce((sum, { error }) => sum + (error ?? 0), 0),
		amounts: complete ? amountsOf(commitment, rows, confidence) : [],
		rates: complete && commitment.method !== 'money' ? ratesOf(commitment, rows, confidence) : []
	};
}

function amountsOf(commitment: DrawCommitment, rows: readonly SampleRow[], confidence: number): Estimate[] {
	const { amount: book, unknown } = commitment.frame;
	if (commitment.method === 'money') {
		const hits = (doubt: Doubt): Hit[] => rows.map((row) => ({ book: row.amount!, error: errorOf(row, doubt)!, hits: row.hits }));
		return [bounded('proportional', (doubt) => probabilityProportional(hits(doubt), book, confidence)), monetary(hits, book, confidence)];
	}
	const appraise = (doubt: Doubt, of: (strata: readonly Stratum[]) => Appraisal | AppraisalRefusal): Appraisal | EstimateRefusal => {
		const strata = strataOf(commitment, rows, doubt);
		return strata === null ? 'unknown-amounts' : of(strata);
	};
	return [
		bounded('mean', (doubt) => appraise(doubt, (strata) => meanPerUnit(strata, confidence))),
		// A ratio to book amounts needs those of the whole frame.
		unknown > 0 ? refused('ratio', 'unknown-amounts') : bounded('ratio', (doubt) => appraise(doubt, (strata) => ratio(strata, book, confidence)))
	];
}

/** Reviewed units by stratum; strata of which nothing was drawn are not estimated, and then nothing is. Null where a doubtful unit has no amount. */
function strataOf({ strata }: DrawCommitment, rows: readonly SampleRow[], doubt: Doubt): Stratum[] | null {
	const reviewed = rows.map((row) => ({ stratum: row.stratum, book: row.amount ?? 0, error: errorOf(row, doubt) }));
	if (reviewed.some(({ error }) => error === null)) return null;
	return strata.map(({ name, units }) => ({
		size: units,
		reviewed: reviewed.filter(({ stratum }) => stratum === name).map(({ book, error }) => ({ book, error: error! }))
	}));
}
const errorOf = ({ error, amount }: SampleRow, doubt: Doubt): number | null => error ?? (doubt === 'none' ? 0 : amount);

const refused = (method: EstimateMethod, refusal: EstimateRefusal): Estimate => ({ method, figure: null, refusal });

/** The estimate with doubtful units free of error for its lower side, and wholly wrong for its upper side: the truth of both is inside. */
function bounded(method: EstimateMethod, appraise: (doubt: Doubt) => Appraisal | EstimateRefusal): Estimate {
	const [low, high] = [appraise('none'), appraise('whole')];
	if (typeof low === 'string') return refused(method, low);
	if (typeof high === 'string') return refused(method, high);
	const figure = {
		total: Math.round(low.total),
		most: Math.round(high.total),
		lower: Math.floor(low.lower),
		upper: Math.ceil(high.upper),
		standardError: Math.round(low.standardError),
		df: low.df
	};
	return { method, figure, refusal: null };
}

/** The auditors' upper limit is one-sided; that of a two-sided interval of 90% is that of 95%. */
function monetary(hits: (doubt: Doubt) => readonly Hit[], book: number, confidence: number): Estimate {
	const [low, high] = (['none', 'whole'] as const).map((doubt) => monetaryUnit(hits(doubt), book, (1 + confidence) / 2));
	if (!low || !high) return refused('monetary', 'error-above-book');
	const figure = {
		total: Math.round(low.projected),
		most: Math.round(high.projected),
		lower: null,
		upper: Math.ceil(high.upper),
		standardError: null,
		df: null
	};
	return { method: 'monetary', figure, refusal: null };
}

function ratesOf({ strata }: DrawCommitment, rows: readonly SampleRow[], confidence: number): RateEstimate[] {
	return strata.flatMap(({ name, units }) => {
		const own = rows.filter(({ stratum }) => stratum === name);
		if (own.length === 0) return [];
		const found = own.filter(({ error }) => (error ?? 0) > 0).length;
		const unknown = own.filter(({ error }) => error === null).length;
		const { lower } = exactRate(found, own.length, confidence);
		const { upper } = exactRate(found + unknown, own.length, confidence);
		return [{ stratum: name, found, unknown, reviewed: own.length, units, lower, upper }];
	});
}

/** The size with which the same kind of draw of the same frame would have a margin of so large a share of its estimate. */
export function sizePlan(commitment: DrawCommitment, rows: readonly SampleRow[], confidence: number, share: number): SizePlan {
	const { strata, frame, method } = commitment;
	const [first] = estimateOf(commitment, rows, confidence).amounts;
	const margin = Math.round((first?.figure?.total ?? 0) * share);
	if (!(margin > 0)) return { margin, size: null, takes: {} };
	if (method === 'money') {
		const values = rows.flatMap((row) => new Array<number>(row.hits).fill((errorOf(row, 'none')! * frame.amount) / row.amount!));
		return { margin, size: sizeNeeded(Math.sqrt(variance(values)), margin, Infinity, confidence), takes: {} };
	}
	// Σ W·s² over the strata is what a draw in proportion to their sizes leaves of the spread (Cochran 5.9).
	const spread = strataOf(commitment, rows, 'none')!.reduce(
		(sum, { size, reviewed }) => sum + (size / frame.units) * variance(reviewed.map(({ error }) => error)),
		0
	);
	const size = sizeNeeded(Math.sqrt(spread), margin / frame.units, frame.units, confidence);
	return { margin, size, takes: allocation(strata, size) };
}
