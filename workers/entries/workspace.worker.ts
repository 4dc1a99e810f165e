import { expose } from 'comlink';
import { browserWorkspace } from '../jobs/open-workspace.ts';
import { ruleBase } from '../jobs/registry.ts';

expose(browserWorkspace(ruleBase()));
