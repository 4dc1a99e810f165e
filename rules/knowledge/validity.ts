import { dayOfIso, display } from '../domain/display.ts';
import { identityOf } from './identity.ts';
import type { KnowledgePoint } from './pack.ts';
import { descriptorOf } from './tables/index.ts';

/** Whether a table keeps several points of one item apart by their first day (价格、约定量). */
export const isDated = (point: KnowledgePoint): boolean => descriptorOf(point.table).apart?.includes('from') ?? false;

/** The item that a point speaks of, whatever its days. */
export function undatedIdentity(point: KnowledgePoint): string {
	const { from: _, ...undated } = point;
	return identityOf(undated as KnowledgePoint);
}

/** Days as yyyy-MM-dd compare as texts; without a first or last day a point is always in force on that side. */
export function overlap(a: KnowledgePoint, b: KnowledgePoint): boolean {
	return (a.from ?? '') <= (b.to ?? '9999') && (b.from ?? '') <= (a.to ?? '9999');
}

/** What is left of a point where another takes the place of its days (新价替代旧价): the days before it, else those after it; null where none are. */
export function withoutDaysOf(point: KnowledgePoint, other: KnowledgePoint): KnowledgePoint | null {
	if (!overlap(point, other)) return point;
	if (other.from !== undefined && (point.from ?? '') < other.from) return { ...point, to: display.day(dayOfIso(other.from) - 1) };
	if (other.to !== undefined && (point.to ?? '9999') > other.to) return { ...point, from: display.day(dayOfIso(other.to) + 1) };
	return null;
}
