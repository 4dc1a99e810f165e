import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName } from '../../facts/cells.ts';
import { notRefunded } from '../../facts/charges.ts';
import { limitedCharges, type LimitedCharge } from '../../facts/limited-charges.ts';
import { normalized } from '../../facts/memo.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { article38 } from '../../facts/regulation.ts';
import { doctorsNamed } from '../../facts/signings.ts';
import { itemsOfTable } from '../../facts/table-items.ts';
import type { PointOf } from '../../knowledge/pack.ts';

type StaffScope = PointOf<'staffScopes'>;
const items = itemsOfTable('staffScopes');
/** Cells of the register that tell what somebody may do; any of them that fits is enough. */
const TOLD = ['practice_scope', 'title', 'dept_name'] as const;

/** 非专业人员开展项目: an item done by somebody whose registered scope, title and department are all of another profession. */
export default defineRule({
	meta: {
		id: 'staff-outside-scope',
		version: 1,
		title: { zh: '执行人员专业与项目不符', en: 'Item done by staff of another profession' },
		explains: {
			zh: '项目须由某专业人员开展（如康复治疗），受单医师在人员表中唯一登记，其执业范围、职称、科室都不属于该专业。未写受单医师、人员表没有或有同名者、登记未写执业范围的无法判断。',
			en: 'An item needs staff of a profession (rehabilitation); the person who did it stands in the register once, and neither scope of practice, title nor department is of it. Nobody named, namesakes, or a register without scopes: nothing can be judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: [],
		problems: [71],
		requires: ['visit', 'fee', 'doctor'],
		uses: ['settlement'],
		knowledge: ['staffScopes'],
		clears: {
			'not-then': { zh: '登记的执业起止日不含收费日，须核对当日注册', en: 'Registered for other days: the registration of the day to be looked up' }
		},
		messages: { outside: { zh: '{{item}} 由 {{person}} 开展，登记为 {{scope}}', en: '{{item}} done by {{person}}, registered as {{scope}}' } }
	},
	params: {},
	candidates: items.visits,
	judge(stay, t) {
		t.each(limitedCharges(stay, t.context, 'staffScopes', t.day), ({ items: own }) => t.each(own, (item) => judgeLine(t, stay, item)));
	}
});

function judgeLine(t: Trace, stay: Stay, { charge, match }: LimitedCharge<StaffScope>): void {
	const { row } = charge;
	const person = t.known(t.text(row, 'acord_dr_name'));
	const own = registered(stay, person);
	if (own === null) return t.cannotTell({ kind: 'value', what: 'doctor.dr_name' });
	if (own.text('practice_scope') === '') return t.cannotTell({ kind: 'value', what: 'doctor.practice_scope' });
	t.matches('needs-profession', row, match);
	if (!notRefunded(t, charge)) return;
	const name = t.derived({ zh: '人员表姓名', en: 'Name in the register' }, 'text', person, [{ row: own, field: 'dr_name' }]);
	if (!t.eq('done-by', t.text(row, 'acord_dr_name'), name) || !TOLD.every((field) => isOther(t, own, field, match.point))) return;
	const [from, to, at] = [own.time('qualified_from'), own.time('qualified_to'), row.time('fee_ocur_time')];
	const outside = at !== null && ((from !== null && at.seconds < from.seconds) || (to !== null && at.seconds > to.seconds));
	t.clear('not-then', from === null && to === null ? null : outside ? [{ row: own, field: from === null ? 'qualified_to' : 'qualified_from' }] : []);
	t.report({
		message: 'outside',
		data: { item: itemName(row), person, scope: [own.text('practice_scope'), own.text('title')].filter((text) => text !== '').join('、') },
		grade: 'suspect',
		lines: [{ charge, role: 'offending' }]
	});
}

/** The one row of the register by a name, of the visit's institution where rows tell theirs; null where there is none or more than one. */
function registered(stay: Stay, name: string): Row<'doctor'> | null {
	const here = visitRow(stay)?.text('fixmedins_code') ?? '';
	const own = doctorsNamed(stay.book.batch, name).filter((row) => here === '' || ['', here].includes(row.text('fixmedins_code')));
	return own.length === 1 ? own[0]! : null;
}

/** That a cell of the register names no word of the profession; an empty cell says nothing and is passed over. */
function isOther(t: Trace, row: Row<'doctor'>, field: (typeof TOLD)[number], point: StaffScope): boolean {
	const text = row.text(field);
	if (text === '') return true;
	const words = [...point.scopes, ...(point.titles ?? [])];
	const word = words.find((one) => normalized(text).includes(normalized(one)));
	const label = { practice_scope: { zh: '执业范围', en: 'Scope' }, title: { zh: '职称', en: 'Title' }, dept_name: { zh: '科室', en: 'Department' } }[
		field
	];
	const said = t.derived(label, 'text', word ?? text, [{ row, field }]);
	return t.notIn(`other-${field.replace('_', '-')}`, said, t.knowledge(point, { zh: '该专业的用语', en: 'Words of the profession' }, 'text', words));
}
