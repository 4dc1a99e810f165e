import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { visitsThat } from '../../facts/columns.ts';
import { copyGroups, copyKey, looksOfNote, notesIn, type Copy, type CopyGroups } from '../../facts/copies.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { article38 } from '../../facts/regulation.ts';

const params = {
	minLikeness: {
		default: 90,
		unit: 'percent',
		title: { zh: '文书相似度下限', en: 'Least likeness of the notes' },
		why: '不同患者文书相似度达 0.9 视为雷同 (RULES.md R075)；按 6 字片段估计，步长约 1.6%'
	},
	minLetters: { default: 200, unit: 'count', title: { zh: '文书字数下限', en: 'Least letters' }, why: '短记录本来就相近（未核实）' },
	minPersons: { default: 3, unit: 'count', title: { zh: '雷同人数下限', en: 'Least persons' }, why: '两人之间的误贴先由个案核查（未核实）' }
} as const;

/** 病历雷同: notes of several persons with the same words and the same measured numbers. */
export default defineRule({
	meta: {
		id: 'copied-documents',
		version: 1,
		title: { zh: '不同患者的病历文书雷同', en: 'Notes of several persons that are the same' },
		explains: {
			zh: '不同参保人的病程、入院等记录文字相似度达到下限，且其中的数值（体温、脉搏、血压、剂量等，不含日期时间）全部相同。仅模板标题和套话相同而数值不同的不在此列；知情同意、护理单等不比较。一组雷同文书只报一次。',
			en: 'Progress and admission notes of several persons are alike in their words, and equal in every number (temperature, pulse, pressure, dose; not dates). A common template with other numbers is not meant; consents and nursing sheets are not compared. A group is told once.'
		},
		dimension: 'fraud',
		violation: '伪造变造资料',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('七'), article40IfProven('二')],
		official: [],
		problems: [3],
		requires: ['visit', 'document'],
		uses: [],
		knowledge: [],
		clears: {
			reports: { zh: '各自另有编号不同的检查、检验报告', en: 'Each has reports of its own, by their numbers' },
			template: {
				zh: '科室统一模板，需核对书写时间与本人情况',
				en: 'A template of the department: the times of writing and the patient to be checked'
			}
		},
		messages: {
			copied: { zh: '与另外 {{persons}} 人的文书雷同（相似度 {{alike}}%）', en: 'The same as notes of {{persons}} other persons ({{alike}}% alike)' }
		}
	},
	params,
	candidates(shard, _context, groups: CopyGroups) {
		const anchors = new Set([...groups.keys()].map((key) => Number(key.split(' ')[0])));
		return visitsThat(shard, (visit) => anchors.has(shard.visitCode[visit]!));
	},
	population: { map: notesIn, reduce: copyGroups },
	judge(stay, t, groups: CopyGroups) {
		const own = stay.book.shard.visitCode[stay.index]!;
		t.each(stay.rows('document').entries(), ([place, row]) => {
			const group = groups.get(copyKey(own, place));
			if (group) judgeNote(t, stay, row, group);
		});
	}
});

function judgeNote(t: Trace<typeof params>, stay: Stay, row: Row<'document'>, group: readonly Copy[]): void {
	const looks = looksOfNote(row);
	if (!looks) return;
	const person = stay.book.shard.personCode[stay.personIndex]!;
	const least = t.known(t.param('minLikeness'));
	const others = group.filter((copy) => copy.person !== person && copy.alike >= least);
	const persons = new Set(others.map((copy) => copy.person)).size;
	const alike = others.length === 0 ? 0 : Math.min(...others.map((copy) => copy.alike));
	const cell = [{ row, field: 'text' }];
	const letters = t.derived({ zh: '文书字数', en: 'Letters of the note' }, 'integer', looks.letters, cell);
	const numbers = { zh: '文书中各数值的特征码', en: 'Digest of the numbers' };
	if (
		!t.ge('long-enough', letters, t.param('minLetters')) ||
		!t.ge('persons', t.batch({ zh: '雷同文书涉及人数', en: 'Persons with the note' }, 'integer', persons + 1), t.param('minPersons')) ||
		!t.ge('alike', t.batch({ zh: '文书相似度（%）', en: 'Likeness in percent' }, 'integer', alike), t.param('minLikeness')) ||
		!t.eq('same-numbers', t.derived(numbers, 'text', String(looks.numbers), cell), t.batch(numbers, 'text', String(looks.numbers)))
	)
		return;
	t.clear('reports', null);
	t.clear('template', null);
	const ids = t.context.batch.dictionaries.get('visit');
	t.report({
		message: 'copied',
		data: { persons, alike },
		grade: 'suspect',
		related: [...new Set(others.map((copy) => ids.text(copy.visit)))],
		lines: []
	});
}
