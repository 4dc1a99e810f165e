import { DIP_PARAMETERS, type DipParameterName, type DipTrial } from '$workers/protocol/dip.ts';

/** Whole units in one of the figure that people write: 元 with 6 places, factors with 4, limits in percent with 2. */
export const DIP_SCALES: Readonly<Record<DipParameterName, number>> = {
	regionMean: 1_000_000,
	pointValue: 1_000_000,
	hospitalFactor: 10_000,
	auxiliaryFactor: 10_000,
	lower: 100,
	upper: 100
};
export const NO_TRIAL: DipTrial = { strike: [], values: {} };
const PARAM = 'dip';
/** A code of ICD as hospitals write it. */
const CODE = /^[0-9A-Za-z.+*/-]{1,24}$/u;
/** Codes that one address may strike: more are no trial. */
const MOST = 60;

/** A figure as people write it, as whole units; null where it is none, is zero or has too many places. */
export function figureOf(text: string, name: DipParameterName): number | null {
	const scale = DIP_SCALES[name];
	const places = String(scale).length - 1;
	const match = /^(\d{1,7})(?:\.(\d+))?$/u.exec(text.trim());
	if (!match || (match[2]?.length ?? 0) > places) return null;
	const value = Number(match[1]) * scale + Number((match[2] ?? '').padEnd(places, '0'));
	return value > 0 ? value : null;
}

/** Whole units as people write them. */
export function figureText(value: number, name: DipParameterName): string {
	const scale = DIP_SCALES[name];
	const rest = String(value % scale)
		.padStart(String(scale).length - 1, '0')
		.replace(/0+$/u, '');
	return `${Math.floor(value / scale)}${rest === '' ? '' : `.${rest}`}`;
}

/** The trial that an address carries; null where the panel is closed. What is no code and no figure is left out. */
export function trialOf(params: URLSearchParams): DipTrial | null {
	const text = params.get(PARAM);
	if (text === null) return null;
	const strike: string[] = [];
	const values: Partial<Record<DipParameterName, number>> = {};
	let mainDiagnosis: string | undefined;
	for (const token of text.split(',').slice(0, MOST)) {
		const at = token.indexOf(':');
		const [name, value] = [token.slice(0, at), token.slice(at + 1)];
		const figure = (DIP_PARAMETERS as readonly string[]).includes(name) ? figureOf(value, name as DipParameterName) : null;
		if (figure !== null) values[name as DipParameterName] = figure;
		else if (name === 'main' && CODE.test(value)) mainDiagnosis = value;
		else if (name === 'strike' && CODE.test(value) && !strike.includes(value)) strike.push(value);
	}
	return { strike, values, ...(mainDiagnosis === undefined ? {} : { mainDiagnosis }) };
}

/** The parameters of an address with a trial in place of theirs; null closes the panel. */
export function withTrial(params: URLSearchParams, trial: DipTrial | null): URLSearchParams {
	const next = new URLSearchParams(params);
	if (trial === null) {
		next.delete(PARAM);
		return next;
	}
	const { mainDiagnosis, strike, values } = trial;
	const figures = DIP_PARAMETERS.flatMap((name) => (values[name] === undefined ? [] : [`${name}:${figureText(values[name], name)}`]));
	next.set(
		PARAM,
		[...(mainDiagnosis === undefined ? [] : [`main:${mainDiagnosis}`]), ...strike.map((code) => `strike:${code}`), ...figures].join(',')
	);
	return next;
}

export const isCode = (text: string): boolean => CODE.test(text);
