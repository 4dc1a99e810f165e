import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { zero } from '../../facts/cells.ts';
import { byUse, chargedPairs, PURIFICATION } from '../../facts/exclusion-pairs.ts';
import { offending } from '../../facts/excess.ts';
import { gradeOf } from '../../facts/items.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { linesOf, overlapsOf } from '../../facts/overlapping-use.ts';
import { visitsWithPair } from '../../facts/pair-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import type { ExclusionPair } from '../../knowledge/pack.ts';

const isMonitoring = (point: ExclusionPair): boolean => byUse(point) && point.family !== PURIFICATION;

/** Monitoring (监护、监测) charged beside another that contains it, for the same hours. */
export default defineRule({
	meta: {
		id: 'monitoring-billed-twice',
		version: 1,
		title: { zh: '监护监测同时段重复收费', en: 'Monitoring charged twice for the same hours' },
		explains: {
			zh: '主项内涵已包含从项，二者同一时段使用并分别收费。时段取自费用起止时间、设备记录、医嘱或麻醉记录；都不精确到分时，两项当日小时数合计超过 24 小时的部分必然重叠，其余无法判断。',
			en: 'An item and another that contains it were in use at the same time, and both were charged. Times are those of the line, the device, the order or the anaesthesia; where none is known to the minute, hours of both beyond 24 a day must overlap, and nothing else can be judged.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102012000'],
		problems: [25, 26, 28, 160],
		requires: ['visit', 'fee'],
		uses: ['order', 'device', 'anesthesia', 'document', 'settlement'],
		knowledge: ['exclusions'],
		consults: ['itemKinds'],
		clears: { 'other-purpose': { zh: '文书写明另有监测目的', en: 'A note gives a purpose of its own for the monitoring' } },
		messages: {
			both: { zh: '{{main}} 与 {{sub}} 同时段收费，重叠 {{quantity}}', en: '{{main}} and {{sub}} at the same time: {{quantity}} charged twice' },
			'at-least': {
				zh: '{{main}} 与 {{sub}} 当日小时数合计超过一日，至少重叠 {{quantity}}',
				en: '{{main}} and {{sub}} have more hours than the day: at least {{quantity}} charged twice'
			}
		}
	},
	params: {
		tolerance: {
			default: 1,
			unit: 'hour',
			title: { zh: '容差小时数', en: 'Hours of tolerance' },
			why: '不足一小时按一小时计，交接时段可能重叠；容差只决定是否提示，不从金额中扣除。与设备时长规则一致，未核实'
		}
	},
	candidates: visitsWithPair(isMonitoring),
	judge(stay, t) {
		t.each(chargedPairs(stay, t.context, t.day, isMonitoring), (pair) => {
			const overlaps = overlapsOf(stay, t, pair, t.param('tolerance', 'hours', QUANTITY_SCALE));
			if (overlaps.length === 0) return;
			const { over, mains } = linesOf(overlaps);
			const subs = over.map(({ charge }) => charge);
			if (!t.gt('contained-charged', t.amount({ zh: '从项计费金额（减退费）', en: 'Charged for the contained item' }, subs), zero('amount'))) return;
			const matches = [...pair.mains, ...pair.subs].filter(({ charge }) => mains.includes(charge) || subs.includes(charge));
			t.report({
				message: overlaps.some(({ by }) => by === 'sum') ? 'at-least' : 'both',
				data: { main: pair.point.name, sub: pair.point.subName, quantity: over.reduce((sum, { quantity }) => sum + quantity, 0) / QUANTITY_SCALE },
				grade: matches.every(({ match }) => gradeOf(match) === 'certain') ? 'certain' : 'suspect',
				lines: [...mains.map((charge) => ({ charge, role: 'related' as const })), ...over.map(offending)]
			});
		});
		if (t.reports.length > 0)
			t.clear('other-purpose', cellsSaying(stay, 'document', ['text'], /(晕厥|黑矇|心悸|心律失常|血压波动)[^。；]{0,6}(待查|查因|原因)/));
	}
});
