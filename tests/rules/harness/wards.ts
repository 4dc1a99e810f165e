import type { TableId } from '../../../rules/domain/tables/index.ts';

/** A ward (病区) of one month as records of rules about routines: stays W1, W2… of one department and one diagnosis. */
export interface WardOf {
	readonly department?: string;
	/** Main diagnosis of everyone, `code|name`. */
	readonly diagnosis?: string;
	readonly stays?: number;
	/** How many of the stays have the routine, W1 first. */
	readonly done?: number;
	/** Lines of the routine, `item|day of May`. */
	readonly routine: readonly string[];
	readonly sex?: '1' | '2';
	/** Results of those who had it, `test|result|abnormal`. */
	readonly results?: readonly string[];
	/** Of W1 alone: a second diagnosis `code|name`, the text of its 入院记录, further fee lines as in `routine`. */
	readonly diagnosisOfW1?: string;
	readonly documentOfW1?: string;
	readonly linesOfW1?: readonly string[];
	/** Main diagnosis of the stays after the first, `code|name`. */
	readonly others?: string;
	/** Text of everyone's 入院记录. */
	readonly documents?: string;
	/** Tables and cells that the hospital did not hand over. */
	readonly without?: readonly TableId[];
}

/** Records of a ward. Line i of stay Wn is `Wn-i`, admission 2026-05-04, discharge 2026-05-10, each line 1 × 40 元. */
export function wardOf(given: WardOf): Partial<Record<TableId, string>> {
	const { department = '骨科', diagnosis = 'S82.200|胫骨干骨折', stays = 10, done = 10, routine, sex = '1', without = [] } = given;
	const ids = Array.from({ length: stays }, (_, i) => `W${i + 1}`);
	const dx = (i: number): string => (i > 0 && given.others) || diagnosis;
	const linesOf = (i: number): readonly string[] => [...(i < done ? routine : []), ...(i === 0 ? (given.linesOfW1 ?? []) : [])];
	const fees = ids.flatMap((id, i) =>
		linesOf(i).map((line, n) => `${id}-${n}|${id}|2026-05-${line.split('|')[1]}|${line.split('|')[0]}|04|1|40|40.00`)
	);
	const all: Partial<Record<TableId, string>> = {
		visit: `mdtrt_id|psn_no|med_type|fixmedins_code|dscg_dept_name|begntime|endtime|gend|dscg_maindiag_code|dscg_maindiag_name\n${ids
			.map((id, i) => `${id}|P${i}|21|H1|${department}|2026-05-04 09:00|2026-05-10 10:00|${sex}|${dx(i)}`)
			.join('\n')}`,
		fee: `feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt\n${fees.join('\n')}`,
		diagnosis: `mdtrt_id|diag_code|diag_name\n${[...ids.map((id, i) => `${id}|${dx(i)}`), ...(given.diagnosisOfW1 ? [`W1|${given.diagnosisOfW1}`] : [])].join('\n')}`,
		document: `mdtrt_id|doc_id|doc_type|rec_time|text\n${ids
			.map((id, i) => `${id}|D${i}|入院记录|2026-05-04 10:00|${(i === 0 && given.documentOfW1) || (given.documents ?? '因外伤入院，一般情况好。')}`)
			.join('\n')}`,
		...(given.results
			? {
					lab: `mdtrt_id|rpt_no|rpt_time|item_name|result|abnormal\n${ids
						.slice(0, done)
						.flatMap((id) => given.results!.map((row) => `${id}|R-${id}|2026-05-04 15:00|${row}`))
						.join('\n')}`
				}
			: {})
	};
	return Object.fromEntries(Object.entries(all).filter(([table]) => !without.includes(table as TableId)));
}
