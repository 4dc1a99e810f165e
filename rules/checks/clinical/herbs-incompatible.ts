import { defineRule } from '../../engine/rule.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { herbPairs, notSignedTwice, visitsWithHerbPair } from '../../facts/herb-pairs.ts';
import { claimedOf, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { prescriptions } from '../../facts/prescriptions.ts';
import { article38 } from '../../facts/regulation.ts';

/** Pieces of herbs that must not meet (十八反), in one prescription without a second signature. */
export default defineRule({
	meta: {
		id: 'herbs-incompatible',
		version: 1,
		title: { zh: '中药饮片配伍禁忌', en: 'Herbs that must not meet' },
		explains: {
			zh: '同一处方中有配伍禁忌（如十八反）的两味饮片，且收费、医嘱、文书均未见医师双签名。费用没有处方号、同日可能有多张处方时不判断。',
			en: 'One prescription holds two herbs that must not meet, and neither lines nor orders nor documents tell of a second signature. Without a prescription number on the lines nothing is judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000301012000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order', 'document'],
		knowledge: ['interactions'],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: { pair: { zh: '同一处方 {{main}} 与 {{sub}} 配伍禁忌', en: '{{main}} and {{sub}} in one prescription' } }
	},
	params: {},
	candidates: visitsWithHerbPair,
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(herbPairs(stay, t.context, t.day, stay.fact(prescriptions)), ({ point, prescription, main, sub }) => {
			const [own, other] = [claimedOf(t, main), claimedOf(t, sub)];
			if (own.length === 0 || other.length === 0) return;
			if (prescription.number === null) throw new Undetermined({ kind: 'value', what: 'fee.rx_drord_no' });
			const numbers = [...own, ...other].map(({ charge }) => t.text(charge.row, 'rx_drord_no'));
			if (
				!numbers.every((number) => t.eq('one-prescription', number, t.constant({ zh: '处方号', en: 'Prescription' }, 'text', prescription.number!)))
			)
				return;
			const charges = [...own, ...other].map(({ charge }) => charge);
			if (!notSignedTwice(t, stay, charges)) return;
			all.push(...own, ...other);
			t.report({
				message: 'pair',
				data: { main: point.name, sub: point.subName },
				grade: 'suspect',
				// Either of the two is lawful alone: how much was wrong is not to be said.
				lines: charges.map((charge) => ({ charge, role: 'offending', amount: null }))
			});
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});
