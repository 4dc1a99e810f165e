import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { intensiveCare, intravenous, operationsOf } from './intensity.ts';
import { plannedCourse } from './planned-courses.ts';

/** That a stay shows nothing that needs a bed, as conditions: no operation, no intensive care, nothing by the vein, no planned course. */
export function untreated(t: Trace, stay: Stay): boolean {
	const [operations, intensive, vein, course] = [operationsOf(stay), intensiveCare(stay), intravenous(stay), plannedCourse(stay)];
	const mdtrt_id = stay.id;
	return (
		t.absent('no-operation', { zh: '手术记录或手术费', en: 'Operations' }, operations.found, operations.searched, {
			table: 'operation',
			fields: { mdtrt_id, oprn_oprt_code: '47.0900', oprn_oprt_name: '阑尾切除术' }
		}) &&
		t.absent('no-intensive-care', { zh: '重症监护', en: 'Intensive care' }, intensive.found, intensive.searched, {
			table: 'device',
			fields: { mdtrt_id, device: '呼吸机', hours: '24' }
		}) &&
		t.absent('no-intravenous', { zh: '静脉治疗', en: 'Treatment by the vein' }, vein.found, vein.searched, {
			table: 'order',
			fields: { mdtrt_id, drord_no: 'W1', drord_cont: '静脉输液', medc_way: 'ivgtt' }
		}) &&
		t.absent('no-planned-course', { zh: '放化疗、透析等按周期治疗', en: 'Planned courses' }, course.found, course.searched, {
			table: 'diagnosis',
			fields: { mdtrt_id, diag_code: 'Z51.100', diag_name: '恶性肿瘤化学治疗' }
		})
	);
}
