import { scaled } from '$lib/format/number.ts';
import { comma, locale, m } from '$lib/i18n/index.ts';
import type { FieldCheck } from '$rules/knowledge/field-rules.ts';
import type { KnowledgePoint, KnowledgeTableId, Provenance } from '$rules/knowledge/pack.ts';
import { descriptorOf } from '$rules/knowledge/tables/index.ts';
import { BASE_HEADINGS, FIELD_HEADINGS, VALUES } from '$workers/knowledge/local-words.ts';

/** One parameter of a point as people read it. */
export interface ShownParameter {
	readonly name: string;
	readonly label: string;
	readonly value: string;
	readonly by: string;
	readonly verified: boolean;
}

const BY: Record<Provenance, () => string> = { column: m.got_column, text: m.got_text, human: m.got_human };
export const gotName = (by: Provenance): string => BY[by]();

/** Region of a pack; CN is the whole country. */
export const regionName = (region: string): string => (region === 'CN' ? m.region_national() : region);

/** Names of fields as the tables of a user's own head them; English readers get the field's own name. */
export function fieldLabel(name: string): string {
	if (name.startsWith('got.')) return m.got_of({ what: fieldLabel(name.slice(4)) });
	return locale() === 'en' ? spaced(name) : (FIELD_HEADINGS[name]?.[0] ?? BASE_HEADINGS[name as keyof typeof BASE_HEADINGS]?.[0] ?? name);
}
const spaced = (name: string): string => name.replace(/([A-Z])/gu, ' $1').toLowerCase();

export function parametersOf(point: KnowledgePoint): ShownParameter[] {
	const own = point as unknown as Readonly<Record<string, unknown>>;
	return Object.entries(point.got).map(([name, { by, verified }]) => ({
		name,
		label: fieldLabel(name),
		value: valueText(point.table, name, own[name]),
		by: gotName(by),
		verified
	}));
}

/** A value of a field as people write it; — where there is none. */
export function valueText(table: KnowledgeTableId, name: string, value: unknown): string {
	if (value === undefined || value === null || value === '') return '—';
	if (name.startsWith('got.')) {
		const { by, verified } = value as { by: Provenance; verified: boolean };
		return `${gotName(by)}${comma()}${verified ? m.got_verified() : m.got_not_verified()}`;
	}
	return checkedText(value, name, descriptorOf(table).fields[name]?.check);
}

function checkedText(value: unknown, name: string, check: FieldCheck | undefined): string {
	if (typeof value === 'boolean') return value ? m.point_yes() : m.point_no();
	if (typeof value === 'number') return check?.kind === 'whole' && check.scale ? scaled(value, check.scale) : word(name, String(value), check);
	if (typeof value === 'string') return word(name, value, check);
	if (!Array.isArray(value)) return JSON.stringify(value);
	if (value.length === 0) return '—';
	const fields = check?.kind === 'records' ? check.fields : {};
	return value
		.map((item: unknown) =>
			typeof item === 'object' && item !== null
				? Object.entries(item)
						.map(([part, own]) => checkedText(own, part, fields[part]?.check))
						.join(' ')
				: word(name, String(item), check)
		)
		.join(comma());
}

/** Fields whose codes are numbers: a number of another field is a number. */
const NUMBERED: Readonly<Record<string, RegExp>> = { rank: /级$/u, minRank: /级$/u, sex: /^.$/u };

/** The Chinese word for a code; the code itself where none is known. */
function word(name: string, value: string, check: FieldCheck | undefined): string {
	if (locale() === 'en' || !check || !['oneOf', 'someOf', 'wholeOr'].includes(check.kind)) return value;
	const form = NUMBERED[name] ?? (/^\d+$/u.test(value) ? null : /./u);
	const words = Object.entries(VALUES).flatMap(([text, codes]) => (codes.includes(value) ? [text] : []));
	return (form && words.find((text) => form.test(text))) ?? value;
}

/** "2026-01-01 至 2026-12-31", open ends said. */
export function daysText(from: string | null | undefined, to: string | null | undefined): string {
	if (!from && !to) return m.always_in_force();
	return m.from_to({ from: from ?? '…', to: to ?? '…' });
}
