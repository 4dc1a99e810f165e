import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { groupBy } from './group.ts';

const RESCUE = /抢救/;
/** Talk of a rescue that was not done: consents, what the family declined, what might be needed. */
const NOT_DONE = /知情|同意|告知|委托/;
const UNDONE = /(放弃|拒绝|无需|未行|不予|必要时|准备|随时|停止)[^。；，]{0,6}抢救|抢救(车|设备|药品|室|准备|无效|成功率)/g;
const COPIES = /费用|清单|首页|医嘱单/;

/**
 * Notes of rescues (抢救记录): documents that tell of one, those of one moment counted once. Talk of rescues that were not done is left out.
 * @throws Undetermined where the stay has no documents
 */
export function rescueNotes(stay: Stay): readonly Row<'document'>[] {
	const rows = stay.rows('document');
	if (rows.length === 0) throw new Undetermined({ kind: 'document', what: 'document' });
	const telling = rows.filter((row) => {
		const kind = row.text('doc_type') + row.text('title');
		if (NOT_DONE.test(kind) || COPIES.test(kind)) return false;
		return RESCUE.test(kind) || RESCUE.test(row.text('text').replace(UNDONE, ''));
	});
	return [...groupBy(telling, (row) => row.time('rec_time')?.seconds ?? `row ${row.index}`).values()].map((group) => group[0]!);
}
