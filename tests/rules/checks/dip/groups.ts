import { foldCode } from '../../../../rules/dip/notation.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';

/** Points of a catalogue: a line `code points [mean cost 元]` a group. @param regionMean M in 元 */
export function dipGroups(text: string, regionMean: number | null = 5000): PointOf<'dipGroups'>[] {
	return text
		.trim()
		.split('\n')
		.map((line) => {
			const [code, points, mean] = line.trim().split(/\s+/);
			const group = foldCode(code!);
			return {
				table: 'dipGroups',
				id: group,
				officialClass: 'DIP病种目录',
				codes: [],
				name: group,
				notice: 'fixture',
				got: { points: { by: 'column', verified: true } },
				catalogue: 'fixture 2026',
				group,
				points: Math.round(Number(points) * 1_000_000),
				...(mean === undefined ? {} : { meanCost: Math.round(Number(mean) * 100) }),
				...(regionMean === null ? {} : { regionMean: Math.round(regionMean * 1_000_000) })
			};
		});
}

export interface StayText {
	readonly cost?: string;
	readonly code?: string;
	readonly procedures?: readonly string[];
	readonly way?: string;
	readonly end?: string;
	readonly type?: string;
}
/** One stay of M1 with its settlement and procedures. */
export const stayOf = ({ cost = '9000.00', code = 'K80.100', procedures = [], way = '1', end = '2026-05-10 10:00', type = '21' }: StayText = {}) => ({
	visit: `
		mdtrt_id|psn_no|med_type|begntime|endtime|dscg_maindiag_code|dscg_way
		M1|P1|${type}|2026-05-04 09:00|${end}|${code}|${way}`,
	settlement: `
		mdtrt_id|setl_id|medfee_sumamt|fund_pay_sumamt|memo
		M1|S1|${cost}|100.00|`,
	operation: `
		mdtrt_id|oprn_oprt_code|oprn_oprt_name|oprn_oprt_date|main_oprn_flag|vali_flag
		${procedures.map((procedure, at) => `M1|${procedure}|手术|2026-05-05|${at === 0 ? 1 : 0}|1`).join('\n')}`
});
