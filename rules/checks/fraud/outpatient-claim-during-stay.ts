import { dayOf } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { optionalCode } from '../../facts/cells.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { otherStays, visitRow, type Neighbour } from '../../facts/neighbours.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { visitsInsideStay } from '../../facts/history-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import { wholeStay } from '../../facts/settled.ts';
import { isInpatient, isOutpatient } from '../../facts/stay-days.ts';

/** Chronic disease benefits and pharmacies: a relative may fetch the drugs. */
const FETCHED = /^(14|41)/;
const STAYS = ['21', '28', '52', '71'] as const;

/** 住院期间门诊或购药结算: an outpatient visit on a day that the person spent in a hospital bed. */
export default defineRule({
	meta: {
		id: 'outpatient-claim-during-stay',
		version: 1,
		title: { zh: '住院期间门诊或购药结算', en: 'Outpatient claim during a stay' },
		explains: {
			zh: '同一参保人在入院日与出院日之间（不含两日）发生门诊或药店结算。慢病代取药、请假外出为反证；查过医嘱而无请假的普通门诊为明确，其余为可疑。',
			en: 'The person claims an outpatient visit or a pharmacy on a day strictly between admission and discharge. Drugs fetched by relatives and leave are counter-evidence.'
		},
		dimension: 'fraud',
		violation: '虚假就医',
		stages: ['settled'],
		scope: 'person',
		basis: [article38('七'), article40IfProven('一')],
		official: [],
		problems: [],
		requires: ['visit'],
		uses: ['order', 'document', 'settlement', 'fee'],
		knowledge: [],
		clears: {
			'drugs-fetched': {
				zh: '慢特病或药店购药，可能由他人代取',
				en: 'Chronic disease benefit or pharmacy: drugs may have been fetched for the patient'
			},
			leave: { zh: '住院医嘱有请假、外出或外院检查', en: 'The stay has an order of leave or of an examination elsewhere' }
		},
		messages: { during: { zh: '住院第 {{day}} 天发生门诊或购药结算', en: 'Claimed on day {{day}} of a stay' } }
	},
	params: {},
	candidates: visitsInsideStay,
	judge(stay, t) {
		const row = visitRow(stay);
		if (!row || !isOutpatient(row.text('med_type'))) return;
		const [begin, end] = [row.time('begntime'), row.time('endtime')];
		if (!begin) return otherStays(stay).length > 0 ? t.cannotTell({ kind: 'value', what: 'visit.begntime' }) : undefined;
		const [first, last] = [dayOf(begin.seconds), dayOf((end ?? begin).seconds)];
		const around = otherStays(stay).filter(
			(other) => other.firstDay !== null && other.firstDay < first && (other.lastDay === null || last < other.lastDay)
		);
		const closed = around.find((other) => other.lastDay !== null);
		if (!closed) return around.length > 0 ? t.cannotTell({ kind: 'value', what: 'visit.endtime' }) : undefined;
		if (!isInside(t, stay, closed)) return;
		const leave = cellsSaying(closed.stay!, 'order', ['drord_cont', 'drord_detl_name'], /请假|外出|外院|院外/);
		t.clear('drugs-fetched', FETCHED.test(row.text('med_type')) ? [{ row, field: 'med_type' }] : []);
		t.clear('leave', leave);
		t.report({
			message: 'during',
			data: { day: first - closed.firstDay! + 1 },
			grade: !FETCHED.test(row.text('med_type')) && leave?.length === 0 ? 'certain' : 'suspect',
			related: [closed.id],
			...wholeStay(stay)
		});
	}
});

function isInside(t: Trace, stay: Stay, { row }: Neighbour): boolean {
	const [own, other] = [stay.visit, row as typeof stay.visit];
	const kinds = t.constant({ zh: '住院类医疗类别', en: 'Kinds of stay' }, 'text', STAYS);
	return (
		t.notIn('outpatient', optionalCode(own, 'med_type', STAYS), kinds) &&
		t.gt('after-admission', t.dayOf(own, 'begntime'), t.dayOf(other, 'begntime')) &&
		t.lt('before-discharge', t.dayOf(own, own.time('endtime') ? 'endtime' : 'begntime'), t.dayOf(other, 'endtime')) &&
		t.notIn('in-a-bed', optionalCode(other, 'med_type', ['71']), t.constant({ zh: '家庭病床', en: 'Bed at home' }, 'text', ['71'])) &&
		isInpatient(other.text('med_type'))
	);
}
