import { crossedFault, FAULT_NAME, type FaultId } from '../protocol/fault.ts';

/** An error with an id that the page has a sentence for. */
export class Fault extends Error {
	override readonly name = FAULT_NAME;
	readonly id: FaultId;

	constructor(id: FaultId, detail = '', cause?: unknown) {
		super(detail === '' ? id : `${id}: ${detail}`, { cause });
		this.id = id;
	}
}

interface DatabaseError {
	readonly name?: string;
	readonly message?: string;
	readonly inner?: DatabaseError;
}

/** A database error as a fault. A full disk comes as an AbortError whose `inner` is the QuotaExceededError. */
export function faultOf(error: unknown): Fault {
	if (error instanceof Fault) return error;
	const crossed = crossedFault(error);
	if (crossed) return new Fault(crossed.id, crossed.detail, error);
	const names = new Set<string>();
	for (let e = error as DatabaseError | undefined; e; e = e.inner) if (e.name) names.add(e.name);
	const detail = (error as DatabaseError).message ?? String(error);
	if (names.has('QuotaExceededError')) return new Fault('quota-exceeded', detail, error);
	if (names.has('VersionError')) return new Fault('store-newer', detail, error);
	for (const name of [
		'OpenFailedError',
		'MissingAPIError',
		'UnknownError',
		'InvalidStateError',
		'DatabaseClosedError',
		'DataError',
		'NotReadableError'
	]) {
		if (names.has(name)) return new Fault('store-unreadable', detail, error);
	}
	return new Fault('internal', detail, error);
}

/** Runs a database operation and gives its errors as faults. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw faultOf(error);
	}
}
