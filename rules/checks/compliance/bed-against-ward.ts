import { defineRule } from '../../engine/rule.ts';
import { itemsOfFamilies, judgeMethods, methodParams } from '../../facts/method-judge.ts';
import { article38 } from '../../facts/regulation.ts';

const items = itemsOfFamilies('bed');

/** 床位串换: a bed of a special ward charged where ward, bed and orders know of none. */
export default defineRule({
	meta: {
		id: 'bed-against-ward',
		version: 1,
		title: { zh: '床位费与所在病房不符', en: 'Bed charged against its ward' },
		explains: {
			zh: '收费的专用病房床位（如层流洁净病房），就诊记录的科室、床号以及医嘱、文书均没有该病房的用语。科室和床号都未记录时无法判断；转入该病房的医嘱或文书即可说明。',
			en: 'A bed of a special ward (laminar flow) is charged, and neither department, bed number, orders nor documents speak of such a ward. Without department and bed number nothing can be judged; an order of transfer explains it.'
		},
		dimension: 'compliance',
		violation: '串换项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('四')],
		official: [],
		problems: [178],
		requires: ['visit', 'fee'],
		uses: ['order', 'document', 'device', 'nursing', 'exam', 'settlement'],
		knowledge: ['methodWords'],
		clears: { elsewhere: { zh: '其他日期或其他文书提到该项目应有的用语', en: 'Records of other days name what the item needs' } },
		messages: {
			otherwise: { zh: '收取 {{item}}，记录为 {{told}}，未见 {{needs}}', en: '{{item}} charged, the records tell of {{told}} and not of {{needs}}' },
			'not-told': {
				zh: '收取 {{item}}，科室、床号、医嘱和文书未见 {{needs}}',
				en: '{{item}} charged, department, bed, orders and documents say nothing of {{needs}}'
			}
		}
	},
	params: methodParams(365, 1, '转入医嘱在转出前一直有效，故向前对照整个住院；经验值，未核实', 2),
	candidates: items.visits,
	judge(stay, t) {
		const elsewhere = judgeMethods(t, stay, items.families);
		if (elsewhere === undefined) return;
		t.clear('elsewhere', elsewhere);
	}
});
