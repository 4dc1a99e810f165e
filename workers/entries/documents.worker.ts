import { expose } from 'comlink';
import { PdfHost } from '../jobs/documents/pdf-host.ts';

expose(new PdfHost());
