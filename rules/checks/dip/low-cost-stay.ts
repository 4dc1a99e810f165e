import { display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import { optionalText } from '../../facts/cells.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { mergePeerCosts, peerCostsOf, peerGroup, peersOf, visitsBelowPeers, type PeerCosts } from '../../facts/peer-costs.ts';
import { article38 } from '../../facts/regulation.ts';
import { mainDiagnosis } from '../../facts/same-diagnosis.ts';
import { totalCost, wholeStay } from '../../facts/settled.ts';
import { isInpatient } from '../../facts/stay-days.ts';
import { untreated } from '../../facts/untreated.ts';

/** Stays that were cut short: transferred, left against advice, died. */
const CUT_SHORT = ['2', '3', '4', '5', '医嘱转院', '医嘱转社区', '非医嘱离院', '死亡'] as const;

const params = {
	maxShare: {
		default: 50,
		unit: 'percent',
		title: { zh: '费用占同组中位数的比例上限', en: 'Largest share of the median of the group' },
		why: '费用偏差的低倍率界线；以本批同组中位数代替上年均费，并注明'
	},
	minPeers: { default: 10, unit: 'count', title: { zh: '同组例数下限', en: 'Least peers' }, why: '例数太少的中位数不可靠' }
} as const;

/** 低标准入院: a stay that cost less than half of its peers, without operation, intensive care or intravenous treatment. */
export default defineRule({
	meta: {
		id: 'low-cost-stay',
		version: 1,
		title: { zh: '费用远低于同组且无住院治疗', en: 'A stay far cheaper than its peers, without treatment that needs a bed' },
		explains: {
			zh: '总费用低于本批同主要诊断（前 4 位）、同级别机构中位数的一半，且无手术、重症、静脉治疗和按周期治疗。转院、自动离院和死亡不在此列。',
			en: 'The total cost is under half the median of stays in the batch with the same main diagnosis and hospital rank, and there was no operation, intensive care, intravenous treatment or planned course.'
		},
		dimension: 'dip',
		violation: '过度诊疗',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('二')],
		official: ['GZ10000204005000'],
		problems: [1],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'diagnosis', 'operation', 'device', 'order', 'document', 'institution'],
		knowledge: [],
		clears: { observation: { zh: '文书载明需住院观察的病情', en: 'Documents tell of a condition to be observed in hospital' } },
		messages: {
			low: { zh: '总费用 {{total}} 元，同组 {{peers}} 例中位数 {{median}} 元', en: '{{total}} in all, the median of {{peers}} peers is {{median}}' }
		}
	},
	params,
	candidates: (shard, context, costs: PeerCosts) => visitsBelowPeers(shard, context, costs, 'low-cost-stay'),
	population: { map: peerCostsOf, reduce: mergePeerCosts },
	judge(stay, t, costs: PeerCosts) {
		const visit = visitRow(stay);
		if (!visit || !isInpatient(visit.text('med_type')) || !visit.time('endtime')) return;
		const [group, total] = [peerGroup(stay), totalCost(stay)];
		const peers = group === null || !total ? null : peersOf(costs, group, total.amount);
		const share = t.known(t.param('maxShare'));
		const enough = peers !== null && peers.count >= t.known(t.param('minPeers'));
		// Asked first because it is cheap: most stays end here.
		if (enough && total!.amount * 100 >= peers.median * share) return;
		if (!untreated(t, stay)) return;
		if (
			!t.notIn(
				'not-cut-short',
				optionalText(visit, 'dscg_way'),
				t.constant({ zh: '转院、非医嘱离院、死亡', en: 'Transferred, against advice, died' }, 'text', CUT_SHORT)
			)
		)
			return;
		if (group === null)
			return t.cannotTell({ kind: 'value', what: mainDiagnosis(visit, stay).code === '' ? 'visit.dscg_maindiag_code' : 'visit.hosp_lv' });
		if (!total) return t.cannotTell({ kind: 'value', what: 'settlement.medfee_sumamt' });
		if (!enough) return t.cannotTell({ kind: 'peers', what: 'visit.dscg_maindiag_code' });
		t.ge('enough-peers', t.batch({ zh: `同组（${group}）例数`, en: `Peers (${group})` }, 'integer', peers.count), t.param('minPeers'));
		const limit = t.batch(
			{ zh: `本批同组中位数 ${display.amount(peers.median)} 元的 ${share}%`, en: `${share}% of the median of the peers in the batch` },
			'amount',
			Math.floor((peers.median * share) / 100)
		);
		if (!t.lt('below-peers', t.derived({ zh: '总费用', en: 'Total cost' }, 'amount', total.amount, total.sources), limit)) return;
		t.clear('observation', cellsSaying(stay, 'document', ['text'], /病危|病重|吸氧|观察生命体征|中毒|颅脑|抢救/));
		t.report({
			message: 'low',
			data: { total: display.amount(total.amount), median: display.amount(peers.median), peers: peers.count },
			grade: 'suspect',
			...wholeStay(stay)
		});
	}
});
