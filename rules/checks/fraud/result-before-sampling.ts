import { PRECISION, type CivilSeconds } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Trace } from '../../engine/trace.ts';
import { hasRows } from '../../facts/columns.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { article38 } from '../../facts/regulation.ts';
import { reported, sampledRows, visitsWithEarlyResults, type Sampled } from '../../facts/sampling.ts';

const SECONDS_PER_MINUTE = 60;

const params = {
	toleranceMinutes: {
		default: 10,
		unit: 'count',
		title: { zh: '时钟误差分钟数', en: 'Minutes that clocks may differ' },
		why: '采样终端与检验系统的时钟可能相差几分钟（未核实）'
	}
} as const;

/** 报告早于采样: a laboratory result is older than its sample. */
export default defineRule({
	meta: {
		id: 'result-before-sampling',
		version: 1,
		title: { zh: '检验报告时间早于采样时间', en: 'Laboratory result older than its sample' },
		explains: {
			zh: '检验报告时间早于同一行记载的采样时间，提示报告被伪造或事后补造。两个时间都精确到分钟时按分钟比较，否则按日比较。',
			en: 'A result was reported before its sample was taken: a forged report, or one made afterwards. Compared by the minute where both times are known so, else by the day.'
		},
		dimension: 'fraud',
		violation: '伪造变造资料',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('二')],
		official: [],
		problems: [6],
		requires: ['lab'],
		uses: [],
		knowledge: [],
		clears: {
			corrected: { zh: '更正报告沿用原报告时间，或采样时间为事后补录', en: 'A corrected report that kept its time, or a sampling time entered later' }
		},
		messages: { early: { zh: '“{{test}}”的报告时间早于采样时间', en: '“{{test}}” was reported before its sample was taken' } }
	},
	params,
	candidates: visitsWithEarlyResults,
	judge(stay, t) {
		const { lab } = stay.book.shard.tables;
		// Most files of laboratories do not say when a sample was taken: then no row needs to be read.
		if (hasRows(lab, stay.index) && !('sapl_time' in lab!.columns) && !('record_kind' in lab!.columns))
			return t.cannotTell({ kind: 'field', what: 'lab.sapl_time' });
		const all = reported(stay.rows('lab'));
		const sampled = sampledRows(all);
		if (all.length > 0 && sampled.length === 0) {
			return t.cannotTell({ kind: all[0]!.hasField('sapl_time') ? 'value' : 'field', what: 'lab.sapl_time' });
		}
		t.each(sampled, (one) => {
			if (!isEarly(t, one)) return;
			t.clear('corrected', null);
			t.report({ message: 'early', data: { test: one.row.text('item_name') || one.row.text('rpt_name') }, grade: 'suspect', lines: [] });
		});
	}
});

function isEarly(t: Trace<typeof params>, { row, exact }: Sampled): boolean {
	if (!exact) return t.lt('reported-before-the-day', t.dayOf(row, 'rpt_time'), t.dayOf(row, 'sapl_time'));
	const minutes = t.known(t.param('toleranceMinutes'));
	const seconds = (row.time('sapl_time')!.seconds - minutes * SECONDS_PER_MINUTE) as CivilSeconds;
	const before = t.derived(
		{ zh: `采样前 ${minutes} 分钟`, en: `${minutes} minutes before sampling` },
		'time',
		{ seconds, precision: PRECISION.minute },
		[{ row, field: 'sapl_time' }]
	);
	return t.lt('reported-before', t.instant(row, 'rpt_time'), before);
}
