import { m } from '$lib/i18n/index.ts';
import { figureText } from '$lib/state/dip-trial.ts';
import type { DipCode, DipOutcome, DipParameter, DipParameterName, DipReady } from '$workers/protocol/dip.ts';
import { money, scaled } from './number.ts';
import { comma } from '$lib/i18n/index.ts';

const NAMES: Record<DipParameterName, () => string> = {
	regionMean: m.dip_region_mean,
	pointValue: m.dip_point_value,
	hospitalFactor: m.dip_hospital_factor,
	auxiliaryFactor: m.dip_auxiliary_factor,
	lower: m.dip_lower,
	upper: m.dip_upper
};
const ORIGINS: Record<DipParameter['origin'], () => string> = {
	catalogue: m.dip_from_catalogue,
	region: m.dip_from_region,
	default: m.dip_from_default,
	trial: m.dip_from_trial,
	unset: m.dip_unset
};
const BANDS: Record<NonNullable<DipOutcome['band']>, () => string> = { low: m.dip_band_low, normal: m.dip_band_normal, high: m.dip_band_high };
const BY: Record<DipCode['supports'][number]['by'], () => string> = {
	labs: m.dip_by_labs,
	drugs: m.dip_by_drugs,
	items: m.dip_by_items,
	words: m.dip_by_words,
	indication: m.dip_by_indication,
	charge: m.dip_by_charge,
	note: m.dip_by_note,
	order: m.dip_by_order,
	mention: m.dip_by_mention
};
const POINT_SCALE = 1_000_000;

export const parameterName = (name: DipParameterName): string => NAMES[name]();
export const originName = ({ origin, source }: DipParameter): string => (source === '' ? ORIGINS[origin]() : `${ORIGINS[origin]()} ${source}`);
export const supportName = (by: DipCode['supports'][number]['by'], asked: boolean): string =>
	by === 'charge' && !asked ? m.dip_by_operation_charge() : BY[by]();

/** A parameter's value, or that it is not set. */
export function parameterText({ name, value }: Pick<DipParameter, 'name' | 'value'>): string {
	if (value === null) return m.dip_unset();
	return `${figureText(value, name)}${name === 'lower' || name === 'upper' ? '%' : ''}`;
}

/** Points written exactly; unknown is said as such. */
export const pointsText = (points: number | null): string => (points === null ? m.dip_unknown() : scaled(points, POINT_SCALE, 2));
export const moneyText = (fen: number | null): string => (fen === null ? m.dip_unknown() : money(fen));
const signed = (value: number, text: string): string => (value > 0 ? `+${text}` : text);
const differenceText = (value: number | null, text: (value: number) => string): string => (value === null ? '' : signed(value, text(value)));

/** One line of the comparison: as coded, as changed, and the difference. */
export interface CompareRow {
	readonly name: string;
	readonly coded: string;
	readonly changed: string;
	readonly difference: string;
}

const groupText = ({ group, reason }: DipOutcome, say: (text: NonNullable<typeof reason>) => string): string =>
	group ? `${group.code} ${group.name === group.code ? '' : group.name}`.trim() : `${m.dip_no_group()}${reason ? ` · ${say(reason)}` : ''}`;
const deviationText = ({ deviation, band }: DipOutcome): string =>
	deviation === null || band === null ? m.dip_unknown() : `${scaled(deviation, 100)}% ${BANDS[band]()}`;

/** The comparison as lines; `changed` and `difference` are empty where nothing was changed. */
export function compareRows({ coded, changed, difference }: DipReady, say: (text: { zh: string; en: string }) => string): CompareRow[] {
	const row = (name: string, of: (one: DipOutcome) => string, gap = ''): CompareRow => ({
		name,
		coded: of(coded),
		changed: changed ? of(changed) : '',
		difference: gap
	});
	return [
		row(m.main_diagnosis(), ({ mainDiagnosis }) => mainDiagnosis),
		row(m.dip_procedures(), ({ procedures }) => procedures.join(comma()) || m.dip_none()),
		row(m.dip_group(), (one) => groupText(one, say)),
		row(m.dip_group_points(), (one) => pointsText(one.groupPoints), differenceText(difference?.groupPoints ?? null, pointsText)),
		row(m.dip_mean(), (one) => moneyText(one.mean)),
		row(m.dip_deviation(), deviationText),
		row(m.dip_band_points(), (one) => pointsText(one.bandPoints), differenceText(difference?.bandPoints ?? null, pointsText)),
		row(m.dip_points(), (one) => pointsText(one.points), differenceText(difference?.points ?? null, pointsText)),
		row(m.dip_payment(), (one) => moneyText(one.payment), differenceText(difference?.payment ?? null, moneyText)),
		row(m.dip_severity(), ({ severity, charlson }) => `${severity ?? m.dip_unknown()} · CCI ${charlson}`)
	];
}

/** Values without which points or money stay unknown. */
export const unsetNames = ({ parameters }: Pick<DipReady, 'parameters'>): string[] =>
	parameters.filter(({ value }) => value === null).map(({ name }) => parameterName(name));
