import { createContext } from 'svelte';
import { chooseLocale, locale, type Locale } from '$lib/i18n/index.ts';

export type Theme = 'system' | 'light' | 'dark';
const THEME_KEY = 'mingshen.theme';
export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** How the interface looks and speaks on this machine. */
export class Settings {
	#theme = $state<Theme>(THEMES.find((theme) => theme === localStorage.getItem(THEME_KEY)) ?? 'system');
	#locale = $state<Locale>(locale());

	get theme(): Theme {
		return this.#theme;
	}
	set theme(theme: Theme) {
		this.#theme = theme;
		localStorage.setItem(THEME_KEY, theme);
		this.apply();
	}
	get locale(): Locale {
		return this.#locale;
	}
	set locale(chosen: Locale) {
		chooseLocale(chosen);
		this.#locale = chosen;
		this.apply();
	}
	apply(): void {
		const root = document.documentElement;
		root.lang = this.#locale;
		if (this.#theme === 'system') root.removeAttribute('data-theme');
		else root.dataset['theme'] = this.#theme;
	}
}

export const [useSettings, provideSettings] = createContext<Settings>();
