import { display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import { notNamed, tracedItem } from '../../facts/cells.ts';
import { notRefunded } from '../../facts/charges.ts';
import { codingOfGroups } from '../../facts/coding-basis.ts';
import { validOperations } from '../../facts/dip-group.ts';
import { operationCharges, visitsWithUnlistedOperation } from '../../facts/procedure-charges.ts';
import { isInpatient } from '../../facts/stay-days.ts';

/** Bedside acts that are charged as operations and need no code on the list. */
const MINOR = ['清创', '换药', '拆线', '缝合', '导尿', '置管', '穿刺', '注射', '封闭', '活检', '加收', '麻醉'] as const;

const params = {
	minAmount: {
		default: 30_000,
		unit: 'amount',
		title: { zh: '手术费金额下限', en: 'Least charge of an operation' },
		why: '金额小的床旁操作可不填手术操作；工作默认值（300 元），未核实，由地方设定'
	}
} as const;

/** 有手术收费而未填手术操作（低编、漏编）: operations charged on a stay whose settlement list has no procedure. */
export default defineRule({
	meta: {
		id: 'charge-without-procedure',
		version: 1,
		title: { zh: '有手术收费未填手术操作', en: 'Operation charged, no procedure listed' },
		explains: {
			zh: '费用明细有手术收费，结算清单没有手术操作编码。可能漏编、低编，使病例进入与实际不符的病种，也可能并无此手术。',
			en: 'Operations are charged, and the settlement list has no procedure. It may have been left out, so that the stay stands in another group, or the operation was not done.'
		},
		dimension: 'dip',
		violation: '高套或低编病种编码',
		stages: ['settled'],
		scope: 'stay',
		basis: codingOfGroups,
		official: ['GZ10000201004000'],
		problems: [],
		requires: ['visit', 'operation', 'fee'],
		uses: [],
		knowledge: [],
		consults: ['procedureItems', 'dipGroups', 'notGrouping'],
		clears: {},
		messages: { unlisted: { zh: '{{item}} 收费 {{amount}} 元，清单无手术操作', en: '{{item}} charged {{amount}}, no procedure on the list' } }
	},
	params,
	candidates: visitsWithUnlistedOperation,
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const points = t.context.knowledge.points('procedureItems').filter(({ minor }) => minor === true);
		const minor = [...MINOR, ...points.flatMap(({ names }) => names)];
		const listed = validOperations(stay);
		t.each(operationCharges(stay, t.context), (charge) => {
			if (!notNamed(t, 'no-minor-act', charge.row, minor, { zh: '床旁小操作', en: 'Bedside acts' })) return;
			// Before its refunds: with a procedure on the list the charge is right, whatever was taken back of it.
			const nothing = t.absent('no-procedure', { zh: '结算清单手术操作', en: 'Procedures on the list' }, listed, listed, {
				table: 'operation',
				fields: { mdtrt_id: stay.id, oprn_oprt_code: '51.2300', oprn_oprt_name: '腹腔镜胆囊切除术' }
			});
			if (!nothing || !notRefunded(t, charge)) return;
			if (!t.ge('large-enough', t.amount({ zh: '手术收费', en: 'Charge of the operation' }, [charge]), t.param('minAmount', 'amount'))) return;
			t.report({
				message: 'unlisted',
				data: { item: t.known(tracedItem(charge.row, undefined)), amount: display.amount(charge.amount) },
				grade: 'suspect',
				lines: [{ charge, role: 'related' }]
			});
		});
	}
});
