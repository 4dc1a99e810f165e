import type { Missing } from '../domain/finding.ts';
import { PRECISION, proRata, QUANTITY_SCALE, SECONDS_PER_HOUR } from '../domain/units.ts';
import { cellsOf, type Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import type { ItemKind } from '../knowledge/pack.ts';
import { codesOf, perText } from './columns.ts';
import type { HourlyCharge } from './hourly-charges.ts';
import { limitedCharges } from './limited-charges.ts';

/** Anaesthesia of items by the hour; what is only done beside it is none. */
const ANAESTHESIA = /麻醉/;
const BESIDE = /监测|监护|镇痛|恢复|复苏|分析|深度/;

/** Whether a point speaks of anaesthesia charged by the hour (按小时计价的麻醉). Those with a device have their hours in its record. */
export const isAnaesthesia = ({ kind, name, devices }: ItemKind): boolean =>
	kind === 'hourly' && !devices?.length && ANAESTHESIA.test(name) && !BESIDE.test(name);

const MINUTES_PER_HOUR = 60;
const DIGITS = '一二三四五六七八九十';

/** Hours that one unit of a line stands for, 1/10 000: 小时, 2小时, 半小时, 30分钟; 0 where the unit is no time. */
const hoursOfUnit = perText('fee', 'unt', (text) => {
	const match = /^(?:每|\/)?(\d+(?:\.\d+)?|半个?|[一二两三四五六七八九十])?个?(小时|分钟|分|h|min)$/i.exec(text.trim());
	if (!match) return 0;
	const [, count = '1', unit] = match;
	const number = count.startsWith('半') ? 0.5 : count === '两' ? 2 : DIGITS.includes(count) ? DIGITS.indexOf(count) + 1 : Number(count);
	const isMinutes = /^(分|min)/i.test(unit!);
	return Math.round((number * QUANTITY_SCALE) / (isMinutes ? MINUTES_PER_HOUR : 1));
});

/** Charges of anaesthesia that say their time, by the points that they match: by 计费分钟数 or 计费小时数, else by their unit. */
export function anaesthesiaCharges(stay: Stay<never>, context: RunContext, day: number | null): HourlyCharge[] {
	return limitedCharges(stay, context, 'itemKinds', day)
		.filter(({ point }) => isAnaesthesia(point))
		.flatMap(({ items }) => items)
		.flatMap(({ charge, match }) => {
			const time = charge.quantity > 0 && charge.amount > 0 ? timeOf(charge) : null;
			return time ? [{ charge, match, ...time }] : [];
		});
}

function timeOf(charge: Charge): { hours: number; sources: Source[] } | null {
	const { row, quantity } = charge;
	const count = row.number('cnt');
	const sources = cellsOf(charge, 'cnt');
	for (const [field, parts] of [
		['chrg_minutes', MINUTES_PER_HOUR],
		['chrg_hours', 1]
	] as const) {
		const said = row.number(field);
		if (said === null || said <= 0 || !count) continue;
		return { hours: Math.round(proRata(said, quantity, count) / parts), sources: [...sources, { row, field }] };
	}
	const unit = hoursOfUnit(row.batch)[codesOf(row.source, 'unt')?.[row.index] ?? 0]!;
	return unit === 0 ? null : { hours: proRata(unit, quantity, QUANTITY_SCALE), sources };
}

/** Σ of recorded hours (麻醉记录), each record rounded up to the whole hour (不足一小时按一小时计), 1/10 000; null with what is missing. */
export function anaesthesiaHours(rows: readonly Row<'anesthesia'>[]): { hours: number | null; sources: Source[]; missing: Missing | null } {
	let hours = 0;
	const sources: Source[] = [];
	for (const row of rows) {
		const minutes = row.number('anst_minutes');
		const seconds = minutes === null ? between(row) : minutes * (SECONDS_PER_HOUR / MINUTES_PER_HOUR);
		if (seconds === null) return { hours: null, sources: [], missing: missingTime(row) };
		hours += Math.ceil(seconds / SECONDS_PER_HOUR) * QUANTITY_SCALE;
		sources.push(...(minutes === null ? ['anst_begin_time', 'anst_end_time'] : ['anst_minutes']).map((field) => ({ row, field })));
	}
	return { hours, sources, missing: null };
}

function between(row: Row<'anesthesia'>): number | null {
	const [begin, end] = [row.time('anst_begin_time'), row.time('anst_end_time')];
	if (!begin || !end || begin.precision === PRECISION.day || end.precision === PRECISION.day || end.seconds <= begin.seconds) return null;
	return end.seconds - begin.seconds;
}

function missingTime(row: Row<'anesthesia'>): Missing {
	const times = [row.time('anst_begin_time'), row.time('anst_end_time')];
	if (times.some((time) => time?.precision === PRECISION.day)) return { kind: 'precision', what: 'anesthesia.anst_end_time' };
	return { kind: 'value', what: times[0] ? 'anesthesia.anst_end_time' : 'anesthesia.anst_begin_time' };
}
