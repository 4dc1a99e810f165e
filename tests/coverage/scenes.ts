import type { Tables } from '../rules/harness/record.ts';
import { stay, type Texts } from './planted.ts';

const OPERATION = 'oprn_oprt_code|oprn_oprt_name|oprn_oprt_date|oprn_oprt_begntime|oprn_oprt_endtime|main_oprn_flag';

/** Operations as rows: `name`, on the 6th from 09:00 to 12:00 where no times are given (`name|day|from|to`). */
export const operations = (...rows: readonly string[]): string =>
	[
		OPERATION,
		...rows.map((row, i) => {
			const [name, day = '06', from = '09:00', to = '12:00', code = ''] = row.split('|');
			return `${code}|${name}|${day}|${day} ${from}|${day} ${to}|${i === 0 ? 1 : 0}`;
		})
	].join('\n');

/** Documents, `type|day time|text` a row. */
export const documents = (...rows: readonly string[]): string =>
	['doc_id|doc_type|rec_time|text', ...rows.map((row, i) => `D${i + 1}|${row}`)].join('\n');

/** A stay with one operation (or those given) on the 6th, its note and its charges. */
export const operated = (name: string, note: string, fee: string, more: Texts = {}): Tables =>
	stay({ fee, operation: operations(name), document: documents(`手术记录|06 12:30|手术名称：${name.split('|')[0]}。${note}`), ...more });

interface WardStay {
	readonly diagnosis?: string;
	readonly document?: string;
}
export interface Ward {
	readonly department: string;
	/** Main diagnosis of everyone, `code|name`. */
	readonly diagnosis: string;
	/** What the ward does to nearly everyone on the first day, lines as in `stay`. */
	readonly routine: readonly string[];
	readonly stays?: number;
	/** How many have it done. */
	readonly done?: number;
	readonly sex?: '1' | '2';
	/** Results of the routine tests, `test|result`, for all who had them. */
	readonly results?: readonly string[];
	/** What is peculiar to the stay that is judged, W1. */
	readonly judged?: WardStay;
}

/**
 * A ward of one month: stays of one department with one diagnosis, nearly all with the same routine on the first day. W1 is the stay that is
 * judged: what the others lack, a reason, it may have.
 */
export function ward({ department, diagnosis, routine, stays = 30, done = 28, sex = '1', results = [], judged = {} }: Ward): Tables {
	const ids = Array.from({ length: stays }, (_, i) => `W${i + 1}`);
	const had = ids.slice(0, done);
	const [code, name] = diagnosis.split('|') as [string, string];
	const lines = ids.flatMap((id) => [...(had.includes(id) ? routine : []), '普通病房床位费|04|6|40|01|日'].map((line) => owned(line, id)));
	return stay({
		visit: ids.map((id, i) => ({
			mdtrt_id: id,
			psn_no: `P${i + 1}`,
			gend: sex,
			adm_dept_name: department,
			dscg_dept_name: department,
			dscg_maindiag_code: code,
			dscg_maindiag_name: name
		})),
		fee: lines.join('\n'),
		diagnosis: ['mdtrt_id|diag_code|diag_name|maindiag_flag', ...ids.map((id) => `${id}|${code}|${name}|1`), ...extra(judged.diagnosis, '0')].join(
			'\n'
		),
		...(results.length > 0
			? {
					lab: [
						'mdtrt_id|rpt_no|rpt_time|item_name|result|abnormal',
						...had.flatMap((id) => results.map((row) => `${id}|R-${id}|04 15:00|${row}|`))
					].join('\n')
				}
			: {}),
		document: [
			'mdtrt_id|doc_id|doc_type|rec_time|text',
			...ids.map((id, i) => `${id}|D${i}|入院记录|04 10:00|${i === 0 && judged.document ? judged.document : `因${name}入院，一般情况好。`}`)
		].join('\n')
	});
}

const extra = (row: string | undefined, main: string): string[] => (row === undefined ? [] : [`W1|${row}|${main}`]);

/** A fee line of a visit: its cells up to the unit, then whose it is. */
function owned(line: string, visit: string): string {
	const cells = line.split('|');
	const more = cells[6] ? `${cells[6]};` : '';
	return [...Array.from({ length: 6 }, (_, i) => cells[i] ?? ''), `${more}mdtrt_id=${visit}`].join('|');
}
