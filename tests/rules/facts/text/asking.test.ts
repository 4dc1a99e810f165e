import { describe, expect, it } from 'vitest';
import { QUANTITY_SCALE } from '../../../../rules/domain/units.ts';
import { defineRule } from '../../../../rules/engine/rule.ts';
import { StayBook, type Stay } from '../../../../rules/engine/stay.ts';
import { Undetermined } from '../../../../rules/engine/undetermined.ts';
import { charges } from '../../../../rules/facts/charges.ts';
import { article38 } from '../../../../rules/facts/regulation.ts';
import { measured, quantities, sectionsOf, sitesBeside, times } from '../../../../rules/facts/text/ask.ts';
import { recordTexts, textsNeeded } from '../../../../rules/facts/text/documents.ts';
import { mentions } from '../../../../rules/facts/text/mentions.ts';
import { notMentioned, saidCount, saidNumber } from '../../../../rules/facts/text/operands.ts';
import { operationNotes } from '../../../../rules/facts/text/operation-notes.ts';
import { reasonFor } from '../../../../rules/facts/text/reasons.ts';
import { build, tables } from '../../harness/record.ts';
import { runRule, testRule } from '../../harness/rule-tester.ts';

const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-08 09:00|2026-05-12 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|600.00`;
const document = (...lines: string[]) => `
	mdtrt_id|doc_id|doc_type|rec_time|text
	${lines.map((line, i) => `M1|D${i + 1}|${line}`).join('\n')}`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt
	${lines.map((line, i) => `F${i + 1}|M1|2026-05-09 10:00|${line}`).join('\n')}`;

const stayOf = (texts: Parameters<typeof tables>[0]): Stay => {
	const { shard, batch } = build(tables(texts));
	return new StayBook(shard, batch).stay(0);
};
const NOTE =
	'手术记录|2026-05-09 20:00|手术日期：2026-05-09。手术开始时间：10:05。手术结束时间：11:40。手术名称：卵巢囊肿剔除术+卵巢修补术。手术经过：经同一切口进腹，切除左侧囊肿，放置引流管1根，术中失血量约０．２Ｌ。';

