import { defineRule } from '../../engine/rule.ts';
import { zero } from '../../facts/cells.ts';
import { codesOf, hasRows, visitsThat } from '../../facts/columns.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { panelsIn, sharedPanels, stayPanels, type SharedPanels } from '../../facts/lab-panels.ts';
import { article38 } from '../../facts/regulation.ts';

/** 雷同检验报告: reports of several persons with the same values to the last digit. */
export default defineRule({
	meta: {
		id: 'identical-lab-panels',
		version: 1,
		title: { zh: '不同患者的检验结果逐项相同', en: 'Laboratory reports of several persons with the same values' },
		explains: {
			zh: '不同参保人的检验报告中，数值型结果的项目与数值全部相同（默认 15 项以上），提示报告被复制或伪造。定性结果（阴性、未见）不参与比较；同一人的更正报告不在此列。一组雷同报告只报一次。',
			en: 'Reports of different persons agree in every numeric test and value, fifteen or more: copied or forged reports. Qualitative results are not compared; a corrected report of one person is not meant. A group of such reports is told once.'
		},
		dimension: 'fraud',
		violation: '伪造变造资料',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('七'), article40IfProven('二')],
		official: [],
		problems: [6],
		requires: ['visit', 'lab'],
		uses: ['fee', 'settlement'],
		knowledge: [],
		clears: {
			'one-sample': {
				zh: '质控样本或同一样本重复登记，需核对仪器原始数据',
				en: 'Control runs, or one sample registered twice: the raw data of the device to be checked'
			}
		},
		messages: {
			same: { zh: '{{values}} 项检验数值与另外 {{persons}} 人的报告完全相同', en: '{{values}} values equal those of {{persons}} other persons' }
		}
	},
	params: {
		minValues: {
			default: 15,
			unit: 'count',
			title: { zh: '相同数值项目数下限', en: 'Least values that agree' },
			why: '项目少时数值可能巧合相同；血常规、生化组套多在 15 项以上（未核实）'
		}
	},
	candidates(shard, _context, shared: SharedPanels) {
		const anchors = new Set([...shared.values()].map(([first]) => first!.visit));
		const { lab } = shard.tables;
		if (!codesOf(lab, 'result')) return visitsThat(shard, (visit) => hasRows(lab, visit));
		return visitsThat(shard, (visit) => anchors.has(shard.visitCode[visit]!));
	},
	population: { map: panelsIn, reduce: sharedPanels },
	judge(stay, t, shared: SharedPanels) {
		if (!codesOf(stay.book.shard.tables.lab, 'result') && stay.rows('lab').length > 0) return t.cannotTell({ kind: 'field', what: 'lab.result' });
		const own = stay.book.shard.visitCode[stay.index]!;
		const person = stay.book.shard.personCode[stay.personIndex]!;
		const ids = t.context.batch.dictionaries.get('visit');
		t.each(stayPanels(stay, t.context), ({ panel, rows }) => {
			const seen = shared.get(panel) ?? [];
			if (seen[0]?.visit !== own) return;
			if (!t.ge('enough-values', t.count({ zh: '数值型检验结果', en: 'Numeric results' }, rows, 'result'), t.param('minValues'))) return;
			const others = seen.filter((one) => one.person !== person);
			const persons = new Set(others.map((one) => one.person)).size;
			const label = { zh: '检验数值的特征码', en: 'Digest of the values' };
			const sources = rows.flatMap((row) => (['item_name', 'result'] as const).map((field) => ({ row, field })));
			if (!t.eq('same-values', t.derived(label, 'text', String(panel), sources), t.batch(label, 'text', String(panel)))) return;
			if (!t.gt('other-persons', t.batch({ zh: '报告相同的其他参保人数', en: 'Other persons with the report' }, 'integer', persons), zero('integer')))
				return;
			t.clear('one-sample', null);
			t.report({
				message: 'same',
				data: { values: rows.length, persons },
				grade: 'suspect',
				related: [...new Set(others.map((one) => ids.text(one.visit)))],
				lines: []
			});
		});
	}
});
