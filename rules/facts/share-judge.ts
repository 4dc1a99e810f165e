import type { Bilingual } from '../domain/finding.ts';
import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { ReportedLine, Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { zero } from './cells.ts';
import { charges } from './charges.ts';
import { visitsThat } from './columns.ts';
import { chargesOfPart, type CostPart } from './cost-parts.ts';
import { institutionField } from './institutions.ts';
import { visitRow } from './neighbours.ts';
import { departmentKeys, departmentOf, peerShares, shareOf, shareWithoutTop, unknownShare, type DepartmentShare, type Shares } from './shares.ts';
import { isInpatient } from './stay-days.ts';

/** 1/10 000 a percent. */
const PER_PERCENT = 100;

/** Parameters of rules that compare a department with its peers; only the points differ. */
export const shareParams = (overPoints: number, why: string) =>
	({
		overPoints: {
			default: overPoints,
			unit: 'percent',
			title: { zh: '偏离同名科室中位数的百分点', en: 'Percentage points from the median of departments of that name' },
			why: `${why}；国家规则只给指标名称，没有阈值，以本批同名科室为参照（未核实）`
		},
		minStays: {
			default: 30,
			unit: 'count',
			title: { zh: '科室住院例数下限', en: 'Least stays of a department' },
			why: '例数太少的占比不稳定（未核实）'
		},
		minPeers: {
			default: 5,
			unit: 'count',
			title: { zh: '其他机构同名科室数下限', en: 'Least departments of that name elsewhere' },
			why: '少于 5 个科室的中位数不可靠（未核实）'
		},
		maxUnknown: {
			default: 1,
			unit: 'percent',
			title: { zh: '无法归类部分的上限', en: 'Most that may be of no known kind' },
			why: '明细未写收费类别的金额超过此比例时，占比无法判断（未核实）'
		}
	}) as const;
type ShareParams = ReturnType<typeof shareParams>;

/** What a rule about a share says of itself. */
export interface ShareSubject {
	readonly label: Bilingual;
	/** Whether too low a share is a finding too. */
	readonly lowToo?: boolean;
	/** Field without which a part of the base is of no known kind. */
	readonly unknown: string;
	/** What the stay that gave most shows of its own: a value on its cells that is more than nothing, and lines to look at. */
	evidence(stay: Stay, t: Trace, side: 'over' | 'below'): { readonly value: Traced<number>; readonly lines: readonly ReportedLine[] };
}

/** Stays that a department's finding would stand on, and closed stays of no known department, by columns. */
export function visitsOfShares(shard: Shard, context: RunContext, shares: Shares): number[] {
	const anchors = new Set(Object.values(shares).flatMap(({ topPart, topBase }) => [topPart.visit, topBase.visit]));
	const [keyOf, ids] = [departmentKeys(shard, context), context.batch.dictionaries.get('visit')];
	return visitsThat(shard, (visit) => keyOf(visit) === '' || anchors.has(ids.text(shard.visitCode[visit]!)));
}

/**
 * Judges a department at the stay that gave most to its share: one finding a department. Its lines are to be looked at and no amount is claimed, since a
 * share says nothing of any one line.
 */
export function judgeShare(stay: Stay, t: Trace<ShareParams>, shares: Shares, subject: ShareSubject): void {
	const visit = visitRow(stay);
	if (!visit || !isInpatient(visit.text('med_type')) || !visit.time('endtime')) return;
	const department = departmentOf(visit);
	if (!department) return t.cannotTell({ kind: 'value', what: institutionField(visit) === null ? 'visit.fixmedins_code' : 'visit.dscg_dept_name' });
	const own = shares[department.key];
	const anchors = own ? [own.topPart.visit, own.topBase.visit] : [];
	if (!own || !anchors.includes(stay.id) || own.stays < t.known(t.param('minStays'))) return;
	const maxUnknown = t.known(t.param('maxUnknown')) * PER_PERCENT;
	const peers = peerShares(shares, department.key, t.known(t.param('minStays')), maxUnknown);
	if (unknownShare(own) > maxUnknown) return t.cannotTell({ kind: 'value', what: subject.unknown });
	if (peers.count < t.known(t.param('minPeers'))) return t.cannotTell({ kind: 'peers', what: 'visit.dscg_dept_name' });
	const share = shareOf(own);
	const points = t.known(t.param('overPoints')) * PER_PERCENT;
	if (share === null) return;
	const side = share > peers.median + points ? 'over' : share < peers.median - points && subject.lowToo === true ? 'below' : null;
	if (side === null || stay.id !== (side === 'over' ? own.topPart : own.topBase).visit) return;
	const name = department.key.replace('\u001f', ' ');
	const inBatch = t.batch({ zh: '被统计的科室', en: 'Department counted' }, 'text', name);
	if (!t.eq('same-department', t.derived({ zh: '机构与科室', en: 'Institution and department' }, 'text', name, department.sources), inBatch)) return;
	t.ge('enough-stays', t.batch({ zh: '科室住院例数', en: 'Stays of the department' }, 'integer', own.stays), t.param('minStays'));
	t.ge('enough-peers', t.batch({ zh: '其他机构同名科室数', en: 'Departments of that name elsewhere' }, 'integer', peers.count), t.param('minPeers'));
	if (!apart(t, own, subject, side, peers.median)) return;
	const { value, lines } = subject.evidence(stay, t, side);
	if (!t.gt('in-this-stay', value, zero(value.unit))) return;
	const percent = (ratio: number): string => (ratio / PER_PERCENT).toFixed(1);
	t.report({
		message: side,
		data: { share: percent(share), median: percent(peers.median), peers: peers.count, stays: own.stays },
		grade: 'suspect',
		lines
	});
}

/** That the share lies far from its peers, and on the high side would without the stay that gave most. */
function apart(t: Trace<ShareParams>, own: DepartmentShare, { label }: ShareSubject, side: 'over' | 'below', median: number): boolean {
	const points = t.known(t.param('overPoints'));
	const share = (zh: string, en: string, value: number | null) => t.batch({ zh: `${label.zh}${zh}`, en: `${label.en}${en}` }, 'ratio', value);
	const sign = side === 'over' ? 1 : -1;
	const limit = t.batch(
		{
			zh: `同名科室中位数${side === 'over' ? '加' : '减'} ${points} 个百分点`,
			en: `Median of peers ${side === 'over' ? '+' : '-'} ${points} points`
		},
		'ratio',
		median + sign * points * PER_PERCENT
	);
	if (side === 'below') return t.lt('below-peers', share('', '', shareOf(own)), limit);
	return (
		t.gt('over-peers', share('', '', shareOf(own)), limit) &&
		t.gt('without-the-costliest', share('（除去占用最多的一例）', ' without its largest stay', shareWithoutTop(own)), limit)
	);
}

/** What a stay shows of a part of its cost: the net charges of the part; on the low side all that it was charged. */
export const costEvidence =
	(part: CostPart, label: Bilingual): ShareSubject['evidence'] =>
	(stay, t, side) => {
		const lines = side === 'over' ? chargesOfPart(stay, t.context, part) : stay.fact(charges).net;
		return {
			value: t.amount(side === 'over' ? label : { zh: '总费用', en: 'Total cost' }, lines),
			lines: lines.map((charge) => ({ charge, role: 'related' }))
		};
	};