describe('asking the texts of a stay', () => {
	const stay = stayOf({
		visit,
		document: document(
			NOTE,
			'入院记录|2026-05-08|既往史：2018年植入起搏器，否认糖尿病。',
			'病案首页||手术：心脏起搏器置换',
			'术前病程|2026-05-08|拟行起搏器程控。'
		),
		exam: `
			mdtrt_id|exam_time|exam_type|item_name|finding|conclusion
			M1|2026-05-08|超声|妇科彩超|左侧附件区见囊性包块5.2×4.1cm|卵巢囊肿可能`
	});
	it('mentions by status; what copies charges and codes is not asked', () => {
		const { hits, searched, sources } = mentions(stay, ['起搏器']);
		expect(hits.map(({ status, lasting, section, text }) => [text.kind, status, lasting, section])).toEqual([
			['admission', 'affirmed', true, '既往史'],
			['course', 'planned', false, '']
		]);
		expect(mentions(stay, ['起搏器'], { kinds: ['frontPage'] }).hits).toHaveLength(1);
		expect(searched).toHaveLength(4);
		expect(sources!.map(({ row, field, span }) => row.text(field as never).slice(...span!))).toEqual(['起搏器', '起搏器']);
		expect(mentions(stay, ['卵巢囊肿'], { status: 'uncertain', tables: ['exam'] }).hits.map(({ source }) => source.field)).toEqual(['conclusion']);
	});
	it('texts are read once a stay', () => expect(stay.fact(recordTexts)).toBe(stay.fact(recordTexts)));
	it('numbers beside a word, in the unit asked for, marked with the word', () => {
		const [blood] = measured(stay, ['失血量', '出血量'], 'ml', { kinds: ['operation'], status: 'affirmed' });
		expect([blood!.low, blood!.high, blood!.quantity.sense]).toEqual([200 * QUANTITY_SCALE, 200 * QUANTITY_SCALE, 'about']);
		expect(NOTE.split('|')[2]!.slice(...blood!.source.span!)).toBe('失血量约０．２Ｌ');
		expect(quantities(stay, 'cm').map(({ values, form }) => [form, ...values])).toEqual([['size', 52_000, 41_000]]);
		expect(times(stay, { kinds: ['operation'] }).map(({ minute }) => minute)).toEqual([null, 605, 700]);
		expect(sectionsOf(stay, ['手术名称']).map(({ says }) => says)).toEqual(['卵巢囊肿剔除术+卵巢修补术。']);
	});
	it('sites in the clause of a hit, and how often', () => {
		const own = stayOf({ visit, document: document('手术记录||行左侧膝关节置换术，右膝未处理。右冠球囊扩张3次，LAD未处理。') });
		const sites = (word: string): string[] => mentions(own, [word]).hits.flatMap((hit) => sitesBeside(hit).map(({ code }) => code));
		expect(sites('关节置换')).toEqual(['左', '膝']);
		expect(sites('球囊扩张')).toEqual(['RCA']);
		expect(measured(own, ['球囊扩张'], '次').map(({ low }) => low)).toEqual([3 * QUANTITY_SCALE]);
	});
	it('what a note of an operation says', () => {
		const [note] = stay.fact(operationNotes);
		expect(note!.names.map(({ name }) => name)).toEqual(['卵巢囊肿剔除术', '卵巢修补术']);
		expect([note!.incision, note!.begin?.minute, note!.end?.minute, note!.day]).toEqual(['same', 605, 700, 20_582]);
		expect(note!.sites.map(({ code }) => code)).toEqual(['左']);
		expect(note!.implants.map(({ word, count }) => [word, count])).toEqual([['引流管', 1]]);
	});
	it('reasons: diagnoses by code or name, texts by words', () => {
		const of = (diagnosis: string, text: string, status?: 'uncertain') => {
			const own = stayOf({
				visit,
				diagnosis: `\n\tmdtrt_id|diag_code|diag_name|vali_flag\n\tM1|${diagnosis}`,
				document: document(`入院记录||${text}`)
			});
			return reasonFor(own, ['糖尿病'], ['e11'], status ? { status } : {}).found.map(({ row, field }) => `${row.table}.${field}`);
		};
		expect(of('E11.401+G63.2*|周围神经病|1', '否认糖尿病')).toEqual(['diagnosis.diag_code']);
		expect(of('G63.2*|糖尿病周围神经病|1', '否认糖尿病')).toEqual(['diagnosis.diag_name']);
		expect(of('E11.900|2型糖尿病|0', '糖尿病不除外')).toEqual([]);
		expect(of('R73.0|糖尿病？|1', '糖尿病不除外', 'uncertain')).toEqual(['diagnosis.diag_name', 'document.text']);
		expect(of('I10|高血压|1', '既往史：糖尿病10年')).toEqual(['document.text']);
		expect(reasonFor(stayOf({ settlement }), ['糖尿病'], []).sources).toBeNull();
	});
	it('without texts nothing is concluded', () => {
		const bare = stayOf({ visit, document: document('费用清单||起搏器') });
		expect(mentions(bare, ['起搏器'])).toMatchObject({ hits: [], searched: [], sources: null });
		expect(() => textsNeeded(bare)).toThrow(Undetermined);
	});
});

