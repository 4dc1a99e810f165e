/**
 * The core as one ES module (`dist/rules.mjs`): for Node's command line today, for a pipe step of an engine that runs many machines later.
 * It takes shards and gives findings; reading files is the host's.
 */
import { createRegistry } from '../../rules/engine/registry.ts';
import type { AnyRule } from '../../rules/engine/rule.ts';

export { RULE_BASE_DIGEST } from 'virtual:rule-base';
export { createParameters } from '../../rules/engine/parameters.ts';
export { judgeShard, mapShard, reducePartials, rulesOfStage } from '../../rules/engine/run.ts';
export { compileKnowledge } from '../../rules/knowledge/compile.ts';

export const registry = createRegistry(import.meta.glob<{ default: AnyRule }>('../../rules/checks/*/*.ts', { eager: true }));
