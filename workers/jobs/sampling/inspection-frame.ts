import { parseCsv } from 'hucre/csv';
import { digest, textOf, utf8, type Bytes } from '../../package/bytes.ts';
import type { Avoidance, Credit, InspectionLists, InspectionWeights, Institution, Inspector, Risk } from '../../protocol/inspection.ts';
import { byCodePoint } from './frame.ts';

/** Institutions and inspectors as they are drawn (双随机的两库): excluded ones stand in it too, with a weight of 0 and the reason. */
export interface InspectionFrame {
	readonly bytes: Bytes;
	readonly digest: string;
	readonly lists: InspectionLists;
	/** Weight of each institution in the order of the lists. */
	readonly weights: readonly number[];
}
const COLUMNS = ['kind', 'id', 'name', 'credit', 'risk', 'weight', 'unit', 'certificate', 'reason'] as const;
/** Why someone keeps away from the house that he works in. */
const OWN_HOUSE = '所在单位即该机构';

export const weightOf = ({ credit, risk, excluded }: Institution, weights: InspectionWeights): number =>
	excluded === '' ? (weights.credit[credit] ?? 0) * (weights.risk[risk] ?? 0) : 0;

/** The lists as one file, in the same notation as a frame of stays: the same lists and weights always give the same bytes. */
export function inspectionFrame(given: InspectionLists, weights: InspectionWeights): InspectionFrame {
	const lists: InspectionLists = {
		institutions: sorted(given.institutions, ({ code }) => code),
		inspectors: sorted(given.inspectors, ({ id }) => id),
		avoidances: sorted([...given.avoidances, ...ownHouses(given)], avoidanceKey)
	};
	const own = lists.institutions.map((institution) => weightOf(institution, weights));
	const rows = [
		...lists.institutions.map(({ code, name, credit, risk, excluded }, i) => [
			'institution',
			code,
			name,
			credit,
			risk,
			String(own[i]),
			'',
			'',
			excluded
		]),
		...lists.inspectors.map(({ id, name, unit, certificate, excluded }) => ['inspector', id, name, '', '', '', unit, certificate, excluded]),
		...lists.avoidances.map(({ inspector, institution, reason }) => ['avoidance', inspector, institution, '', '', '', '', '', reason])
	];
	const bytes = utf8(`${[COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`);
	return { bytes, digest: digest(bytes), lists, weights: own };
}

/** Reads the file of lists that a commitment names. @throws Error where it is none */
export function readInspectionFrame(bytes: Uint8Array): InspectionFrame {
	const rows = (parseCsv(textOf(bytes), { delimiter: ',' }) as (string | null)[][]).slice(1).map((row) => row.map((text) => text ?? '') as Cells);
	const of = (kind: string): Cells[] => rows.filter(([first]) => first === kind);
	const lists = {
		institutions: of('institution').map(([, code, name, credit, risk, , , , excluded]): Institution => ({
			code,
			name,
			credit: credit as Credit,
			risk: risk as Risk,
			excluded
		})),
		inspectors: of('inspector').map(([, id, name, , , , unit, certificate, excluded]): Inspector => ({ id, name, unit, certificate, excluded })),
		avoidances: of('avoidance').map(([, inspector, institution, , , , , , reason]): Avoidance => ({ inspector, institution, reason }))
	};
	return { bytes: new Uint8Array(bytes), digest: digest(bytes), lists, weights: of('institution').map((row) => Number(row[5])) };
}
type Cells = [string, string, string, string, string, string, string, string, string];

function ownHouses({ institutions, inspectors, avoidances }: InspectionLists): Avoidance[] {
	const known = new Set(avoidances.map(avoidanceKey));
	const houses = new Map(institutions.map(({ name, code }) => [name, code]));
	return inspectors.flatMap(({ id, unit }) => {
		const institution = unit === '' ? undefined : houses.get(unit);
		const own = institution === undefined ? null : { inspector: id, institution, reason: OWN_HOUSE };
		return own && !known.has(avoidanceKey(own)) ? [own] : [];
	});
}
const avoidanceKey = ({ inspector, institution }: Avoidance): string => `${inspector}\n${institution}`;
const sorted = <T>(list: readonly T[], key: (one: T) => string): T[] => [...list].sort((a, b) => byCodePoint(key(a), key(b)));
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
