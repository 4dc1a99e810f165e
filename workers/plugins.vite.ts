import type { Plugin } from 'vite';
import { ruleBasePlugin } from './rule-base.vite.ts';
import { watPlugin } from './wat.vite.ts';

/** What every build that takes in the workers needs. */
export const workerPlugins = (): Plugin[] => [ruleBasePlugin(), watPlugin()];
