/** Identities are hidden on this machine's screen (隐藏身份) until somebody shows them again, over cases and reloads: others may be looking. */
const KEY = 'mingshen.privacy';

class Privacy {
	#on = $state(typeof localStorage !== 'undefined' && localStorage.getItem(KEY) === 'on');

	get on(): boolean {
		return this.#on;
	}
	toggle(): void {
		this.#on = !this.#on;
		localStorage.setItem(KEY, this.#on ? 'on' : 'off');
	}
}
export const privacy = new Privacy();
