import fc from 'fast-check';
import { expect, it } from 'vitest';
import rule from '../../../rules/checks/fraud/copied-documents.ts';
import { copyGroups, type NoteLooks } from '../../../rules/facts/copies.ts';
import { likeness, looksOf } from '../../../rules/facts/shingles.ts';
import { testRule } from '../harness/rule-tester.ts';

/** A progress note with some two hundred letters; a word and the numbers can be changed. */
const note = ({ t = '36.8', p = '82', bp = '130/80', day = '2026-04-03', complaint = '反复咳嗽咳痰伴活动后气促' } = {}): string =>
	`${day} 09:10 主治医师查房记录。患者诉${complaint}，夜间可平卧，无发热寒战，精神食欲尚可，大小便正常。查体：T ${t}℃，P ${p}次/分，BP ${bp}mmHg，神志清楚，口唇无发绀，` +
	'双肺呼吸音粗，双下肺可闻及少量湿性啰音，心率整齐，各瓣膜听诊区未闻及病理性杂音，腹软无压痛，双下肢无水肿。辅助检查：血常规提示白细胞稍高，胸片示双肺纹理增多。' +
	'分析：目前诊断明确，考虑慢性支气管炎急性发作，继续予抗感染、化痰、平喘及对症支持治疗，嘱患者注意休息，清淡饮食，密切观察病情变化，必要时复查血常规及胸部影像。';
interface Written {
	text?: string;
	type?: string;
	person?: string;
}
const record = (notes: readonly Written[]) => ({
	visit: `mdtrt_id | psn_no | med_type | begntime
		${notes.map(({ person }, i) => `V${i}|${person ?? `P${i}`}|21|2026-04-0${i + 1}`).join('\n')}`,
	document: `mdtrt_id | doc_id | doc_type | text
		${notes.map(({ text = note(), type = '病程记录' }, i) => `V${i}|D${i}|${type}|${text}`).join('\n')}`
});
const five: readonly Written[] = Array.from({ length: 5 }, (_, i) => ({ text: note({ day: `2026-04-0${i + 1}` }) }));

testRule(rule, {
	valid: {
		'the same template, other numbers': record(five.map((_, i) => ({ text: note({ t: `36.${i}`, p: String(70 + i), bp: `1${i}0/7${i}` }) }))),
		'the same numbers in other words': record([
			{},
			{
				text:
					note().slice(0, 60) +
					'另一位患者因右膝疼痛三月入院，行走困难，关节肿胀，屈伸受限。T 36.8℃，P 82次/分，BP 130/80mmHg。'.repeat(1) +
					'骨科情况'.repeat(40)
			},
			{ text: `${'消化科患者腹痛伴反酸嗳气，胃镜提示浅表性胃炎，'.repeat(8)}T 36.8℃，P 82次/分，BP 130/80mmHg。` }
		]),
		'two persons': record(five.slice(0, 2)),
		'one person on three days': record(five.slice(0, 3).map((one) => ({ ...one, person: 'P1' }))),
		'consents and nursing sheets': record(five.map((one, i) => ({ ...one, type: i % 2 === 0 ? '手术知情同意书' : '护理记录' }))),
		'short notes': record(five.map(() => ({ text: 'T 36.8℃，P 82次/分，BP 130/80mmHg，一般情况可，继续目前治疗。' })))
	},
	invalid: {
		'five notes word for word, of five persons': {
			record: record(five),
			visit: 'V0',
			grade: 'suspect',
			message: 'copied',
			data: { persons: 4, alike: 100 },
			lines: [],
			fund: null,
			clears: { reports: 'no-data', template: 'no-data' }
		},
		'a word changed': {
			record: record([...five.slice(0, 3), { text: note({ complaint: '反复咳嗽咳痰伴活动后胸闷' }) }]),
			visit: 'V0',
			grade: 'suspect',
			message: 'copied',
			lines: []
		}
	}
});

it('copied-documents: a text is like itself, whatever its marks and dates; unlike texts are not', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom(...'患者诉咳嗽气促发热胸闷腹痛头晕查体心肺未闻及啰音'), minLength: 60, maxLength: 300 }),
			(text) => {
				const [a, b] = [looksOf(text), looksOf(`2026-04-03 08:20 ${text.split('').join('，')}。`)];
				expect(likeness(a.signature, b.signature)).toBe(100);
				expect([a.numbers, a.letters]).toEqual([b.numbers, b.letters]);
			}
		)
	);
	expect(likeness(looksOf(note()).signature, looksOf('右膝关节疼痛伴活动受限，X线提示退行性改变，拟行关节置换术'.repeat(5)).signature)).toBeLessThan(
		10
	);
});

it('copied-documents: the order of the shards does not matter', () => {
	const one = (visit: number): NoteLooks => {
		const { numbers, signature } = looksOf(note());
		return {
			visit: Uint32Array.of(visit),
			person: Uint32Array.of(visit),
			place: Uint32Array.of(0),
			numbers: Float64Array.of(numbers),
			signatures: signature
		};
	};
	expect([...copyGroups([one(3), one(1), one(2)])]).toEqual([...copyGroups([one(2), one(3), one(1)])]);
});
