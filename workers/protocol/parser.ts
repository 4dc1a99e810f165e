/** What the page asks of the parsing worker. */
export interface ParserApi {
	/** Answers the importing worker on a port, as long as this worker lives. Never resolves; rejects where the worker dies. */
	serve(port: MessagePort): Promise<never>;
}
