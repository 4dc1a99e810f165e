import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { itemName, optionalText, YES, zero } from '../../facts/cells.ts';
import { chargeKind } from '../../facts/charge-kind.ts';
import { charges } from '../../facts/charges.ts';
import { codesOf, perText, visitsThat } from '../../facts/columns.ts';
import { matchItem } from '../../facts/items.ts';
import { chargeDay, inScopeAmount } from '../../facts/limited-charges.ts';
import { needsPrescription, prescriptionFlag } from '../../facts/prescription-drugs.ts';
import { article38 } from '../../facts/regulation.ts';
import { visitColumns } from '../../facts/visit-columns.ts';

/** Kinds of visits at a pharmacy (41, FIELDS.md E), and visits of no kind. */
const mayBePharmacy = perText('visit', 'med_type', (text) => (text === '' || text.startsWith('41') ? 1 : 0));

type Visit = Stay<'visit' | 'fee' | 'order'>;

/** Prescription drugs (处方药) that a pharmacy settled without a prescription: neither a number on the line nor a prescription in the files. */
export default defineRule({
	meta: {
		id: 'prescription-missing',
		version: 1,
		title: { zh: '药店无处方结算处方药', en: 'Prescription drug settled without a prescription' },
		explains: {
			zh: '定点药店将处方药纳入医保结算，明细没有处方号，也没有处方记录和外购处方标志。是否处方药按进销存的处方药标志，其次按处方药名单；都没有时不判断。',
			en: 'A pharmacy claimed a prescription drug without a prescription number, a prescription record or the mark of one filled elsewhere. Stock files, else a list, say what needs a prescription; without either nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: [],
		problems: [],
		pharmacyProblems: [11],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order'],
		// Stock files say it themselves; a list is asked where they do not.
		knowledge: [],
		consults: ['rxDrugs'],
		clears: { 'paper-prescription': { zh: '备注提及处方', en: 'A note speaks of a prescription' } },
		messages: { missing: { zh: '处方药 {{item}} 无处方纳入医保结算', en: 'Prescription drug {{item}} claimed without a prescription' } }
	},
	params: {},
	candidates(shard, context) {
		const { recorded } = visitColumns(shard, context);
		const { visit: table } = shard.tables;
		const [types, may] = [codesOf(table, 'med_type'), mayBePharmacy(context.batch)];
		return visitsThat(shard, (visit) => recorded[visit] === 0 || may[types?.[table!.rowStart[visit]!] ?? 0] === 1);
	},
	judge(stay, t) {
		const own = stay.visit;
		if (!t.known(t.text(own, 'med_type')).startsWith('41')) return;
		const found: Charge[] = [];
		t.each(stay.fact(charges).net, (charge) => {
			const kind = chargeKind(charge.row);
			if ((kind !== null && kind !== 'drug') || charge.amount <= 0 || !isForPrescription(t, charge, own.text('fixmedins_code'))) return;
			if (!t.gt('in-scope', inScopeAmount(t, charge), zero('amount'))) return;
			if (charge.ambiguous) throw new Undetermined({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
			const yes = t.constant<readonly string[]>({ zh: '是', en: 'Yes' }, 'text', YES);
			if (!t.notIn('not-circulated', optionalText(charge.row, 'rx_circ_flag'), yes) || !noPrescription(t, stay, charge)) return;
			found.push(charge);
			t.report({ message: 'missing', data: { item: itemName(charge.row) }, grade: 'suspect', lines: [{ charge, role: 'offending' }] });
		});
		if (found.length === 0) return;
		const noted = found.filter(({ row }) => row.text('memo').includes('处方'));
		t.clear(
			'paper-prescription',
			noted.map(({ row }) => ({ row, field: 'memo' }))
		);
	}
});

/** That the goods need a prescription, as a condition on the stock's own flag or a list; 无法判断 where neither tells. */
function isForPrescription(t: Trace, charge: Charge, institution: string): boolean {
	const stock = prescriptionFlag(charge, institution);
	if (stock) {
		const flag = t.text(stock, 'rx_flag');
		return needsPrescription(stock) && t.in('prescription-drug', flag, t.constant<readonly string[]>(flag.label, 'text', YES));
	}
	if (!t.context.knowledge.has('rxDrugs')) throw new Undetermined({ kind: 'knowledge', what: 'rxDrugs' });
	const [match] = matchItem(t.context, 'rxDrugs', charge.row, chargeDay(charge) ?? t.day);
	return match !== undefined && t.matches('prescription-drug', charge.row, match);
}

/** That neither the line nor any record of the visit carries a prescription; 无法判断 where the files have no place for one. */
function noPrescription(t: Trace, stay: Visit, { row }: Charge): boolean {
	if (!row.hasField('rx_drord_no') && !stay.has('order')) throw new Undetermined({ kind: 'field', what: 'fee.rx_drord_no' });
	const orders: readonly Row[] = stay.has('order') ? stay.rows('order') : [];
	const found = [...(row.text('rx_drord_no') === '' ? [] : [row]), ...orders];
	const fields = { mdtrt_id: stay.id, drord_no: 'R', drord_begn_time: '', drord_detl_name: itemName(row) };
	return t.absent('no-prescription', { zh: '处方号与处方记录', en: 'Prescription number or record' }, found, [row, ...orders], {
		table: 'order',
		fields
	});
}
