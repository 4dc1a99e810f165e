import type { BulkPreview } from '$workers/protocol/queue.ts';

/** Whether findings may be confirmed in one step: the whole sample was seen, and nobody rejected any of it or waits for its material. */
export function confirmable(
	sample: BulkPreview['sample'],
	hasSeen: (key: string) => boolean
): { readonly allowed: boolean; readonly seen: number; readonly against: number } {
	const seen = sample.filter(({ key }) => hasSeen(key)).length;
	const against = sample.filter(({ decision }) => decision === 'reject' || decision === 'ask').length;
	return { allowed: sample.length > 0 && seen === sample.length && against === 0, seen, against };
}
