import type { Missing } from '../domain/finding.ts';

/** Thrown inside `judge` when a value that a condition needs is not there; the engine answers 无法判断. */
export class Undetermined extends Error {
	constructor(readonly missing: Missing) {
		super(`${missing.kind}: ${missing.what}`);
	}
}
