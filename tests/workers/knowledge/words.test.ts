import { expect, test } from 'vitest';
import { agesIn, ageGroup, daysIn, daysOf, frequencyIn, frequencyOf, rankIn, sexIn, windowOf } from '../../../workers/knowledge/words.ts';
import { batchIn, splitCodes } from '../../../workers/knowledge/raw.ts';

test.each([
	['前列腺增生', '1'],
	['女性生殖系统', '2'],
	['用于痛经', '2'],
	['夫妇不育，精子少、月经不调', null],
	['皮肤病', null]
])('sex in %s', (words, sex) => expect(sexIn(words)).toBe(sex));

test.each([
	['限3-12岁某病', { min: 3, max: 12 }],
	['限2岁至11岁儿童', { min: 2, max: 11 }],
	['限5至12岁以下某病', { min: 5, max: 12 }],
	['限：1.1岁至14岁某病；2.2岁至14岁某病。', { min: 1, max: 14 }],
	['限3岁及3岁以上某病', { min: 3 }],
	['限3岁及以上儿童', { min: 3 }],
	['限儿童。', {}]
])('ages in %s', (words, range) => expect(agesIn(words)).toEqual(range));

test.each([
	['新生儿专用项目', 0],
	['婴幼儿', 3],
	['小儿专用项目', 17],
	['成人', null]
])('age group %s', (words, age) => expect(ageGroup(words)).toBe(age));

test.each([
	['支付不超过14天。', 14],
	['单次住院最多支付14天。', 14],
	['总时间不超过90天，评定间隔时间不短于14天。', 90],
	['支付不超过一年，每周最多支付一次。', 365],
	['且支付不超过12个月：1.某病', 365],
	['在发作48小时内使用，支付不超过21天', 21],
	['每眼最多支付9支，第1年度最多支付5支', null],
	['甲病不超过7天，乙病不超过14天', null]
])('days in %s', (words, days) => expect(daysIn(words)).toBe(days));

test('columns of days', () => {
	expect(['14天', '14', '2周', '1年', '3次', ''].map(daysOf)).toEqual([14, 14, 14, 365, null, null]);
});

test.each([
	['每周最多支付一次。', { limit: 1, period: 7 }],
	['两次评定间隔时间不短于14天。', { limit: 1, period: 14 }],
	['反映近2-3周的平均水平', null]
])('frequency in %s', (words, frequency) => expect(frequencyIn(words)).toEqual(frequency));

test('frequency of columns', () => {
	expect(
		[
			['1', '日'],
			['24', '小时'],
			['', '小时'],
			['3', '就诊'],
			['30', '小时'],
			['x', '日']
		].map(([limit, unit]) => frequencyOf(limit!, unit!))
	).toEqual([{ limit: 1, period: 1 }, { limit: 24, period: 1 }, { limit: 24, period: 1 }, { limit: 3, period: 'visit' }, null, null]);
});

test('levels, windows, batches and codes', () => {
	expect(rankIn('需三级综合医院眼科或二级及以上眼科专科医院')).toBe(2);
	expect(['单日', '单次就诊', '6小时', '同一小时', 'constructor'].map(windowOf)).toEqual(['day', 'visit', '6h', '1h', null]);
	expect(['【第七批 】项目', '第八批-1', 'batch_12', 'batch_20', 'updates_2026-01', 'x'].map(batchIn)).toEqual([
		'第七批',
		'第八批',
		'第十二批',
		'第二十批',
		'2026年1月更新',
		''
	]);
	expect(splitCodes('xa1；XB2, 无 ;XC3')).toEqual(['XA1', 'XB2', 'XC3']);
});
