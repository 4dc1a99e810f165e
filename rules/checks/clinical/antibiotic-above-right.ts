import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { daysOfUse } from '../../facts/drug-days.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { prescriberOf } from '../../facts/prescriber.ts';
import { article38 } from '../../facts/regulation.ts';
import { notTakenHome } from '../../facts/taken-home.ts';
import { itemsThat } from '../../facts/table-items.ts';
import { mentions } from '../../facts/text/mentions.ts';
import { textsNeeded } from '../../facts/text/documents.ts';

/** The grade 特殊使用级. */
const SPECIAL = 3;
const HOURS_A_DAY = 24;
/** Titles with the right to it (高级专业技术职务任职资格), where the point names none. */
const SENIOR = ['主任医师', '主任中医师'];
const CONSULT = '会诊';

/** Antibiotics of the special grade (特殊使用级) ordered by a doctor without the right and without a consultation, for longer than in an emergency. */
export default defineRule({
	meta: {
		id: 'antibiotic-above-right',
		version: 1,
		title: { zh: '越级使用特殊级抗菌药物', en: 'Special antibiotic ordered without the right' },
		explains: {
			zh: '特殊使用级抗菌药物由不具相应职称的医师开具，使用超过越级紧急使用时限，文书未见会诊。没有医师名录、职称或文书时不判断。',
			en: 'An antibiotic of the special grade was ordered by a doctor without the title for it and used longer than in an emergency, and no document tells of a consultation. Without a register, a title or documents nothing is judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000202003000'],
		problems: [],
		requires: ['visit', 'fee', 'doctor'],
		uses: ['settlement', 'order', 'document', 'exam', 'nursing'],
		knowledge: ['antibiotics'],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: {
			above: {
				zh: '特殊使用级 {{item}} 由{{title}}开具，未见会诊，共 {{lines}} 条',
				en: 'Special antibiotic {{item}} ordered by a {{title}} without a consultation: {{lines}} lines'
			}
		}
	},
	params: {
		emergencyHours: {
			default: 24,
			unit: 'hour',
			title: { zh: '越级紧急使用时限', en: 'Emergency use' },
			why: '抗菌药物临床应用管理办法：越级使用限 24 小时（未核实）'
		}
	},
	candidates: itemsThat('antibiotics', ({ grade }) => grade === SPECIAL).visits,
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'antibiotics', t.day), ({ point, items }) => {
			if (point.grade !== SPECIAL) return;
			const claims = claimedOf(t, items, ({ charge }) => notTakenHome(t, charge.row));
			if (claims.length === 0) return;
			const doctor = prescriberOf(stay, claims[0]!.charge);
			const senior = point.title ?? SENIOR;
			const title = t.text(doctor, 'title');
			const held = t.derived<string>(title.label, 'text', senior.find((one) => t.known(title).includes(one)) ?? t.known(title), title.sources);
			if (!t.notIn('without-right', held, t.constant<readonly string[]>({ zh: '有权职称', en: 'Titles with the right' }, 'text', senior))) return;
			const lines = claims.map(({ charge }) => charge);
			const { days, sources } = daysOfUse(stay, lines);
			if (days.length === 0) throw new Undetermined({ kind: 'value', what: 'fee.fee_ocur_time' });
			const hours = t.derived({ zh: '使用时长（小时）', en: 'Hours of use' }, 'integer', (days.at(-1)! - days[0]!) * HOURS_A_DAY, sources);
			if (!t.gt('beyond-emergency', hours, t.param('emergencyHours')) || !noConsultation(t, stay)) return;
			all.push(...claims);
			t.report({
				message: 'above',
				data: { ...itemData(claims), title: t.known(title) },
				grade: 'suspect',
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});

/** That neither the kind nor the text of a document speaks of a consultation; 无法判断 without documents. */
function noConsultation(t: Trace, stay: Stay<'document' | 'exam' | 'nursing'>): boolean {
	textsNeeded(stay as Stay);
	const { hits, searched } = mentions(stay as Stay, [CONSULT], { status: ['affirmed', 'past', 'uncertain', 'planned'] });
	const documents: readonly Row<'document'>[] = stay.has('document') ? stay.rows('document') : [];
	const kinds = documents.filter((row) => row.text('doc_type').includes(CONSULT) || row.text('title').includes(CONSULT));
	const found = [...new Set<Row>([...hits.map(({ text }) => text.row), ...kinds])];
	return t.absent('no-consultation', { zh: '会诊', en: 'Consultations' }, found, [...new Set<Row>([...searched, ...documents])], {
		table: 'document',
		fields: { mdtrt_id: stay.id, doc_type: '会诊记录', rec_time: '', text: '同意使用。' }
	});
}
