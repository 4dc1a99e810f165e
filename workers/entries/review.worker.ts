import { expose } from 'comlink';
import { ruleBase } from '../jobs/registry.ts';
import { ReviewHost } from '../jobs/review-host.ts';

expose(new ReviewHost(ruleBase()));
