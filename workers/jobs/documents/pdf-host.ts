import { expose } from 'comlink';
import { PdfWriter } from '../../documents/pdf/writer.ts';
import type { PdfApi, PdfHostApi, PdfParts } from '../../protocol/documents.ts';
import { FAULT_NAME } from '../../protocol/fault.ts';
import { handedOver } from '../hand-over.ts';

/** Writes PDFs for another worker, which speaks to it through a port; the page only brings the two together. */
export class PdfHost implements PdfHostApi {
	serve(port: MessagePort, parts: PdfParts): Promise<never> {
		const writer = new PdfWriter(async () => parts);
		const api: PdfApi = {
			begin: (head) => writer.begin(head).catch(unreadable),
			add: (blocks) => writer.add(blocks),
			end: async () => handedOver(await writer.end())
		};
		expose(api, port);
		return new Promise(() => undefined);
	}
}

/** Only the font is opened where a PDF begins. */
function unreadable(error: unknown): never {
	throw Object.assign(new Error(`font-unreadable: ${String(error)}`), { name: FAULT_NAME });
}
