import { expose } from 'comlink';
import { DigestHost } from '../jobs/digest-host.ts';

expose(new DigestHost());
