import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Charge } from '../../engine/charge.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Traced } from '../../engine/traced.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { itemName } from '../../facts/cells.ts';
import { charges } from '../../facts/charges.ts';
import { diagnosedVisits } from '../../facts/diagnosed-visits.ts';
import { diagnosesAmong, diagnosesOf } from '../../facts/diagnoses.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { article38 } from '../../facts/regulation.ts';
import { suppliedDays } from '../../facts/supply-days.ts';
import { isTakenHome } from '../../facts/taken-home.ts';
import { visitsTakingMuchHome } from '../../facts/taken-home-visits.ts';

/** Diseases that last (慢性病, 肿瘤), by the beginnings of their codes: wide, since leaving one out would accuse. Ours, of general knowledge of ICD-10. */
const CHRONIC =
	'A15 A16 A17 A18 A19 B18 B20 B21 B22 B23 B24 C D0 D3 D4 D5 D6 D8 E F G H40 I0 I1 I2 I3 I4 I5 I6 I7 I8 J3 J4 J84 K2 K5 K7 K8 L2 L3 L4 L93 M0 M1 M3 M8 N0 N18 N20 N4 N80 Z51 Z85 Z94 Z95'.split(
		' '
	);

/** Drugs taken home at discharge (出院带药) for more days than allowed. */
export default defineRule({
	meta: {
		id: 'take-home-over-days',
		version: 1,
		title: { zh: '出院带药超量', en: 'Too much taken home at discharge' },
		explains: {
			zh: '标记为出院带药的药品，其天数（行上周期天数，否则医嘱天数）超过规定：一般 7 天，有慢性病、肿瘤等长期用药诊断的 30 天。天数不明时无法判断。',
			en: 'A drug flagged as taken home was supplied for more days than allowed: 7, or 30 with a disease that lasts. Days are those on the line, else of the order; without them nothing is judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		// It serves discharge alone: the class 药品限最大开药天数/开药量 asks for a region's list.
		official: [],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order', 'diagnosis'],
		knowledge: [],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: { days: { zh: '{{item}} 出院带药 {{days}} 天，超过 {{limit}} 天', en: '{{item}} taken home for {{days}} days, more than {{limit}}' } }
	},
	params: {
		maxDays: {
			default: 7,
			unit: 'day',
			title: { zh: '一般带药天数上限', en: 'Most days taken home' },
			why: '出院带药一般不超过 7 天的通行做法，各地不一（未核实）'
		},
		chronicDays: {
			default: 30,
			unit: 'day',
			title: { zh: '慢性病带药天数上限', en: 'Most days with a disease that lasts' },
			why: '慢性病可延长至 30 天的通行做法，各地不一（未核实）'
		}
	},
	candidates: visitsTakingMuchHome(
		'take-home-over-days',
		diagnosedVisits(CHRONIC, () => false)
	),
	judge(stay, t) {
		const all: Charge[] = [];
		const taken = stay.fact(charges).net.filter(({ row, inScope }) => isTakenHome(row) && inScope !== 0);
		t.each(taken, (charge) => {
			const flag = t.text(charge.row, 'dscg_tkdrug_flag');
			if (!t.eq('taken-home', flag, t.constant({ zh: '出院带药', en: 'Taken home' }, 'text', '1'))) return;
			const days = suppliedDays(t, stay, charge);
			const limit = limitOf(t, stay, days);
			if (!limit || !t.gt('over-days', days, limit)) return;
			const [supplied, most] = [t.known(days), t.known(limit)];
			all.push(charge);
			t.report({
				message: 'days',
				data: { item: itemName(charge.row), days: supplied / QUANTITY_SCALE, limit: most / QUANTITY_SCALE },
				grade: 'suspect',
				lines: allocate([charge], Math.round((charge.quantity * (supplied - most)) / supplied)).map(offending)
			});
		});
		if (all.length > 0) t.clear('self-paid', all.some(({ inScope }) => inScope === null) ? null : []);
	}
});

type Params = { maxDays: never; chronicDays: never };

/** Most days, 1/10 000; with the condition that no disease lasts where days of the longer limit would be lawful. Null where they are. */
function limitOf(t: Trace<Params>, stay: Stay<'visit' | 'diagnosis'>, days: Traced<number>): Traced<number> | null {
	const [short, long] = [t.param('maxDays', 'quantity', QUANTITY_SCALE), t.param('chronicDays', 'quantity', QUANTITY_SCALE)];
	if (t.known(days) > t.known(long)) return long;
	if (t.known(days) <= t.known(short)) return null;
	const told = diagnosesOf(stay);
	if (told.length === 0)
		throw new Undetermined(stay.has('diagnosis') ? { kind: 'value', what: 'diagnosis.diag_code' } : { kind: 'table', what: 'diagnosis' });
	const lasting = diagnosesAmong(told, CHRONIC, []).map(({ row }) => row);
	const label = { zh: '需长期用药的诊断', en: 'Diseases that last' };
	const witness = { table: 'diagnosis', fields: { mdtrt_id: stay.id, diag_code: 'I10.x00', diag_name: '高血压' } } as const;
	return t.absent(
		'no-lasting-disease',
		label,
		lasting,
		told.map(({ row }) => row),
		witness
	)
		? short
		: null;
}
