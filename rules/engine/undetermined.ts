import type { Missing } from '../domain/finding.ts';

/** Thrown inside `judge` when a value that a condition needs is not there; the engine answers 无法判断. */
export class Undetermined {
	/** No `Error`: a stack for each of a hundred thousand stays costs more than judging them. */
	constructor(readonly missing: Missing) {}
}
