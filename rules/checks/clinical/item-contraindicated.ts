import { defineRule } from '../../engine/rule.ts';
import { itemName } from '../../facts/cells.ts';
import { notRefunded } from '../../facts/charges.ts';
import { isForbidden } from '../../facts/item-contraindications.ts';
import { limitedCharges, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';
import { mentions } from '../../facts/text/mentions.ts';
import type { PointOf } from '../../knowledge/pack.ts';

const items = itemsThat('contraindications', ({ kind }) => kind === 'item');

/** 医疗服务项目禁忌症: an item charged for a patient whose record tells what forbids it. */
export default defineRule({
	meta: {
		id: 'item-contraindicated',
		version: 1,
		title: { zh: '存在禁忌症仍收取项目费用', en: 'Item charged in spite of a contraindication' },
		explains: {
			zh: '收取的诊疗项目有禁忌症（如磁共振检查与心脏起搏器），本次诊断或文书（含既往史中仍存在的植入物）写明该情况，且没有兼容、已取出、本次置入等例外记载。否认、计划不算；有例外用语的知识点在没有文书时无法判断。',
			en: 'The item has a contraindication (magnetic resonance, a pacemaker) that a diagnosis or a text of the visit tells, history of what is still there among them, and nothing says that it was fit, taken out or put in during this visit. What is denied or planned does not count.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000302005000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['diagnosis', 'document', 'exam', 'nursing', 'operation', 'implant', 'settlement'],
		knowledge: ['contraindications'],
		clears: { denied: { zh: '另有文书否认该情况', en: 'Another text denies it' } },
		messages: { forbidden: { zh: '收取 {{item}}，记录有禁忌情况：{{reason}}', en: '{{item}} charged, the record tells what forbids it: {{reason}}' } }
	},
	params: {},
	candidates: items.visits,
	judge(stay, t) {
		t.each(limitedCharges(stay, t.context, 'contraindications', t.day), ({ point, items: own }) => {
			if (point.kind !== 'item' || !isForbidden(t, stay, point)) return;
			const found: LimitedCharge<PointOf<'contraindications'>>[] = [];
			t.each(own, (item) => {
				t.matches('forbidden-item', item.charge.row, item.match);
				return notRefunded(t, item.charge) && found.push(item) > 0;
			});
			if (found.length === 0) return;
			t.clear('denied', mentions(stay, point.words ?? [], { status: 'negated' }).sources);
			t.report({
				message: 'forbidden',
				data: { item: itemName(found[0]!.charge.row), reason: (point.words ?? point.icd ?? []).slice(0, 2).join('、') },
				grade: 'suspect',
				lines: found.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
	}
});
