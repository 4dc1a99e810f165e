import { POINT_SCALE } from '../../dip/catalogue.ts';
import { whatIf } from '../../dip/simulate.ts';
import { display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import { codingOfGroups } from '../../facts/coding-basis.ts';
import { GROUP_PARAMS, grouperOfStay, groupOfStay, presumedSources, stepsText, validOperations } from '../../facts/dip-group.ts';
import { tariffOf, TARIFF_PARAMS } from '../../facts/dip-tariff.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { visitsWithUnchargedProcedure } from '../../facts/procedure-charges.ts';
import { isInpatient } from '../../facts/stay-days.ts';
import { isUncharged } from '../../facts/unsupported-procedures.ts';

const ID = 'higher-group-by-procedure';
const params = {
	minLines: {
		default: 5,
		unit: 'count',
		title: { zh: '费用明细行数下限', en: 'Least fee lines' },
		why: '只有一两行汇总费用的明细不能证明没有收费；工作默认值，未核实'
	},
	...TARIFF_PARAMS,
	...GROUP_PARAMS
} as const;

/** 高套病种: without a procedure that left no charge, the stay would stand in a group of fewer points. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '无收费的手术操作抬高病种分值', en: 'A procedure without a charge lifts the group' },
		explains: {
			zh: '删去没有对应收费的手术操作后重新入组，病种分值下降。即该编码使病例进入了分值更高的病种，需核对手术记录。',
			en: 'Grouped anew without the procedures that left no charge, the stay has fewer points: the code has lifted its group. The operation note decides.'
		},
		dimension: 'dip',
		violation: '高套或低编病种编码',
		stages: ['settled'],
		scope: 'stay',
		basis: codingOfGroups,
		official: ['GZ10000201004000'],
		problems: [],
		requires: ['visit', 'operation', 'fee'],
		uses: ['settlement', 'diagnosis', 'document'],
		knowledge: ['dipGroups'],
		consults: ['notGrouping', 'procedureItems'],
		clears: {
			'operation-note': { zh: '有手术（操作）记录，可能漏收费', en: 'There is an operation note: the charge may have been forgotten' },
			'presumed-group': { zh: '入组步骤含推定（治疗方式未由目录给出）', en: 'A step of the grouping is presumed' }
		},
		messages: {
			lifted: {
				zh: '删去 {{codes}}：{{before}}（{{pointsBefore}} 分）→ {{after}}（{{pointsAfter}} 分）；{{money}}。{{steps}}',
				en: 'Without {{codes}}: {{before}} ({{pointsBefore}}) → {{after}} ({{pointsAfter}}); {{money}}. {{steps}}'
			}
		}
	},
	params,
	candidates: visitsWithUnchargedProcedure,
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const operations = validOperations(stay);
		const struck: (typeof operations)[number][] = [];
		t.each(operations, (row) => isUncharged(t, stay, row, t.known(t.param('minLines'))) && struck.push(row) > 0);
		if (struck.length === 0) return;
		const grouped = groupOfStay(t.context, stay, t.day, ID);
		if (!grouped) return;
		const codes = struck.map((row) => row.text('oprn_oprt_code'));
		const tariff = tariffOf((name) => t.param(name).value);
		const { before, after, payment } = whatIf(grouperOfStay(t.context, t.day, ID), grouped.case, { strike: codes }, tariff);
		const without = after.grouping.group;
		const sources = struck.map((row) => ({ row, field: 'oprn_oprt_code' }));
		const label = { zh: `病种 ${grouped.group.code} 的分值（千分之一）`, en: `Points of group ${grouped.group.code}, thousandths` };
		const points = (value: number) => Math.round((value * 1000) / POINT_SCALE);
		const lower = t.constant(
			without
				? { zh: `删去后 ${without.code} 的分值（千分之一）`, en: `Points of ${without.code} without them` }
				: { zh: '删去后不入组', en: 'No group' },
			'integer',
			points(without?.points ?? 0)
		);
		if (!t.gt('lifted', t.derived(label, 'integer', points(grouped.group.points), sources), lower)) return;
		t.clear('operation-note', cellsSaying(stay, 'document', ['doc_type', 'title'], /手术记录|操作记录|介入记录/u));
		t.clear('presumed-group', presumedSources(stay, grouped));
		t.report({
			message: 'lifted',
			data: {
				codes: codes.join('、'),
				before: grouped.group.code,
				after: without?.code ?? '不入组',
				pointsBefore: String(points(grouped.group.points) / 1000),
				pointsAfter: String(points(without?.points ?? 0) / 1000),
				money: payment === null ? '点值、系数或费用未知，不计金额' : `模拟支付相差 ${display.amount(-payment)} 元`,
				steps: stepsText(before.grouping)
			},
			grade: 'suspect',
			lines: []
		});
	}
});
