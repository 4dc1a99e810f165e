import type { DecidedLine, DecisionPayload } from '../../protocol/decision.ts';
import type { DecisionBook, Standing } from '../decision-book.ts';
import type { OpenRun } from '../open-run.ts';
import { carriable } from './fates.ts';

type Decide = Extract<DecisionPayload, { kind: 'decide' }>;

/**
 * Decisions of the former version that stand in this one, since the evidence is the same: one event for each event there, that names it, who decided and when.
 * One whose lines cannot be found again is left to the reviewer.
 * @param former the predecessor's run; null where it is gone, then decisions line by line wait
 */
export async function carriedPayloads(run: OpenRun, from: string, book: DecisionBook, former: OpenRun | null): Promise<Decide[]> {
	const byEvent = new Map<string, { readonly standing: Standing; readonly found: { readonly at: number; readonly key: string }[] }>();
	for (const { at, key, standing } of carriable(run, from, book)) {
		const { eventId } = standing.frame;
		const group = byEvent.get(eventId);
		if (group) group.found.push({ at, key });
		else byEvent.set(eventId, { standing, found: [{ at, key }] });
	}
	const payloads: Decide[] = [];
	for (const { standing, found } of byEvent.values()) {
		const { payload, eventId, actor, at } = standing.frame;
		const lines = payload.lines && (await movedLines(payload.lines, found[0]!, run, former));
		if (payload.lines && !lines) continue;
		// A conference (合议) is an entry of the former batch: `from` leads there.
		const { conference: _, ...decision } = payload;
		payloads.push({
			...decision,
			batch: run.info.batch,
			targets: found.map(({ at: place, key }) => ({ key, evidenceDigest: run.index.digest(place) })),
			...(lines ? { lines } : {}),
			// Carried on from version to version it stays the word of who said it first.
			from: { batch: from, event: eventId, actor: payload.from?.actor ?? actor, at: payload.from?.at ?? at }
		});
	}
	return payloads;
}

/** The same lines in the later version: with the same evidence a finding has the same lines in the same order, only their records are others. */
async function movedLines(
	lines: readonly DecidedLine[],
	{ at, key }: { readonly at: number; readonly key: string },
	run: OpenRun,
	former: OpenRun | null
): Promise<DecidedLine[] | null> {
	const place = former?.index.find(key) ?? -1;
	if (!former || place < 0) return null;
	const [before, after] = await Promise.all([former.finding(place), run.finding(at)]);
	if (before.evidenceDigest !== after.evidenceDigest) return null;
	const moved = lines.map((line) => {
		const i = before.lines.findIndex((one) => one.table === line.table && one.file === line.file && one.record === line.record);
		const other = after.lines[i];
		return other ? { ...line, file: other.file, record: other.record } : null;
	});
	return moved.includes(null) ? null : (moved as DecidedLine[]);
}
