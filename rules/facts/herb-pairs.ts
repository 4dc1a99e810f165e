import type { Shard } from '../domain/shard.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { mayBePieces } from './herbs-paid.ts';
import { limitedCharges, type LimitedCharge } from './limited-charges.ts';
import { itemsThat } from './table-items.ts';
import type { Prescription } from './prescriptions.ts';

type Interaction = PointOf<'interactions'>;

const isHerb = ({ herb }: Interaction): boolean => herb;
const [mains, subs] = [itemsThat('interactions', isHerb), itemsThat('interactions', isHerb, 'sub')];

/** Visits with lines of both sides of such pairs, ascending. */
export function visitsWithHerbPair(shard: Shard, context: RunContext): number[] {
	const others = new Set(subs.visits(shard, context));
	return mains.visits(shard, context).filter((visit) => others.has(visit));
}

/** Two pieces (饮片) of one prescription that must not meet. */
export interface HerbPair {
	readonly point: Interaction;
	readonly prescription: Prescription;
	readonly main: readonly LimitedCharge<Interaction>[];
	readonly sub: readonly LimitedCharge<Interaction>[];
}

/** Pairs of pieces that must not meet (配伍禁忌) in one prescription; lines of a western or patent medicine are no pieces. */
export function herbPairs(stay: Stay<never>, context: RunContext, day: number | null, prescriptions: readonly Prescription[]): HerbPair[] {
	const sides = (side: 'main' | 'sub') =>
		new Map(
			limitedCharges(stay, context, 'interactions', day, side)
				.filter(({ point }) => point.herb)
				.map(({ point, items }) => [point, items.filter(({ charge }) => mayBePieces(charge) !== false)])
		);
	const [main, sub] = [sides('main'), sides('sub')];
	return prescriptions.flatMap((prescription) =>
		[...main].flatMap(([point, items]): HerbPair[] => {
			const within = (list: readonly LimitedCharge<Interaction>[]) => list.filter(({ charge }) => prescription.charges.includes(charge));
			const [own, other] = [within(items), within(sub.get(point) ?? [])];
			return own.length > 0 && other.length > 0 ? [{ point, prescription, main: own, sub: other }] : [];
		})
	);
}

const SIGNED = /双签|再次签|再次签名|双签名|医师签名确认/;

/** That nobody signed for it once more (双签名): neither the lines nor the orders nor a document says so. */
export function notSignedTwice(t: Trace, stay: Stay<'order' | 'document'>, charges: readonly Charge[]): boolean {
	const orders: readonly Row<'order'>[] = stay.has('order') ? stay.rows('order') : [];
	const documents: readonly Row<'document'>[] = stay.has('document') ? stay.rows('document') : [];
	const found: Row[] = [
		...charges.map(({ row }) => row).filter((row) => SIGNED.test(row.text('memo'))),
		...orders.filter((row) => SIGNED.test(row.text('memo')) || SIGNED.test(row.text('drord_cont'))),
		...documents.filter((row) => SIGNED.test(row.text('text')))
	];
	const searched: Row[] = [...charges.map(({ row }) => row), ...orders, ...documents];
	return t.absent('not-signed-twice', { zh: '医师双签名', en: 'A second signature' }, found, searched, {
		table: 'order',
		fields: { mdtrt_id: stay.id, drord_cont: '附子 6g（双签名）' }
	});
}
