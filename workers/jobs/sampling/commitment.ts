import { canonical, digest, utf8 } from '../../package/bytes.ts';
import {
	DRAW_ALGORITHM,
	MOST_DRAWN,
	type CommitAnswer,
	type DrawCommitment,
	type DrawRequest,
	type DrawInfo,
	type FrameStratum,
	type FrameView
} from '../../protocol/sampling.ts';

/** SHA-256 over RFC 8785: what the log, the signed package and a printed sheet name the draw by. */
export const commitmentDigest = (commitment: DrawCommitment): string => digest(utf8(canonical(commitment)));
export const drawId = (commitment: string): string => commitment.slice(0, 16);
/** Digest of a sample: its ids in their order, each ended by a line feed. */
export const sampleDigest = (ids: readonly string[]): string => digest(utf8(ids.map((id) => `${id}\n`).join('')));

type Refused = Pick<CommitAnswer, 'refused' | 'detail'>;
const refuse = (refused: CommitAnswer['refused'], detail = ''): Refused => ({ refused, detail });

/** Why a request cannot be committed; null where it can. */
export function refusalOf(request: DrawRequest, frame: FrameView, parent: DrawInfo | null): Refused | null {
	if (frame.digest !== request.frame) return refuse('frame-changed');
	if (frame.units === 0) return refuse('no-units');
	if (request.seed.value.trim() === '' || (request.seed.kind === 'public' && request.seed.source.trim() === '')) return refuse('no-seed');
	if (request.method === 'money' && frame.amount <= 0) return refuse('unknown-amounts');
	return takesRefused(request, frame) ?? (parent && enlargementRefused(request, parent));
}

function takesRefused({ takes, method }: DrawRequest, { strata, units }: FrameView): Refused | null {
	const asked = method === 'money' ? [{ name: '', units: MOST_DRAWN }] : strata;
	let total = 0;
	for (const { name, units: size } of asked) {
		const take = takes[name] ?? 0;
		if (!Number.isSafeInteger(take) || take < 0) return refuse('no-take', name);
		if (take > size) return refuse('take-over', name);
		total += take;
	}
	if (total === 0) return refuse('no-take');
	return total > MOST_DRAWN || (method !== 'money' && total > units) ? refuse('too-many', String(total)) : null;
}

/** An enlarged draw has to begin with the units of the one that it enlarges: else what was reviewed would not be part of it. */
function enlargementRefused({ frame, seed, takes, method }: DrawRequest, { draw }: DrawInfo): Refused | null {
	const { commitment } = draw;
	const same = commitment.frame.digest === frame && commitment.seed.value === seed.value && commitment.method === method && method !== 'money';
	if (!same) return refuse('not-larger');
	const smaller = commitment.strata.find(({ name, take }) => (takes[name] ?? 0) < take);
	return smaller ? refuse('not-larger', smaller.name) : null;
}

/** The commitment of a request that was not refused. */
export function commitmentOf(batch: string, request: DrawRequest, frame: FrameView): DrawCommitment {
	const { title, purpose, query, method, takes, seed, extends: parent } = request;
	const { digest: own, units, amount, unknown, base, earlier } = frame;
	const whole: FrameStratum = { name: '', units, amount, unknown };
	return {
		algorithm: DRAW_ALGORITHM,
		title: title.trim(),
		purpose,
		batch,
		query,
		frame: { digest: own, units, amount, unknown },
		base,
		method,
		strata: (method === 'money' ? [whole] : frame.strata).map((stratum) => ({ ...stratum, take: takes[stratum.name] ?? 0 })),
		seed: { kind: seed.kind, source: seed.source.trim(), value: seed.value.trim() },
		extends: parent,
		earlier
	};
}

/**
 * A size dealt to strata in proportion to their units (按比例分配): rounded by the largest remainders, and two at least where there are two, since one
 * unit tells nothing of the spread. May come to a few more than asked.
 */
export function allocation(strata: readonly FrameStratum[], size: number): Record<string, number> {
	const units = strata.reduce((sum, one) => sum + one.units, 0);
	const shares = strata.map((one) => ({ one, exact: units === 0 ? 0 : (size * one.units) / units }));
	const takes = new Map(shares.map(({ one, exact }) => [one.name, Math.floor(exact)]));
	let left = Math.min(size, units) - [...takes.values()].reduce((sum, take) => sum + take, 0);
	for (const { one } of [...shares].sort((a, b) => (b.exact % 1) - (a.exact % 1) || b.one.units - a.one.units)) {
		if (left-- <= 0) break;
		takes.set(one.name, takes.get(one.name)! + 1);
	}
	return Object.fromEntries(strata.map(({ name, units: most }) => [name, Math.min(most, Math.max(Math.min(2, most), takes.get(name)!))]));
}
