import { crossedFault, FAULT_NAME, type FaultId } from '../../../workers/protocol/fault.ts';

/** An error of a worker as the page tells it: an id that has a sentence, and technical detail for those who ask. */
export interface KnownFault {
	readonly id: FaultId;
	readonly detail: string;
}

export function fault(id: FaultId, detail = ''): Error {
	const error = new Error(detail === '' ? id : `${id}: ${detail}`);
	error.name = FAULT_NAME;
	return error;
}

export function abortError(): DOMException {
	return new DOMException('The job was cancelled.', 'AbortError');
}

/** What kind of fault an error is; `aborted` for a cancelled job, `internal` for anything that nobody foresaw. */
export function faultOf(error: unknown): KnownFault {
	const { name = '', message = String(error) } = (error ?? {}) as Partial<Error>;
	if (name === 'AbortError') return { id: 'aborted', detail: message };
	return crossedFault(error) ?? { id: 'internal', detail: message };
}
