import { defineRule } from '../../engine/rule.ts';
import type { Charge } from '../../engine/charge.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { piecesOf, visitsWithPieces } from '../../facts/herb-doses.ts';
import { prescriptions } from '../../facts/prescriptions.ts';
import { article38 } from '../../facts/regulation.ts';

/** Two pieces are the least that make a formula. */
const FORMULA = 2;
const PASTE = /膏方|膏滋|膏剂|浓煎/;

/** Prescriptions of more pieces of herbs than the region allows (中药饮片超大处方). */
export default defineRule({
	meta: {
		id: 'herb-prescription-oversized',
		version: 1,
		title: { zh: '中药饮片超大处方', en: 'Oversized prescription of herbs' },
		explains: {
			zh: '一张处方的中药饮片味数或金额超过地方规定，且不是膏方。地方未设定时无法判断；费用没有处方号、同日可能有多张处方时不判断。',
			en: 'One prescription holds more herbs, or costs more, than the region allows, and is no paste. Undetermined until the region sets the limits; without a prescription number nothing is judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['中药饮片超大处方'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order', 'document'],
		knowledge: [],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: {
			pieces: { zh: '一张处方 {{pieces}} 味饮片，超过 {{most}} 味', en: '{{pieces}} herbs in one prescription, more than {{most}}' },
			amount: { zh: '一张处方饮片超过限额', en: 'The herbs of one prescription cost more than allowed' }
		}
	},
	params: {
		maxPieces: {
			default: null,
			unit: 'count',
			title: { zh: '每张处方味数上限', en: 'Most herbs in a prescription' },
			why: '没有全国统一规定，由地方设定'
		},
		maxAmount: {
			default: null,
			unit: 'amount',
			title: { zh: '每张处方饮片金额上限', en: 'Most a prescription of herbs may cost' },
			why: '没有全国统一规定，由地方设定；只设其一即只按其一判断'
		}
	},
	candidates: (shard, context) => visitsWithPieces(shard, context, FORMULA, false),
	judge(stay, t) {
		const all: Charge[] = [];
		const [pieces, amount] = [t.param('maxPieces'), t.param('maxAmount', 'amount')];
		t.each(stay.fact(prescriptions), ({ number, charges }) => {
			const kinds = piecesOf(charges.filter(({ inScope }) => inScope !== 0));
			if (kinds.size < FORMULA) return;
			if (pieces.value === null && amount.value === null) t.known(pieces);
			const own = [...kinds.values()].flat();
			if (own.some(({ ambiguous }) => ambiguous)) throw new Undetermined({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
			// Each limit is a part of its own: one that is kept is no part of the finding about the other.
			t.each([pieces, amount], (limit) => {
				if (limit.value === null) return;
				const sources = own.map(({ row }) => ({ row, field: 'medins_list_name' }));
				const over =
					limit === pieces
						? t.gt('pieces-over-limit', t.derived({ zh: '饮片味数', en: 'Herbs' }, 'integer', kinds.size, sources), pieces)
						: t.gt('amount-over-limit', t.amount({ zh: '饮片金额', en: 'Cost of the herbs' }, own), amount);
				if (!over) return;
				if (number === null) throw new Undetermined({ kind: 'value', what: 'fee.rx_drord_no' });
				if (!noPaste(t, stay, own)) return;
				all.push(...own);
				t.report({
					message: limit === pieces ? 'pieces' : 'amount',
					data: { pieces: kinds.size, most: pieces.value ?? '' },
					grade: 'suspect',
					lines: own.map((charge) => ({ charge, role: 'offending', amount: null }))
				});
			});
		});
		if (all.length > 0) t.clear('self-paid', all.some(({ inScope }) => inScope === null) ? null : []);
	}
});

/** That it is no paste (膏方), which holds more by its nature. */
function noPaste(t: Trace<never>, stay: Stay<'order' | 'document'>, own: readonly Charge[]): boolean {
	const orders: readonly Row<'order'>[] = stay.has('order') ? stay.rows('order') : [];
	const documents: readonly Row<'document'>[] = stay.has('document') ? stay.rows('document') : [];
	const found: Row[] = [
		...own.map(({ row }) => row).filter((row) => PASTE.test(row.text('memo'))),
		...orders.filter((row) => PASTE.test(row.text('drord_cont')) || PASTE.test(row.text('drord_detl_name'))),
		...documents.filter((row) => PASTE.test(row.text('text')))
	];
	const searched: Row[] = [...own.map(({ row }) => row), ...orders, ...documents];
	return t.absent('no-paste', { zh: '膏方', en: 'A paste' }, found, searched, {
		table: 'order',
		fields: { mdtrt_id: stay.id, drord_cont: '膏方一料' }
	});
}
