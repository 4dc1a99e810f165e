/** Colours of the theme as a canvas needs them: resolved, since a canvas knows no custom properties. */
export interface ChartLook {
	readonly text: string;
	readonly quiet: string;
	readonly line: string;
	readonly surface: string;
	/** All findings, and the part of them that was confirmed. */
	readonly found: string;
	readonly confirmed: string;
	readonly rejected: string;
	readonly budget: string;
	readonly font: string;
}

/** @param print paper is white whatever the screen is */
export function lookOf(element: HTMLElement, print: boolean): ChartLook {
	const probe = document.createElement('span');
	if (print) probe.style.colorScheme = 'light';
	element.append(probe);
	const color = (token: string): string => {
		probe.style.color = `var(--${token})`;
		return getComputedStyle(probe).color;
	};
	const look = {
		text: color('text'),
		quiet: color('text-2'),
		line: color('line'),
		surface: color('surface'),
		found: color('accent-strong'),
		confirmed: color('accent'),
		rejected: color('mark'),
		budget: color('red'),
		font: getComputedStyle(element).fontFamily
	};
	probe.remove();
	return look;
}
