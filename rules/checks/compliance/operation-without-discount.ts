import { defineRule } from '../../engine/rule.ts';
import type { Charge } from '../../engine/charge.ts';
import { zero } from '../../facts/cells.ts';
import {
	discountNoted,
	furtherOperations,
	groupsOf,
	sameIncision,
	separateOperations,
	shareOfFullPrice,
	UNDISCOUNTED,
	type FurtherOperation
} from '../../facts/discounts.ts';
import { otherSiteSources } from '../../facts/other-site.ts';
import { visitsWithTwoOfGroup } from '../../facts/group-visits.ts';
import { article38 } from '../../facts/regulation.ts';

/** Further operations of a group on one day charged in full: through one incision they are charged at a share. Suspect always: the record of the operation decides. */
export default defineRule({
	meta: {
		id: 'operation-without-discount',
		version: 1,
		title: { zh: '同台手术未按规定折价', en: 'Further operation without its discount' },
		explains: {
			zh: '同日收取同一手术组两个及以上不同手术，第二个及以后的手术未见折价。价格最高者为主手术（涉及项）。折价比例由地方规定，未设定时金额不计。',
			en: 'Two or more different operations of one group on one day, and no discount on the further ones. The dearest is the main one (related). The share is set by the region; without it no amount is given.'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102002000'],
		problems: [55],
		requires: ['visit', 'fee'],
		uses: ['operation', 'document', 'exam', 'settlement'],
		knowledge: ['discountGroups'],
		clears: {
			'other-site': { zh: '双侧、另一切口或另一次手术', en: 'Both sides, another incision or another session' },
			'separate-operations': { zh: '同日多台手术分别开始', en: 'Operations of the day with begins of their own' }
		},
		messages: {
			'same-incision': {
				zh: '{{further}} 与 {{main}} 经同一切口，未折价',
				en: '{{further}} beside {{main}} through one incision, without a discount'
			},
			'full-price': {
				zh: '{{further}} 与 {{main}} 同日，未折价，切口待核',
				en: '{{further}} on the day of {{main}}, without a discount; the incision is to be checked'
			}
		}
	},
	params: {
		secondShare: {
			default: null,
			unit: 'percent',
			title: { zh: '第二手术计价比例（%）', en: 'Share of the price for further operations (%)' },
			why: '由各地价格规定（常见 50 或 75），未设定时只提示、不计金额'
		}
	},
	candidates: (shard, context) => visitsWithTwoOfGroup(shard, context, 'discountGroups'),
	judge(stay, t) {
		const share = t.param('secondShare', 'integer').value;
		const reported: Charge[] = [];
		const judge = ({ main, item }: FurtherOperation): void => {
			const { charge } = item;
			if (discountNoted(charge)) return;
			t.matches('main-operation', main.charge.row, main.match);
			t.matches('further-operation', charge.row, item.match);
			t.eq('same-day', t.dayOf(charge.row, 'fee_ocur_time'), t.dayOf(main.charge.row, 'fee_ocur_time'));
			if (!t.gt('main-charged', t.amount({ zh: '主手术计费金额（减退费）', en: 'Charged for the main operation' }, [main.charge]), zero('amount')))
				return;
			const charged = t.amount({ zh: '次手术计费金额（减退费）', en: 'Charged for the further operation' }, [charge]);
			const due = shareOfFullPrice(t, main.charge, charge, share ?? UNDISCOUNTED);
			if (share === null ? !t.ge('no-discount', charged, due) : !t.gt('over-share', charged, due)) return;
			const incision = sameIncision(stay);
			if (incision) t.present('same-incision', { zh: '记录载明同一切口', en: 'The record says one incision' }, incision.rows, incision.field);
			reported.push(main.charge, charge);
			t.report({
				message: incision ? 'same-incision' : 'full-price',
				data: { main: main.match.point.name, further: item.match.point.name },
				grade: 'suspect',
				lines: [
					{ charge: main.charge, role: 'related' },
					{ charge, role: 'offending', amount: share === null ? null : t.known(charged) - t.known(due) }
				]
			});
		};
		t.each(groupsOf(stay, t), (group) => t.each(furtherOperations(stay, t, group), judge));
		if (reported.length === 0) return;
		t.clear('other-site', otherSiteSources(stay, reported));
		t.clear('separate-operations', separateOperations(stay));
	}
});
