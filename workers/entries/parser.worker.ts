import { expose } from 'comlink';
import { ParserHost } from '../jobs/parser-host.ts';

expose(new ParserHost());
