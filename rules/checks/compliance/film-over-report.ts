import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { visitsThat } from '../../facts/columns.ts';
import { allocateParts, offending } from '../../facts/excess.ts';
import { filmsUsed } from '../../facts/films.ts';
import { itemMasks, kindBit } from '../../facts/item-masks.ts';
import { gradeOf } from '../../facts/items.ts';
import { limitedCharges } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';

/** More films (胶片) charged in a visit than its examinations used. */
export default defineRule({
	meta: {
		id: 'film-over-report',
		version: 1,
		title: { zh: '胶片收费超出实际使用张数', en: 'More films charged than used' },
		explains: {
			zh: '本次就诊胶片计费数量多于各项影像检查记录的胶片数合计。有影像检查未记录胶片数时不判断。',
			en: 'More films were charged than the records of the imaging examinations say. Where one of them does not say, nothing is judged.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000303003000'],
		problems: [79],
		requires: ['visit', 'fee', 'exam'],
		uses: ['settlement'],
		knowledge: ['itemKinds'],
		clears: { 'reprint-noted': { zh: '备注说明补片、加洗', en: 'A note speaks of further prints' } },
		messages: {
			over: { zh: '胶片计 {{billed}} 张，检查记录 {{used}} 张，多计 {{extra}} 张', en: '{{billed}} films charged, {{used}} used, {{extra}} too many' }
		}
	},
	params: {},
	candidates(shard, context) {
		const [{ visits }, bit] = [itemMasks(shard, context), kindBit('film')];
		return visitsThat(shard, (visit) => (visits[visit]! & bit) !== 0);
	},
	judge(stay, t) {
		const films = limitedCharges(stay, t.context, 'itemKinds', t.day)
			.filter(({ point }) => point.kind === 'film')
			.flatMap(({ items }) => items)
			.filter(({ charge }) => charge.quantity > 0 && charge.amount > 0);
		const billed = [...new Set(films.map(({ charge }) => charge))];
		if (billed.length === 0) return;
		const quantity = t.quantity({ zh: '胶片计费数量', en: 'Films charged' }, billed);
		const used = filmsUsed(t, stay.rows('exam'));
		if (!t.gt('more-than-used', quantity, used)) return;
		for (const { charge, match } of films) t.matches('film', charge.row, match);
		const extra = t.known(quantity) - t.known(used);
		const notes = [...billed.map((charge) => charge.row), ...stay.rows('exam')].filter((row) => /补片|加洗|加印|复印/.test(row.text('memo')));
		t.clear(
			'reprint-noted',
			notes.map((row) => ({ row, field: 'memo' }))
		);
		t.report({
			message: 'over',
			data: { billed: t.known(quantity) / QUANTITY_SCALE, used: t.known(used) / QUANTITY_SCALE, extra: extra / QUANTITY_SCALE },
			grade: notes.length === 0 && films.every(({ match }) => gradeOf(match) === 'certain') ? 'certain' : 'suspect',
			lines: allocateParts(
				billed.map((charge) => ({ charge, quantity: charge.quantity })),
				extra
			).map(offending)
		});
	}
});
