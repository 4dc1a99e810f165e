import { display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Source } from '../../engine/traced.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { majorityOf, traitOf, TRAITS, visitsOfUnlikePersons, type Majority, type Trait } from '../../facts/one-person.ts';
import { identityOf, tracedSex } from '../../facts/person.ts';
import { notNewborn } from '../../facts/readmission.ts';
import { article38 } from '../../facts/regulation.ts';
import { wholeStay } from '../../facts/settled.ts';

/** 人员信息矛盾: one insured number, and visits that say another sex, birth or name than most of the person's visits. */
export default defineRule({
	meta: {
		id: 'person-contradicted',
		version: 1,
		title: { zh: '同一参保人各次就诊的人员信息矛盾', en: 'Visits of one person that contradict each other on who it is' },
		explains: {
			zh: '同一人员编号的就诊中，本次记载的性别、出生日期或姓名与其多数就诊不同，提示他人冒用或登记错误。新生儿沿用母亲凭证、姓名脱敏的不比较。',
			en: 'Under one person number this visit has another sex, date of birth or name than most of the person’s visits: perhaps another person’s use of the card, perhaps a mistake. Newborns under the mother’s card and masked names are not compared.'
		},
		dimension: 'fraud',
		violation: '虚假就医',
		stages: ['in-stay', 'settled'],
		scope: 'person',
		basis: [article38('七'), article40IfProven('一')],
		official: ['医保结算清单信息异常'],
		problems: [],
		requires: ['visit'],
		uses: ['settlement', 'fee'],
		knowledge: [],
		clears: {
			'identity-number': {
				zh: '证件号码与多数就诊一致，本次可能为登记错误',
				en: 'The identity number agrees with the other visits: perhaps mistyped'
			}
		},
		messages: {
			gend: { zh: '本次性别为{{own}}，其他就诊为{{other}}', en: 'Sex is {{own}} here, {{other}} elsewhere' },
			brdy: { zh: '本次出生日期 {{own}}，其他就诊 {{other}}', en: 'Born {{own}} here, {{other}} elsewhere' },
			psn_name: { zh: '本次姓名与其他就诊不同', en: 'Another name than elsewhere' }
		}
	},
	params: {},
	candidates: visitsOfUnlikePersons,
	judge(stay, t) {
		const visit = visitRow(stay);
		if (!visit) return;
		if (TRAITS.every((trait) => traitOf(visit, trait) === '')) {
			const others = stay.visitsOfPerson.filter((other) => other !== stay && visitRow(other) !== null);
			return others.length > 0 ? t.cannotTell({ kind: 'value', what: 'visit.gend' }) : undefined;
		}
		t.each(TRAITS, (trait) => {
			const most = majorityOf(stay, trait);
			const own = traitOf(visit, trait);
			if (!most || own === '' || own === most.value) return;
			if (!differs(t, stay, trait, most) || !notNewborn(t, stay)) return;
			t.clear('identity-number', identitySays(stay, trait, most.value));
			const show = (value: string): string => (trait === 'gend' ? (value === '1' ? '男' : '女') : trait === 'brdy' ? display.day(Number(value)) : '');
			t.report({
				message: trait,
				data: trait === 'psn_name' ? {} : { own: show(own), other: show(most.value) },
				grade: 'suspect',
				...wholeStay(stay)
			});
		});
	}
});

function differs(t: Trace, stay: Stay, trait: Trait, { value, sources }: Majority): boolean {
	const { visit } = stay;
	const label = { zh: '多数就诊的记载', en: 'What most visits say' };
	if (trait === 'gend') return t.ne('another-sex', tracedSex(t, visit), t.derived(label, 'text', value, sources));
	if (trait === 'brdy') return t.ne('another-birth', t.dayOf(visit, 'brdy'), t.derived(label, 'day', Number(value), sources));
	const own = t.derived({ zh: '姓名', en: 'Name' }, 'text', traitOf(visit, trait), [{ row: visit, field: trait }]);
	return t.ne('another-name', own, t.derived(label, 'text', value, sources));
}

/** Where the identity number of the visit says the same as most visits. Null where there is none to ask. */
function identitySays(stay: Stay, trait: Trait, value: string): Source[] | null {
	const identity = trait === 'psn_name' ? null : identityOf(stay.visit);
	if (!identity) return null;
	const says = trait === 'gend' ? identity.sex : String(identity.birthDay);
	return says === value ? [{ row: stay.visit, field: 'certno' }] : [];
}
