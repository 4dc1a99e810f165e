import { defineRule } from '../../engine/rule.ts';
import { itemName } from '../../facts/cells.ts';
import { notRefunded } from '../../facts/charges.ts';
import { intensiveRecords } from '../../facts/intensity.ts';
import { namedCharges } from '../../facts/named-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { cellsSaying } from '../../facts/notes.ts';

const CARE = { zh: '重症监护项目', en: 'Items of intensive care' };
const intensive = namedCharges(CARE, ['重症监护', 'icu监护', 'ccu监护'], ['探视', '耗材', '导管']);

/** 未入重症监护病房收取重症监护费: intensive care charged where no record knows of a unit. */
export default defineRule({
	meta: {
		id: 'intensive-care-without-record',
		version: 1,
		title: { zh: '未入重症监护病房收取重症监护', en: 'Intensive care charged outside a unit' },
		explains: {
			zh: '收取重症监护，而本次就诊的科室、床号、医嘱、设备记录和文书都没有重症监护病房（ICU、CCU、NICU等）的迹象。收费项目名称不能证明自身；医嘱和文书都没有时无法判断。',
			en: 'Intensive care is charged, and neither department, bed, orders, devices nor texts of the visit show a unit (ICU, CCU, NICU). The charge does not prove itself; without orders and texts nothing can be judged.'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: [],
		problems: [179],
		requires: ['visit', 'fee'],
		uses: ['device', 'order', 'document', 'nursing', 'exam', 'settlement'],
		knowledge: [],
		clears: {
			'special-nursing': { zh: '医嘱有特级护理、病危', en: 'Orders of special care or of a critical condition' },
			'billed-by-unit': { zh: '费用明细的开单或受单科室为重症监护病房', en: 'Fee lines name a unit as the department' }
		},
		messages: { none: { zh: '{{item}} 收费，未见重症监护病房的记录', en: '{{item}} charged, no record of an intensive care unit' } }
	},
	params: {},
	candidates: intensive.visits,
	judge(stay, t) {
		t.each(intensive.of(stay, t.context), (charge) => {
			const { found, searched, texts } = intensiveRecords(stay);
			if (texts.length === 0) return t.cannotTell({ kind: 'document', what: 'order,document,nursing' });
			intensive.record(t, 'intensive-item', charge);
			if (!notRefunded(t, charge)) return;
			const order = { mdtrt_id: stay.id, drord_no: 'W1', drord_cont: '转入ICU' };
			if (!t.absent('no-unit', { zh: '重症监护病房的记录', en: 'Records of a unit' }, found, searched, { table: 'order', fields: order })) return;
			t.report({ message: 'none', data: { item: itemName(charge.row) }, grade: 'suspect', lines: [{ charge, role: 'offending' }] });
		});
		if (t.reports.length === 0) return;
		t.clear('special-nursing', cellsSaying(stay, 'order', ['drord_cont'], /特级护理|特护|病危/));
		t.clear('billed-by-unit', cellsSaying(stay, 'fee', ['bilg_dept_name', 'acord_dept_name'], /icu|ccu|重症|监护/i));
	}
});
