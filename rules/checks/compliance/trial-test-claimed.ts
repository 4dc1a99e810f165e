import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName, zero } from '../../facts/cells.ts';
import { chargeKind } from '../../facts/charge-kind.ts';
import { charges } from '../../facts/charges.ts';
import { namesOf } from '../../facts/item-names.ts';
import { inScopeAmount } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import type { Hit } from '../../facts/text/mentions.ts';
import { saidCount } from '../../facts/text/operands.ts';
import { trialConsents, trialTests, visitsWithTrial } from '../../facts/trial-texts.ts';

/** 临床试验检验纳入医保: a test that a trial's protocol asks for is claimed from the funds. */
export default defineRule({
	meta: {
		id: 'trial-test-claimed',
		version: 1,
		title: { zh: '临床试验的检验检查纳入医保结算', en: 'A test of a clinical trial claimed' },
		explains: {
			zh: '患者签有临床试验知情同意书，病历中写明为试验方案规定的检验检查，费用却纳入了医保范围。没有写明为试验所需的常规检查不报。',
			en: 'The patient signed the consent of a clinical trial, the record calls a test one that the protocol asks for, and its cost was claimed. Tests of ordinary care are not meant.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: [],
		problems: [101],
		requires: ['visit', 'fee', 'document'],
		uses: ['settlement'],
		knowledge: [],
		clears: {
			'ordinary-care': {
				zh: '同一项目也属常规诊疗，需核对试验合同',
				en: 'The test may be of ordinary care too: the contract of the trial to be checked'
			}
		},
		messages: { claimed: { zh: '{{item}} 为试验方案规定的检查，纳入医保结算', en: '{{item}} is of the protocol of a trial and was claimed' } }
	},
	params: {},
	candidates: visitsWithTrial,
	judge(stay, t) {
		const consents = trialConsents(stay as unknown as Stay<'document'>);
		if (consents.length === 0) return;
		const tests = stay.fact(charges).net.filter(({ row, quantity }) => quantity > 0 && ['lab', 'exam'].includes(chargeKind(row) ?? ''));
		t.each(tests, (charge) => judgeLine(stay as unknown as Stay<'document'>, t, charge, consents));
		if (t.reports.length > 0) t.clear('ordinary-care', null);
	}
});

function judgeLine(stay: Stay<'document'>, t: Trace, charge: Charge, consents: readonly Hit[]): void {
	const { hits } = trialTests(stay, namesOf(charge.row));
	if (hits.length === 0) return;
	if (!t.gt('subject-of-a-trial', saidCount(t, { zh: '临床试验知情同意', en: 'Consent of a trial' }, consents), zero('integer'))) return;
	if (!t.gt('of-the-protocol', saidCount(t, { zh: '写明为试验方案规定', en: 'Called a test of the protocol' }, hits), zero('integer'))) return;
	if (!t.gt('in-scope', inScopeAmount(t, charge), zero('amount'))) return;
	t.report({ message: 'claimed', data: { item: itemName(charge.row) }, grade: 'suspect', lines: [{ charge, role: 'offending' }] });
}
