import { dayOf } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { chargeDay } from './limited-charges.ts';

type Records = Stay<'fee' | 'operation' | 'exam' | 'document'>;

/** Words for another side, incision or session. */
const OTHER = /双侧|两侧|对侧|另一(侧|切口|部位|病灶)|不同切口|另行切口|分次手术|再次手术|二次手术/;
/** Documents that say how an operation or examination was done. */
const OPERATIVE = /手术|操作|检查|麻醉/;

/**
 * Where the record speaks of another side, incision, site or session beside the charges: each may lawfully be charged in full. Null
 * where no operation, examination or document is loaded to look in and no note on a line says so.
 */
export function otherSiteSources(stay: Records, charges: readonly Charge[]): readonly Source[] | null {
	const found = [
		...charges.flatMap(({ row }): Source[] => (OTHER.test(row.text('memo')) ? [{ row, field: 'memo' }] : [])),
		...(stay.has('operation') ? stay.rows('operation').flatMap(ofOperation) : []),
		...(stay.has('exam') ? otherParts(stay.rows('exam'), new Set(charges.map(chargeDay))) : []),
		...(stay.has('document') ? documentSpans(stay.rows('document'), OTHER) : [])
	];
	return found.length > 0 || (['operation', 'exam', 'document'] as const).some((table) => stay.has(table)) ? found : null;
}

const ofOperation = (row: Row<'operation'>): Source[] =>
	(['oprn_oprt_name', 'memo'] as const).filter((field) => OTHER.test(row.text(field))).map((field) => ({ row, field }));

/** Examinations of one day on different sites (检查部位). */
function otherParts(exams: readonly Row<'exam'>[], days: ReadonlySet<number | null>): Source[] {
	const sited = exams.filter((row) => {
		const time = row.time('exam_time');
		return row.text('exam_part') !== '' && time !== null && days.has(dayOf(time.seconds));
	});
	return new Set(sited.map((row) => row.text('exam_part'))).size > 1 ? sited.map((row) => ({ row, field: 'exam_part' })) : [];
}

/** First place in each operative document where the words stand. */
export function documentSpans(documents: readonly Row<'document'>[], words: RegExp): Source[] {
	return documents
		.filter((row) => OPERATIVE.test(row.text('doc_type') + row.text('title')))
		.flatMap((row): Source[] => {
			const match = words.exec(row.text('text'));
			return match ? [{ row, field: 'text', span: [match.index, match.index + match[0].length] }] : [];
		});
}
