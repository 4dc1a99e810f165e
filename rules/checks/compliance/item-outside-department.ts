import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import { departmentIn } from '../../facts/item-departments.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { transferSources } from '../../facts/ward-transfer.ts';

/** Items and materials limited to certain departments (限科室), performed or ordered by another. */
export default defineRule({
	meta: {
		id: 'item-outside-department',
		version: 1,
		title: { zh: '项目或耗材不在限定科室使用', en: 'Item outside its departments' },
		explains: {
			zh: '限定科室的诊疗项目或耗材，由名单外的科室执行或开立。科室按名称中的词比对；科室名称未给出时不判断。各院科室命名不一，结论一律为可疑。',
			en: 'An item or material limited to certain departments was performed or ordered by another one. Departments are compared by words of their names, so a finding is suspect at most; without a name nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['医疗服务项目限科室使用', '医用耗材与科室不符'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order'],
		knowledge: ['departmentLimits'],
		clears: {
			consultation: { zh: '有会诊医嘱', en: 'A consultation was ordered' },
			transfer: { zh: '住院期间转科', en: 'Moved to another ward during the stay' },
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: {
			performed: {
				zh: '{{item}} 限 {{departments}}，由 {{department}} 执行，共 {{lines}} 条',
				en: '{{item}} is for {{departments}}, performed by {{department}}: {{lines}} lines'
			},
			ordered: {
				zh: '{{item}} 限 {{departments}}，由 {{department}} 开立，共 {{lines}} 条',
				en: '{{item}} is for {{departments}}, ordered by {{department}}: {{lines}} lines'
			}
		}
	},
	params: {},
	candidates: (shard, context) => visitsWithItem(shard, context, 'departmentLimits'),
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'departmentLimits', t.day), ({ point, items }) => {
			const field = point.side === 'performing' ? 'acord_dept_name' : 'bilg_dept_name';
			const permitted = t.knowledge<readonly string[]>(point, { zh: '限定科室', en: 'Permitted departments' }, 'text', point.departments);
			const outside = ({ row }: Charge): boolean => t.notIn('other-department', departmentIn(t, row, field, point.departments), permitted);
			const claims = claimedOf(t, items, ({ charge }) => outside(charge));
			if (claims.length === 0) return;
			all.push(...claims);
			t.report({
				message: point.side === 'performing' ? 'performed' : 'ordered',
				data: { ...itemData(claims), departments: point.departments.join('、'), department: claims[0]!.charge.row.text(field) },
				grade: 'suspect',
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length === 0) return;
		t.clear('consultation', cellsSaying(stay, 'order', ['drord_cont', 'drord_detl_name'], '会诊'));
		t.clear('transfer', transferSources(stay));
		t.clear('self-paid', selfPaidSources(all));
	}
});
