import { display } from '$rules/domain/display.ts';
import { SECONDS_PER_DAY, type CivilTime } from '$rules/domain/units.ts';

/** Civil times of the records: no zone is ever applied. */
export function civil(seconds: number | null, precision: 0 | 1 | 2): string {
	if (seconds === null || precision === 0) return '—';
	return display.time({ seconds, precision } as CivilTime);
}

/** 05-10 14:00: the year stands once, in the head of the stay. */
export const shortCivil = (seconds: number | null, precision: 0 | 1 | 2): string => civil(seconds, precision).replace(/^\d{4}-/, '');

/** The text of a record's time without its year. */
export const withoutYear = (text: string): string => text.replace(/^\d{4}-(\d{2}-\d{2})/, '$1').replace(/( \d{2}:\d{2}):00$/, '$1');

/** 住院第 n 天: the day of admission is 1. */
export const stayDay = (seconds: number, begin: number): number => Math.floor(seconds / SECONDS_PER_DAY) - Math.floor(begin / SECONDS_PER_DAY) + 1;

/** Days of a stay: the day of admission counts, the day of discharge does not; a same-day stay is 1. */
export const stayDays = (begin: number, end: number): number => Math.max(1, Math.floor(end / SECONDS_PER_DAY) - Math.floor(begin / SECONDS_PER_DAY));

/** Time of this machine (decisions, runs), in its own zone: 2026-05-10 14:00. */
export function machineTime(epoch: number): string {
	const date = new Date(epoch);
	const two = (value: number): string => String(value).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** 0:42, 12:05, 1:02:05. */
export function duration(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / 1000));
	const two = (value: number): string => String(value).padStart(2, '0');
	const hours = Math.floor(seconds / 3600);
	const minutes = Math.floor((seconds % 3600) / 60);
	return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
