/** Findings whose evidence was on screen in this session: only these may be confirmed in bulk. */
class Opened {
	#keys = $state.raw<ReadonlySet<string>>(new Set());

	has(key: string): boolean {
		return this.#keys.has(key);
	}
	add(key: string): void {
		if (!this.#keys.has(key)) this.#keys = new Set(this.#keys).add(key);
	}
}
export const opened = new Opened();
