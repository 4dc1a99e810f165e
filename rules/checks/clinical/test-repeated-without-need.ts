import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName } from '../../facts/cells.ts';
import { notRefunded } from '../../facts/charges.ts';
import { chargeDay, limitedCharges, type LimitedCharge } from '../../facts/limited-charges.ts';
import { rowsNaming } from '../../facts/named-rows.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';
import { withoutReason } from '../../facts/test-reasons.ts';
import { mentions } from '../../facts/text/mentions.ts';
import type { PointOf } from '../../knowledge/pack.ts';

type Item = LimitedCharge<PointOf<'repeatLimits'>>;
const items = itemsThat('repeatLimits', ({ window }) => window === 'visit');

/** What asks for an infection to be looked for again: blood products and dialysis, by names of charges and orders. */
const ASKS_AGAIN = [
	'输血',
	'悬浮红细胞',
	'红细胞悬液',
	'去白细胞',
	'洗涤红细胞',
	'冰冻血浆',
	'单采血小板',
	'冷沉淀',
	'血液透析',
	'血液滤过'
] as const;
const SPOILT = ['标本不合格', '标本溶血', '标本退回', '重新采样', '重新采血', '复查', '职业暴露'] as const;

/** 反复检验: a test repeated in one visit, where one answer was enough. */
export default defineRule({
	meta: {
		id: 'test-repeated-without-need',
		version: 1,
		title: { zh: '同一次就诊无必要重复检验', en: 'A test repeated in one visit without need' },
		explains: {
			zh: '一次就诊内隔日重复收取一次即可的检验（如非肝炎患者的乙肝、丙肝抗体），没有相关诊断，结果无异常，也没有输血、透析。同日重复属同一标本重复收费，由另一规则判断；没有诊断时无法判断。',
			en: 'A test of which one answer is enough in a visit (antibodies of hepatitis in who has none) is charged again on another day, without a related diagnosis, an abnormal result, blood products or dialysis. Repetition on one day is of another rule. Without a diagnosis nothing can be judged.'
		},
		dimension: 'clinical',
		violation: '过度检查',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000302001000', '医疗服务项目周期超频次'],
		problems: [118],
		requires: ['visit', 'fee'],
		uses: ['diagnosis', 'lab', 'order', 'document', 'exam', 'nursing', 'settlement'],
		knowledge: ['repeatLimits'],
		clears: { 'asked-again': { zh: '文书提到标本不合格、复查或职业暴露', en: 'Texts tell of a spoilt sample, a check or an exposure' } },
		messages: {
			repeated: { zh: '{{item}} 本次就诊收费 {{times}} 次，超出 {{extra}} 次', en: '{{item}}: {{times}} times in the visit, {{extra}} too many' }
		}
	},
	params: {},
	candidates: items.visits,
	judge(stay, t) {
		t.each(limitedCharges(stay, t.context, 'repeatLimits', t.day), ({ point, items: own }) => {
			if (point.window !== 'visit') return;
			const extra = repeatedOf(t, point, own);
			if (extra.length === 0 || !withoutReason(t, stay, [point.name, ...(point.aliases ?? [])], { icd: point.exemptIcd ?? [] })) return;
			if (!notAskedAgain(t, stay)) return;
			t.clear('asked-again', mentions(stay, SPOILT).sources);
			t.report({
				message: 'repeated',
				data: { item: itemName(own[0]!.charge.row), times: own.length, extra: extra.length },
				grade: 'suspect',
				lines: own.map((item) => ({ charge: item.charge, role: extra.includes(item) ? 'offending' : 'related' }))
			});
		});
	}
});

/** Lines of later days than the first that are more than the visit needs, with the count and the days as conditions. */
function repeatedOf(t: Trace, point: PointOf<'repeatLimits'>, own: readonly Item[]): Item[] {
	const undated = own.find(({ charge }) => chargeDay(charge) === null);
	if (own.length > 1 && undated) t.known(t.dayOf(undated.charge.row, 'fee_ocur_time'));
	const sorted = [...own].sort((a, b) => chargeDay(a.charge)! - chargeDay(b.charge)!);
	const [first, ...later] = sorted;
	const days = new Set(sorted.map(({ charge }) => chargeDay(charge)));
	if (!first || days.size <= point.most) return [];
	const label = { zh: '不同日期的次数', en: 'Days on which it was charged' };
	const cells = sorted.map(({ charge }) => ({ row: charge.row, field: 'fee_ocur_time' }));
	const most = t.knowledge(point, { zh: '一次就诊至多', en: 'At most in a visit' }, 'integer', point.most);
	t.gt('on-several-days', t.derived(label, 'integer', days.size, cells), most);
	t.matches('first-time', first.charge.row, first.match);
	const found: Item[] = [];
	t.each(later, (item) => {
		if (chargeDay(item.charge) === chargeDay(first.charge) || seen(sorted, item) <= point.most) return false;
		t.matches('again', item.charge.row, item.match);
		return notRefunded(t, item.charge) && notRefunded(t, first.charge) && found.push(item) > 0;
	});
	return found;
}

/** How many days of the test there are up to this line. */
const seen = (sorted: readonly Item[], item: Item): number =>
	new Set(sorted.slice(0, sorted.indexOf(item) + 1).map(({ charge }) => chargeDay(charge))).size;

function notAskedAgain(t: Trace, stay: Stay): boolean {
	const { found, searched } = rowsNaming(stay, ASKS_AGAIN, ['order']);
	const fields = { mdtrt_id: stay.id, feedetl_sn: 'W1', medins_list_name: '输血', cnt: '1', det_item_fee_sumamt: '1' };
	return t.absent('not-asked-again', { zh: '输血、透析', en: 'Blood products, dialysis' }, found, searched, { table: 'fee', fields });
}
