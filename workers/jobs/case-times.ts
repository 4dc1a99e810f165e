import type { TableId } from '../../rules/domain/tables/index.ts';

/** Fields that place a record on the timeline: the first that is filled. Tables without an entry have no time of their own. */
export const TIMES: Readonly<Partial<Record<TableId, { readonly begin: readonly string[]; readonly end: readonly string[] }>>> = {
	visit: { begin: ['begntime'], end: ['endtime'] },
	earlierVisit: { begin: ['begntime'], end: ['endtime'] },
	settlement: { begin: ['setl_time'], end: [] },
	operation: { begin: ['oprn_oprt_begntime', 'oprn_oprt_date'], end: ['oprn_oprt_endtime'] },
	fee: { begin: ['fee_ocur_time'], end: ['fee_end_time'] },
	order: { begin: ['drord_begn_time'], end: ['drord_stop_time'] },
	document: { begin: ['rec_time'], end: [] },
	lab: { begin: ['rpt_time'], end: [] },
	exam: { begin: ['exam_time'], end: [] },
	nursing: { begin: ['rec_time'], end: [] },
	anesthesia: { begin: ['anst_begin_time'], end: ['anst_end_time'] },
	anesthesiaDrug: { begin: ['used_time'], end: [] },
	device: { begin: ['begin_time'], end: ['end_time'] },
	implant: { begin: ['used_time'], end: [] },
	stock: { begin: ['moved_at'], end: [] }
};
