import type { TrialReport, UserRuleVersion } from '../../../workers/protocol/user-rule.ts';
import { asJob } from './activity.ts';
import { abortError } from './fault.ts';
import type { JobOptions } from './import.ts';
import { spawnReview } from './spawn.ts';
import { abortable } from './supervised.ts';

/** Tries a rule of the user's own on a batch (试运行). Nothing is written; an abort ends the worker and rejects with an AbortError. */
export const tryUserRule = (batch: string, version: UserRuleVersion, { onProgress, signal }: JobOptions = {}): Promise<TrialReport> =>
	asJob(async () => {
		signal?.throwIfAborted();
		const worker = await spawnReview();
		try {
			return await abortable(worker, signal, abortError, () => worker.api.trialUserRule(batch, version, onProgress ?? (() => undefined)));
		} finally {
			worker.end(abortError());
		}
	});
