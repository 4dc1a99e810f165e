import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { itemName, optionalText } from './cells.ts';
import { coreName } from './item-core.ts';
import { namesOf } from './item-names.ts';

const FLAG = '1';
/** Units of what is swallowed: the rest of a pack may be taken home without a word. */
const ORAL = /^(片|粒|袋|枚)$/;

/** Whether the flag of a fee line (出院带药标志) says that the drug was taken home. */
export const saysTakenHome = (flag: string): boolean => flag === FLAG;
export const isTakenHome = (row: Row<'fee'>): boolean => saysTakenHome(row.text('dscg_tkdrug_flag'));

/** That a line is not flagged as taken home. */
export const notTakenHome = (t: Trace, row: Row<'fee'>): boolean =>
	t.ne('not-taken-home', optionalText(row, 'dscg_tkdrug_flag'), t.constant({ zh: '出院带药', en: 'Taken home' }, 'text', FLAG));

/**
 * That no document tells of the drug of a line among those taken home.
 * @throws Undetermined for a drug that is swallowed where no documents are loaded
 */
export function notToldToTakeHome(t: Trace, stay: Stay, row: Row<'fee'>): boolean {
	if (!stay.has('document') && ORAL.test(row.text('unt').trim())) throw new Undetermined({ kind: 'table', what: 'document' });
	const documents = stay.has('document') ? (stay.rows('document') as readonly Row<'document'>[]) : [];
	const cores = namesOf(row).map(coreName);
	const told = documents.filter((document) => /带药/.test(document.text('text')) && cores.some((core) => document.text('text').includes(core)));
	const witness = { table: 'document', fields: { mdtrt_id: stay.id, doc_type: '出院记录', text: `出院带药：${itemName(row)}` } } as const;
	return t.absent('told-to-take-home', { zh: '载明出院带该药的文书', en: 'Documents of the drug taken home' }, told, documents, witness);
}
