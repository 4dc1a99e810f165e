import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { chargeKind } from '../../facts/charge-kind.ts';
import { itemName, zero } from '../../facts/cells.ts';
import { charges } from '../../facts/charges.ts';
import { operatedVisits } from '../../facts/clean-operation.ts';
import { systemic } from '../../facts/drug-route.ts';
import { noAbnormalValue, noInfectionDiagnosed, noSignTold, withoutInfection } from '../../facts/infection.ts';
import { coreName } from '../../facts/item-core.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { operationsIn } from '../../facts/operations.ts';
import { article38 } from '../../facts/regulation.ts';
import { textsNeeded } from '../../facts/text/documents.ts';
import { mentions } from '../../facts/text/mentions.ts';
import { saidCount } from '../../facts/text/operands.ts';

/** Antibiotics (抗菌药物) given though neither diagnoses nor documents nor values speak of an infection, and nothing was operated on. */
export default defineRule({
	meta: {
		id: 'antibiotic-without-infection',
		version: 1,
		title: { zh: '无感染指征使用抗菌药物', en: 'Antibiotic without a sign of infection' },
		explains: {
			zh: '全身使用抗菌药物，而诊断、病历文书、检验均未见感染或其高危的依据，本次亦无手术；文书须提及该药，其未载感染方可为据。普通感冒、咽炎多为病毒所致，不作依据。没有诊断或没有文书时不判断。',
			en: 'An antibiotic was given by mouth or vein, yet no diagnosis, document or laboratory value speaks of an infection or its risk, and nothing was operated on; documents must name the drug, else their silence says nothing. Colds and sore throats are mostly of viruses. Without diagnoses or documents nothing is judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000302002000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order', 'diagnosis', 'document', 'exam', 'nursing', 'lab', 'operation'],
		knowledge: ['antibiotics'],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: { without: { zh: '使用 {{item}} 未见感染依据，共 {{lines}} 条', en: '{{item}} without a sign of infection: {{lines}} lines' } }
	},
	params: {},
	candidates(shard, context) {
		const { operated } = operatedVisits(shard, context);
		const visits = visitsWithItem(shard, context, 'antibiotics').filter((visit) => operated[visit] === 0);
		return withoutInfection(shard, context, visits);
	},
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'antibiotics', t.day), ({ items }) => {
			if (!noOperation(t, stay) || !noInfectionDiagnosed(t, stay, true)) return;
			const claims = claimedOf(t, items, ({ charge }) => systemic(t, stay, charge));
			if (claims.length === 0 || !isTold(t, stay, claims) || !noAbnormalValue(t, stay) || !noSignTold(t, stay)) return;
			all.push(...claims);
			t.report({
				message: 'without',
				data: itemData(claims),
				// What a doctor saw and did not write down may have been reason enough.
				grade: 'suspect',
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});

/** That nothing was operated on: an operation wants prevention, which has its own rule. */
function noOperation(t: Trace, stay: Stay<'fee' | 'operation'>): boolean {
	const operations: readonly Row[] = (stay as Stay).fact(operationsIn).map(({ row }) => row);
	const charged: readonly Row[] = (stay as Stay)
		.fact(charges)
		.net.map(({ row }) => row)
		.filter((row) => chargeKind(row) === 'surgery');
	const found = [...operations, ...charged];
	return t.absent('no-operation', { zh: '手术', en: 'Operations' }, found, found, {
		table: 'operation',
		fields: { mdtrt_id: stay.id, oprn_oprt_name: '阑尾切除术' }
	});
}

/** That documents speak of the drug: only where they do does their silence on an infection say anything. */
function isTold(t: Trace, stay: Stay, claims: readonly LimitedCharge[]): boolean {
	textsNeeded(stay);
	const names = [...new Set(claims.flatMap(({ charge, match }) => [match.point.name, coreName(itemName(charge.row))]))];
	const { hits } = mentions(stay, names, { status: ['affirmed', 'past', 'uncertain', 'planned'] });
	return t.gt('told', saidCount(t, { zh: '文书提及该药', en: 'Documents that name the drug' }, hits), zero('integer'));
}
