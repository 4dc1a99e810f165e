import { PRICE_SCALE, QUANTITY_SCALE } from '$rules/domain/units.ts';

/** Money, counts and sizes as people read them. Nothing here rounds money: 分 are written out. */

const grouped = new Intl.NumberFormat('en-US');

/** 330015 分 → ¥3,300.15; null → —. */
export function money(fen: number | null | undefined): string {
	if (fen === null || fen === undefined) return '—';
	const magnitude = Math.abs(fen);
	return `${fen < 0 ? '−' : ''}¥${grouped.format(Math.trunc(magnitude / 100))}.${String(magnitude % 100).padStart(2, '0')}`;
}

/** Money where only the size matters (axis of the histogram): ¥300, ¥1.2万. */
export function shortMoney(fen: number, wan: string): string {
	const yuan = fen / 100;
	if (wan === '万' && yuan >= 10_000) return `¥${trim(yuan / 10_000)}万`;
	if (wan === 'k' && yuan >= 10_000) return `¥${count(Math.round(yuan / 1000))}k`;
	return `¥${yuan >= 1000 ? grouped.format(Math.round(yuan)) : trim(yuan)}`;
}

export const count = (value: number): string => grouped.format(value);

/** A scaled whole number written exactly, with thousands. */
export function scaled(value: number, scale: number, places = 0): string {
	const magnitude = Math.abs(value);
	const digits = String(scale).length - 1;
	const rest = String(magnitude % scale)
		.padStart(digits, '0')
		.replace(/0+$/, '')
		.padEnd(places, '0');
	return `${value < 0 ? '−' : ''}${grouped.format(Math.trunc(magnitude / scale))}${rest ? `.${rest}` : ''}`;
}

export const quantity = (value: number): string => scaled(value, QUANTITY_SCALE);
export const price = (value: number): string => `¥${scaled(value, PRICE_SCALE, 2)}`;

export function bytes(value: number): string {
	if (value < 1024) return `${value} B`;
	const units = ['KB', 'MB', 'GB', 'TB'];
	let size = value / 1024;
	let unit = 0;
	while (size >= 1024 && unit < units.length - 1) {
		size /= 1024;
		unit += 1;
	}
	return `${size >= 100 ? Math.round(size) : trim(size)} ${units[unit]}`;
}

/** Counts beside percentages: '37/412 (9%)'. */
export function share(part: number, whole: number): string {
	if (whole === 0) return '0/0';
	return `${count(part)}/${count(whole)} (${Math.round((part / whole) * 100)}%)`;
}

/** Position for people: '37/412'. */
export const position = (index: number, total: number): string => `${count(index)}/${count(total)}`;

/** Text of a money field in 元 → 分, or null where it is no amount of at most two decimals. */
export function parseMoney(text: string): number | null {
	const match = /^¥?(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(',', '').trim());
	if (!match) return null;
	return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

const trim = (value: number): string => value.toFixed(1).replace(/\.0$/, '');
