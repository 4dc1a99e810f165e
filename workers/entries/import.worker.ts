import { expose } from 'comlink';
import { ImportHost } from '../jobs/import-host.ts';

expose(new ImportHost());
