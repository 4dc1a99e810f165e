import { DRAW_ALGORITHM, type Draw, type RedrawFault, type RedrawReport, type Sample } from '../../protocol/sampling.ts';
import { commitmentDigest, sampleDigest } from './commitment.ts';
import { readFrame } from './frame.ts';
import { selectSample } from './select.ts';

/** What the record of a draw holds as a file. */
export interface DrawRecord extends Draw {
	readonly format: 'mingshen.draw-record/1';
	readonly id: string;
	readonly actor: string;
	/** Epoch milliseconds of the commitment: a claim of the machine that wrote it. */
	readonly at: number;
	readonly sample: Sample | null;
}

/** Draws again from two files and holds the outcome against what they say (重抽核对); never throws for what a file holds. */
export function redraw(frameBytes: Uint8Array, recordText: string): RedrawReport {
	const frame = readFrame(frameBytes);
	const record = readRecord(recordText);
	const faults: RedrawFault[] = [...(frame ? [] : ['no-frame' as const]), ...(record ? [] : ['no-record' as const])];
	const digests = { frame: frame?.digest ?? '', commitment: record ? commitmentDigest(record.commitment) : '' };
	if (!frame || !record) return { ...digests, sample: '', ids: [], faults };
	if (digests.commitment !== record.digest) faults.push('commitment-digest');
	// Over another frame the sample would be another: drawing it would only look like an answer.
	if (frame.digest !== record.commitment.frame.digest) return { ...digests, sample: '', ids: [], faults: [...faults, 'frame-digest'] };
	const ids = selectSample(record.commitment, frame.units).map(({ id }) => id);
	const sample = sampleDigest(ids);
	if (record.sample && record.sample.digest !== sample) faults.push('sample');
	return { ...digests, sample, ids, faults };
}

function readRecord(text: string): DrawRecord | null {
	try {
		const record = JSON.parse(text) as DrawRecord;
		const { algorithm, strata, seed, frame, method } = record.commitment;
		const whole = strata.every(
			({ name, units, take }) => typeof name === 'string' && Number.isSafeInteger(take) && take >= 0 && (method === 'money' || take <= units)
		);
		return algorithm === DRAW_ALGORITHM && whole && typeof seed.value === 'string' && /^[0-9a-f]{64}$/.test(frame.digest) ? record : null;
	} catch {
		return null;
	}
}
