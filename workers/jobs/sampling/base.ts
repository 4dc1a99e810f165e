import type { FrameBase, FrameChange, FrameView } from '../../protocol/sampling.ts';

type Known = Pick<FrameView, 'digest' | 'units' | 'amount' | 'base'>;

/**
 * What changed between the frame that was committed and the one of now: other files, another run, other packs, then what came of it. Empty where the
 * digest is the same, whatever was run again.
 */
export function changesOf(before: Known, now: Known): FrameChange[] {
	if (before.digest === now.digest) return [];
	const changes: FrameChange[] = [
		...filesChanged(before.base, now.base),
		...runChanged(before.base, now.base),
		...packsChanged(before.base, now.base)
	];
	if (before.units !== now.units) changes.push({ what: 'units', before: before.units, now: now.units });
	if (before.amount !== now.amount) changes.push({ what: 'amount', before: before.amount, now: now.amount });
	return changes.length === 0 ? [{ what: 'content' }] : changes;
}

function filesChanged(before: FrameBase, now: FrameBase): FrameChange[] {
	const names = (from: FrameBase, other: FrameBase): string[] => {
		const known = new Set(other.files.map(({ digest }) => digest));
		return from.files.filter(({ digest }) => !known.has(digest)).map(({ name }) => name);
	};
	const [gone, added] = [names(before, now), names(now, before)];
	return gone.length + added.length === 0 ? [] : [{ what: 'files', added, gone }];
}

function runChanged({ run: before }: FrameBase, { run: now }: FrameBase): FrameChange[] {
	if (!before || before.id === now?.id) return [];
	return [{ what: 'run', from: before.at, to: now?.at ?? null, findings: [before.findings, now?.findings ?? 0] }];
}

function packsChanged(before: FrameBase, now: FrameBase): FrameChange[] {
	const names = ({ packs }: FrameBase): string[] => packs.map(({ id, version }) => `${id} ${version}`);
	const digests = ({ packs }: FrameBase): string => packs.map(({ digest }) => digest).join();
	return digests(before) === digests(now) ? [] : [{ what: 'packs', from: names(before), to: names(now) }];
}
