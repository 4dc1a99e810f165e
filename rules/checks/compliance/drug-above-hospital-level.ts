import { defineRule } from '../../engine/rule.ts';
import { listedRank, tracedRank } from '../../facts/hospital-rank.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { claimedOf, gradeOfClaimed, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import type { HospitalLevelLimit } from '../../knowledge/pack.ts';

/** 限二级、三级医疗机构 drugs claimed by a hospital of a lower rank. */
export default defineRule({
	meta: {
		id: 'drug-above-hospital-level',
		version: 1,
		title: { zh: '药品超医疗机构级别', en: 'Drug above the hospital level' },
		explains: {
			zh: '限一定级别以上医疗机构使用的药品，由级别更低的医疗机构纳入医保结算。医院等级按级别换算，等级不详时不判断。',
			en: 'A drug limited to hospitals of a rank was claimed by one of a lower rank. Levels are turned into ranks by table; an unknown level is not judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['GZ10000101012000', 'GZ10000102011000'],
		problems: [7],
		requires: ['visit', 'fee'],
		uses: ['institution', 'settlement'],
		knowledge: ['hospitalLevelLimits'],
		clears: {
			'listed-at-higher-rank': { zh: '机构表登记的级别符合限定', en: 'The table of institutions gives a sufficient rank' },
			'prescribed-above': { zh: '备注说明由上级医疗机构（医共体）开具', en: 'A note says that a higher hospital prescribed it' },
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: {
			above: {
				zh: '{{item}} 限{{required}}级及以上，医院为 {{rank}} 级，共 {{lines}} 条',
				en: '{{item}} needs rank {{required}}, the hospital has {{rank}}: {{lines}} lines'
			}
		}
	},
	params: {},
	candidates(shard, context) {
		return visitsWithItem(shard, context, 'hospitalLevelLimits');
	},
	judge(stay, t) {
		const all: LimitedCharge<HospitalLevelLimit>[] = [];
		t.each(limitedCharges(stay, t.context, 'hospitalLevelLimits', t.day), ({ point, items }) => {
			const claims = claimedOf(t, items);
			if (claims.length === 0) return;
			const rank = tracedRank(t, stay);
			const required = t.knowledge<number>(point, { zh: '限定最低级别', en: 'Lowest permitted rank' }, 'integer', point.minRank);
			if (!t.lt('below-rank', rank, required)) return;
			all.push(...claims);
			const listed = listedRank(stay);
			const doubted = (listed !== null && listed.rank! >= point.minRank) || claims.some(prescribedAbove);
			t.report({
				message: 'above',
				data: { ...itemData(claims), required: point.minRank, rank: t.known(rank) },
				grade: doubted ? 'suspect' : gradeOfClaimed(claims),
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length === 0) return;
		const listed = listedRank(stay);
		const needed = Math.max(...all.map(({ match }) => match.point.minRank));
		t.clear('listed-at-higher-rank', listed === null ? null : listed.rank! >= needed ? listed.sources : []);
		t.clear(
			'prescribed-above',
			all.filter(prescribedAbove).map(({ charge }) => ({ row: charge.row, field: 'memo' }))
		);
		t.clear('self-paid', selfPaidSources(all));
	}
});

const prescribedAbove = ({ charge }: LimitedCharge): boolean => /医共体|医联体|上级医院/.test(charge.row.text('memo'));
