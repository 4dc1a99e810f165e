import { defineKnowledge } from '../descriptor.ts';
import { someOf, texts, yesOrNo } from '../field-rules.ts';

/** Service that leaves a record (应有记录): the tables in which it is looked for, the words that tell of it, whether each day has its own. */
export const recordNeeds = defineKnowledge({
	zh: '应有记录的项目',
	en: 'Services that leave a record',
	sides: 'item',
	fields: {
		records: someOf('device', 'nursing', 'document', 'exam', 'lab', 'operation', 'anesthesia', 'order', 'implant'),
		words: texts,
		perDay: yesOrNo
	}
});
