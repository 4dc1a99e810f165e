import { display } from '../../domain/display.ts';
import { dayOf } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName, zero } from '../../facts/cells.ts';
import { charges, notRefunded } from '../../facts/charges.ts';
import { boughtDevices, visitsWithBoughtDevice } from '../../facts/bought-devices.ts';
import { inScopeAmount } from '../../facts/limited-charges.ts';
import { otherStays, visitRow, type Neighbour } from '../../facts/neighbours.ts';
import { coreName } from '../../facts/item-core.ts';
import { namesOf } from '../../facts/item-names.ts';
import { operationsIn } from '../../facts/operations.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { isOutpatient } from '../../facts/stay-days.ts';

const params = {
	daysBefore: {
		default: 1,
		unit: 'day',
		title: { zh: '入院前的日数', en: 'Days before the admission' },
		why: '择期手术前一日购买耗材；经验值，未核实'
	}
} as const;

/** 转嫁费用: an implant of an operation in a stay is bought at the person's own cost outside the stay. */
export default defineRule({
	meta: {
		id: 'shifted-cost',
		version: 1,
		title: { zh: '住院手术的耗材由患者院外或门诊自费购买', en: 'An implant of a stay paid for outside it' },
		explains: {
			zh: '患者住院手术期间，在门诊或药店全额自费购买植入类耗材，而住院费用没有同名耗材。可能把应由医保支付的住院耗材转嫁给患者。',
			en: 'While a person was operated on in a stay, an implant was bought at an outpatient visit or pharmacy entirely at their own cost, and the stay charges none of that name: a cost of the stay may have been shifted to them.'
		},
		dimension: 'compliance',
		violation: '转嫁费用',
		stages: ['settled'],
		scope: 'person',
		basis: [article38('七')],
		official: [],
		problems: [35],
		requires: ['visit', 'fee'],
		uses: ['operation', 'document', 'settlement'],
		knowledge: [],
		clears: { 'asked-for': { zh: '住院文书载明患者要求或目录外自费', en: 'Documents of the stay tell that the person asked for it' } },
		messages: {
			outside: {
				zh: '住院手术期间在院外自费购买 {{item}}，住院费用无该耗材',
				en: '{{item}} bought outside during a stay with an operation that charges none'
			}
		}
	},
	params,
	candidates: visitsWithBoughtDevice,
	judge(stay, t) {
		const any = stay as unknown as Stay;
		const row = visitRow(any);
		if (!row || !isOutpatient(row.text('med_type'))) return;
		const lines = boughtDevices(any, t.context);
		if (lines.length === 0) return;
		const begin = row.time('begntime');
		if (!begin) return otherStays(any).length > 0 ? t.cannotTell({ kind: 'value', what: 'visit.begntime' }) : undefined;
		const day = dayOf(begin.seconds);
		const before = t.known(t.param('daysBefore'));
		const around = otherStays(any).find(
			({ firstDay, lastDay }) => firstDay !== null && firstDay - before <= day && (lastDay === null || day <= lastDay)
		);
		if (!around) return;
		t.each(lines, (charge) => judgeLine(any, t, charge, around));
		if (t.reports.length > 0) t.clear('asked-for', cellsSaying(around.stay!, 'document', ['text'], ASKED));
	}
});

const ASKED = /患者要求|家属要求|自愿自费|自愿选择|目录外|超医保/;

function judgeLine(stay: Stay, t: Trace<typeof params>, charge: Charge, { stay: other, row, firstDay }: Neighbour): void {
	if (!notRefunded(t, charge)) return;
	if (!t.le('self-paid', inScopeAmount(t, charge), zero('amount'))) return;
	const before = t.known(t.param('daysBefore'));
	const admitted = t.dayOf(row as typeof stay.visit, 'begntime');
	const from = t.derived<number>({ zh: '入院前可计入的首日', en: 'First day that counts' }, 'day', firstDay! - before, admitted.sources);
	if (!t.ge('after-the-first-day', t.dayOf(stay.visit, 'begntime'), from)) return;
	if (row.time('endtime') && !t.le('before-discharge', t.dayOf(stay.visit, 'begntime'), t.dayOf(row as typeof stay.visit, 'endtime'))) return;
	if (!other!.has('operation')) return t.cannotTell({ kind: 'table', what: 'operation' });
	const operated = other!.fact(operationsIn).map((operation) => operation.row);
	if (!t.present('operation-in-the-stay', { zh: '住院手术', en: 'Operations of the stay' }, operated)) return;
	const names = namesOf(charge.row).map(coreName);
	const same = other!.fact(charges).net.filter((one) => namesOf(one.row).some((name) => alike(coreName(name), names)));
	const fields = {
		mdtrt_id: other!.id,
		feedetl_sn: 'W1',
		medins_list_name: itemName(charge.row),
		fee_ocur_time: display.day(firstDay!),
		cnt: '1',
		pric: '1',
		det_item_fee_sumamt: '1'
	};
	const rows = same.map((one) => one.row);
	if (!t.absent('not-charged-in-the-stay', { zh: '住院费用中的同名耗材', en: 'The same in the stay' }, rows, rows, { table: 'fee', fields })) return;
	t.report({
		message: 'outside',
		data: { item: itemName(charge.row) },
		grade: 'suspect',
		related: [other!.id],
		lines: [{ charge, role: 'offending' }]
	});
}

const alike = (name: string, names: readonly string[]): boolean => names.some((one) => one !== '' && (one.includes(name) || name.includes(one)));
