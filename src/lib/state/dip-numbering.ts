import type { EvidenceRef } from '$rules/domain/finding.ts';
import type { DipCode, DipReady } from '$workers/protocol/dip.ts';
import { rowKey, type Numbering, type RowMark } from './numbering.ts';

/** One number a code: its own cell and the lines that support it carry it in the records. */
export function dipNumbering({ diagnoses, procedures }: Pick<DipReady, 'diagnoses' | 'procedures'>): Numbering {
	const rows = new Map<string, RowMark[]>();
	const first = new Map<number, EvidenceRef>();
	const codes = [...diagnoses, ...procedures];
	codes.forEach((code, at) => {
		const number = at + 1;
		const places = placesOf(code);
		first.set(number, places[1] ?? places[0]!);
		for (const { field, span, ...place } of places) {
			const marks = rows.get(rowKey(place)) ?? rows.set(rowKey(place), []).get(rowKey(place))!;
			const known = marks.some((mark) => mark.number === number && mark.field === field && mark.span?.[0] === span?.[0]);
			if (!known) marks.push({ number, field, ...(span ? { span } : {}) });
		}
	});
	return { conditions: [], clears: [], rows, first, count: codes.length };
}

/** The cell of the code, then the lines that support it. */
const placesOf = ({ place, supports }: DipCode): EvidenceRef[] => [place, ...supports.flatMap(({ lines }) => lines)];
