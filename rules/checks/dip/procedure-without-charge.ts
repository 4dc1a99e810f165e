import { defineRule } from '../../engine/rule.ts';
import { codingOfGroups } from '../../facts/coding-basis.ts';
import { charges } from '../../facts/charges.ts';
import { validOperations } from '../../facts/dip-group.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { visitsWithUnchargedProcedure } from '../../facts/procedure-charges.ts';
import { isInpatient } from '../../facts/stay-days.ts';
import { isUncharged } from '../../facts/unsupported-procedures.ts';

const params = {
	minLines: {
		default: 5,
		unit: 'count',
		title: { zh: '费用明细行数下限', en: 'Least fee lines' },
		why: '只有一两行汇总费用的明细不能证明没有收费；工作默认值，未核实'
	}
} as const;

/** 手术操作编码无收费（高套）: an operation on the settlement list that left no charge. */
export default defineRule({
	meta: {
		id: 'procedure-without-charge',
		version: 1,
		title: { zh: '手术操作无对应收费', en: 'Procedure without a charge' },
		explains: {
			zh: '结算清单填报了手术操作，费用明细中既无该手术项目，也无手术、麻醉、介入或套餐收费。可能是虚填编码以进入高分值病种，需核对手术记录。',
			en: 'The settlement list has an operation, and no fee line is of it, of an operation at all, of anaesthesia or of a package. The code may have been added for a higher group: the operation note decides.'
		},
		dimension: 'dip',
		violation: '高套或低编病种编码',
		stages: ['settled'],
		scope: 'stay',
		basis: codingOfGroups,
		official: ['GZ10000201004000'],
		problems: [],
		requires: ['visit', 'operation', 'fee'],
		uses: ['document'],
		knowledge: [],
		consults: ['procedureItems', 'dipGroups', 'notGrouping'],
		clears: {
			'operation-note': { zh: '有手术（操作）记录，可能漏收费', en: 'There is an operation note: the charge may have been forgotten' },
			'former-stay': { zh: '同一手术见于此人其他就诊，可能填报了既往手术', en: 'The same operation stands on another visit of the person' }
		},
		messages: {
			uncharged: { zh: '{{code}} {{name}} 在 {{lines}} 行费用中无对应收费', en: '{{code}} {{name}}: none of {{lines}} fee lines is of it' }
		}
	},
	params,
	candidates: visitsWithUnchargedProcedure,
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const { net } = stay.fact(charges);
		const found: string[] = [];
		t.each(validOperations(stay), (row) => {
			if (!isUncharged(t, stay, row, t.known(t.param('minLines')))) return;
			const code = row.text('oprn_oprt_code');
			found.push(code);
			t.report({ message: 'uncharged', data: { code, name: row.text('oprn_oprt_name'), lines: net.length }, grade: 'suspect', lines: [] });
		});
		if (found.length === 0) return;
		t.clear('operation-note', cellsSaying(stay, 'document', ['doc_type', 'title'], /手术记录|操作记录|介入记录/u));
		const others = stay.visitsOfPerson.filter((other) => other.index !== stay.index).flatMap((other) => other.rows('operation'));
		const same = others.filter((row) => found.includes(row.text('oprn_oprt_code')));
		t.clear(
			'former-stay',
			same.map((row) => ({ row, field: 'oprn_oprt_code' }))
		);
	}
});
