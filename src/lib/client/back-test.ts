import type { BackTestInfo, BackTestRequest, BackTestWork } from '../../../workers/protocol/back-test.ts';
import type { JobOptions } from './import.ts';
import { browserSurroundings, overShards, type ShardHost } from './review.ts';
import { spawnReview } from './spawn.ts';
import { callable, type Supervised } from './supervised.ts';

export type BackTestHost = ShardHost<BackTestWork>;

/** The review's workers judge back-tests too: a pool of their own would carry all rules once more. */
async function spawnBackTest(): Promise<Supervised<BackTestWork>> {
	const worker = await spawnReview();
	return {
		api: callable<BackTestWork>((name, args) => worker.api.backTest(name as keyof BackTestWork, ...(args as Parameters<BackTestWork['map']>))),
		end: worker.end,
		get alive() {
			return worker.alive;
		}
	};
}

const browserHost: BackTestHost = { ...browserSurroundings, spawn: spawnBackTest };

/**
 * Judges a planned back-test (回测) over all shards with the review's pool. Findings of the batch's run stay as they are; an abort removes what was written
 * and rejects with an AbortError.
 */
export const runBackTest = (request: BackTestRequest, options: JobOptions = {}, host: BackTestHost = browserHost): Promise<BackTestInfo> =>
	overShards(request, options, host);
