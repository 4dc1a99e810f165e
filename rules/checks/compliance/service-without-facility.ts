import { display } from '../../domain/display.ts';
import type { BatchContext } from '../../domain/shard.ts';
import { dayOf } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName } from '../../facts/cells.ts';
import { chargeDays } from '../../facts/charge-days.ts';
import { notRefunded } from '../../facts/charges.ts';
import { groupBy } from '../../facts/group.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { limitedCharges, type LimitedCharge } from '../../facts/limited-charges.ts';
import { normalized } from '../../facts/memo.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsOfTable } from '../../facts/table-items.ts';
import type { PointOf } from '../../knowledge/pack.ts';

const items = itemsOfTable('facilities');

/** 无设施设备收费: an item charged by an institution whose register of equipment has nothing that it could be done with. */
export default defineRule({
	meta: {
		id: 'service-without-facility',
		version: 1,
		title: { zh: '无相应设施设备而收费', en: 'Item charged without the equipment that it needs' },
		explains: {
			zh: '项目须使用某种设备或场所，机构的设施设备台账中收费日没有在用的该类设备。机构没有台账、台账未写启用日期的无法判断；租用、外送须核对协议。',
			en: 'An item needs a machine or a room, and the register of the institution has none of the kind in use on the day. Without a register of the institution, or its first day of use, nothing can be judged; rent and work sent out are to be looked up.'
		},
		dimension: 'compliance',
		violation: '虚构医药服务项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: [],
		problems: [72, 153],
		requires: ['visit', 'fee', 'facility'],
		uses: ['settlement'],
		knowledge: ['facilities'],
		clears: { 'sent-out': { zh: '收费行标有外检标志', en: 'The line is marked as done elsewhere' } },
		messages: {
			none: { zh: '{{item}} 收费，台账 {{rows}} 条中无在用的 {{needs}}', en: '{{item}} charged, none of {{rows}} facilities is a {{needs}} in use' }
		}
	},
	params: {},
	candidates: items.visits,
	judge(stay, t) {
		const code = visitRow(stay)?.text('fixmedins_code') ?? '';
		t.each(limitedCharges(stay, t.context, 'facilities', t.day), ({ items: own }) => {
			if (code === '') return t.cannotTell({ kind: 'value', what: 'visit.fixmedins_code' });
			t.each(own, (item) => judgeLine(t, stay, item, code));
		});
	}
});

function judgeLine(t: Trace, stay: Stay, { charge, match }: LimitedCharge<PointOf<'facilities'>>, code: string): void {
	const { point } = match;
	const days = chargeDays(charge);
	const register = registerOf(stay, code);
	if (register.length === 0) return t.cannotTell({ kind: 'document', what: 'facility' });
	if (!days) return t.cannotTell({ kind: 'value', what: 'fee.fee_ocur_time' });
	const fitting = register.filter((row) => isOfKind(row, point));
	if (fitting.some((row) => row.time('from') === null)) return t.cannotTell({ kind: 'value', what: 'facility.from' });
	t.matches('needs-facility', charge.row, match);
	if (!notRefunded(t, charge)) return;
	const there = t.text(visitRow(stay)!, 'fixmedins_code');
	if (!t.eq('same-institution', there, t.batch({ zh: '台账的机构', en: 'Institution of the register' }, 'text', code))) return;
	const inUse = fitting.filter((row) => isInUse(row, days.first, days.last));
	const fields = { fixmedins_code: code, name: point.needs[0]!, model: point.models?.[0] ?? '', from: display.day(days.first) };
	const label = { zh: '收费日在用的该类设施设备', en: 'Facilities of the kind in use on the day' };
	if (!t.absent('no-facility', label, inUse, register, { table: 'facility', fields })) return;
	const sentOut = charge.row.text('etip_flag') === '1' ? [{ row: charge.row, field: 'etip_flag' }] : [];
	t.clear('sent-out', charge.row.hasField('etip_flag') ? sentOut : null);
	t.report({
		message: 'none',
		data: { item: itemName(charge.row), needs: point.needs[0]!, rows: register.length },
		grade: 'suspect',
		lines: [{ charge, role: 'offending' }]
	});
}

const registers = new WeakMap<BatchContext, ReadonlyMap<string, readonly Row<'facility'>[]>>();
/** Rows of the register (设施设备台账) of an institution; grouped once a run. */
function registerOf({ book }: Stay, code: string): readonly Row<'facility'>[] {
	let byCode = registers.get(book.batch);
	if (!byCode) registers.set(book.batch, (byCode = groupBy(book.batchRows('facility'), (row) => row.text('fixmedins_code'))));
	return byCode.get(code) ?? [];
}

const has = (text: string, words: readonly string[]): boolean => words.some((word) => normalized(text).includes(normalized(word)));
const isOfKind = (row: Row<'facility'>, { needs, models }: PointOf<'facilities'>): boolean =>
	has(row.text('name'), needs) && (!models?.length || has(row.text('model'), models));

/** In use on any of the days: a line that speaks of several may have been done on that one. */
function isInUse(row: Row<'facility'>, first: number, last: number): boolean {
	const [from, to] = [row.time('from'), row.time('to')];
	return from !== null && dayOf(from.seconds) <= last && (to === null || dayOf(to.seconds) >= first);
}
