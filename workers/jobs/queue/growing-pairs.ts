/** Pairs of (code, visit) that grow; a pair whose visit came last for its code is known already. */
export class Growing {
	codes = new Uint32Array(1024);
	visits = new Uint32Array(1024);
	length = 0;
	largest = 0;
	/** Visit + 1 that each code was added for last: visits come one after the other, table by table. */
	#last = new Uint32Array(1024);

	addOnce(code: number, visit: number): void {
		if (code >= this.#last.length) this.#last = widened(this.#last, code + 1);
		if (this.#last[code] === visit + 1) return;
		this.#last[code] = visit + 1;
		if (this.length === this.codes.length) {
			this.codes = widened(this.codes, this.length + 1);
			this.visits = widened(this.visits, this.length + 1);
		}
		this.codes[this.length] = code;
		this.visits[this.length++] = visit;
		if (code > this.largest) this.largest = code;
	}
}

function widened(array: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
	const wider = new Uint32Array(Math.max(least, array.length * 2));
	wider.set(array);
	return wider;
}