/** An item of magnetic resonance beside a pacemaker that no text says to be fit for it, and a count beside a note: for this test only. */
const rule = defineRule({
	meta: {
		id: 'fixture-of-the-text-layer',
		version: 1,
		title: { zh: '测试', en: 'Fixture' },
		explains: { zh: '测试', en: 'Fixture' },
		dimension: 'clinical',
		violation: '过度检查',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: [],
		problems: [],
		requires: ['visit', 'fee', 'document'],
		uses: ['settlement'],
		knowledge: [],
		clears: { bridging: { zh: '文书提及术前评估', en: 'An assessment is spoken of' } },
		messages: { both: { zh: '{{n}}', en: '{{n}}' }, drains: { zh: '{{n}}', en: '{{n}}' } }
	},
	params: {},
	judge(stay, t) {
		const billed = (word: string) => stay.fact(charges).net.filter(({ row }) => row.text('medins_list_name').includes(word));
		const pacemaker = mentions(stay, ['起搏器'], { status: 'affirmed' });
		t.each(billed('磁共振'), (charge) => {
			const said = saidCount(t, { zh: '文书中的起搏器', en: 'Pacemaker in documents' }, pacemaker.hits);
			if (!t.gt('pacemaker', said, t.constant({ zh: '零', en: 'None' }, 'integer', 0))) return;
			if (!notMentioned(t, 'not-fit', { zh: '兼容磁共振', en: 'Fit for MR' }, stay, ['磁共振兼容'])) return;
			t.clear('bridging', mentions(stay, ['术前评估']).sources);
			t.report({ message: 'both', data: { n: t.known(said) }, grade: 'suspect', lines: [{ charge, role: 'offending' }] });
		});
		t.each(billed('引流管'), (charge) => {
			const placed =
				textsNeeded(stay, { kinds: ['operation'] }) &&
				stay.fact(operationNotes).flatMap(({ implants }) => implants.filter(({ word }) => word === '引流管'));
			const count = placed.reduce((sum, one) => sum + (one.count ?? 0), 0) * QUANTITY_SCALE;
			const said = saidNumber(t, { zh: '手术记录根数', en: 'Drains noted' }, 'quantity', count, placed);
			if (!t.gt('more-than-noted', t.quantity({ zh: '计费', en: 'Billed' }, [charge]), said)) return;
			t.report({ message: 'drains', data: { n: count / QUANTITY_SCALE }, grade: 'suspect', lines: [{ charge, role: 'offending' }] });
		});
	}
});

const MR = '头颅磁共振平扫|1|600|600.00|600.00';
const HISTORY = '入院记录|2026-05-08|既往史：2018年植入起搏器。';
testRule(rule, {
	valid: {
		denied: { visit, settlement, fee: fee(MR), document: document('入院记录|2026-05-08|既往史：否认起搏器植入。') },
		'planned only': { visit, settlement, fee: fee(MR), document: document('病程记录|2026-05-08|必要时植入起搏器。') },
		'said to be fit': { visit, settlement, fee: fee(MR), document: document(HISTORY, '病程记录|2026-05-08|起搏器为磁共振兼容型号。') },
		'as many drains': { visit, settlement, fee: fee('引流管|1|50|50.00|50.00'), document: document(NOTE) }
	},
	invalid: {
		'a pacemaker in the history is there': {
			record: { visit, settlement, fee: fee(MR), document: document(HISTORY) },
			grade: 'suspect',
			message: 'both',
			data: { n: 1 },
			lines: ['F1 offending 1 600.00'],
			clears: { bridging: 'not-found' }
		},
		'two drains, one noted': {
			record: { visit, settlement, fee: fee('引流管|2|50|100.00|100.00'), document: document(NOTE) },
			grade: 'suspect',
			message: 'drains',
			data: { n: 1 },
			lines: ['F1 offending 2 100.00']
		}
	},
	undetermined: {
		'no note of the operation': {
			record: { visit, settlement, fee: fee('引流管|2|50|100.00|100.00'), document: document(HISTORY) },
			missing: { kind: 'document', what: 'operation' }
		}
	}
});

it('the finding marks exactly the words on the screen', () => {
	const { findings } = runRule(rule, tables({ visit, settlement, fee: fee(MR), document: document(HISTORY) }), {});
	const [ref] = findings[0]!.conditions[0]!.left.sources;
	expect([ref!.field, ref!.span, ref!.value]).toEqual(['text', [11, 14], '起搏器']);
});
