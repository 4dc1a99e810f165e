import { dayOfIso, display } from '../domain/display.ts';
import { VIOLATIONS, type Bilingual } from '../domain/finding.ts';
import { check, type Checked } from './check.ts';
import type { UserRuleDefinition } from './definition.ts';
import { limitOf } from './judge.ts';
import type { RuleFault } from './fault.ts';
import { LIMITS } from './limits.ts';
import { leavesOf } from './tree.ts';
import { PLACEHOLDERS } from './vocabulary.ts';

/** The part of the form that a fault stands at. */
export const FORM_PARTS = ['id', 'title', 'violation', 'stages', 'condition', 'amount', 'message', 'basis'] as const;
export type FormPart = (typeof FORM_PARTS)[number];
export interface FormFault extends RuleFault {
	readonly part: FormPart;
}

/** Reads a whole definition. With any fault it gives no condition, and the rule can be neither committed nor run. */
export function checkDefinition(definition: UserRuleDefinition): { readonly checked: Checked | null; readonly faults: readonly FormFault[] } {
	const { checked, faults } = check(definition.condition, definition.scope);
	const all: FormFault[] = [...formFaults(definition), ...faults.map((fault): FormFault => ({ ...fault, part: 'condition' }))];
	if (checked) all.push(...conditionFaults(definition, checked));
	return { checked: all.length === 0 ? checked : null, faults: all };
}

const fault = (part: FormPart, zh: string, en: string, from = 0, to = 0): FormFault => ({ part, message: { zh, en }, from, to });
const ID = /^own(-[a-z0-9]+)+$/;
const LONGEST = 200;

function formFaults({ id, title, violation, stages, message, basis }: UserRuleDefinition): FormFault[] {
	const found: FormFault[] = [];
	if (!ID.test(id) || id.length > 64)
		found.push(fault('id', '编号写作 own- 加小写英文、数字和连字符', 'The id is own- and lower-case letters, digits and hyphens'));
	if (title.zh.trim() === '' || title.zh.length > LONGEST)
		found.push(fault('title', `名称不能空，最长 ${LONGEST} 字`, `A title of at most ${LONGEST} characters is needed`));
	if (!VIOLATIONS.includes(violation)) found.push(fault('violation', '请选违规类型', 'Choose a kind of violation'));
	if (stages.length === 0) found.push(fault('stages', '请选至少一个阶段', 'Choose at least one stage'));
	found.push(...messageFaults(message));
	if (basis.doc.trim() === '' || basis.clause.trim() === '')
		found.push(fault('basis', '依据要写明文件和条款', 'The basis needs its document and clause'));
	if (!isDay(basis.from) || (basis.to !== undefined && !isDay(basis.to)))
		found.push(fault('basis', '施行日期写作 2021-05-01', 'Its days are written 2021-05-01'));
	return found;
}
const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && display.day(dayOfIso(text)) === text;

function messageFaults({ zh }: Bilingual): FormFault[] {
	if (zh.trim() === '' || zh.length > LONGEST)
		return [fault('message', `说明不能空，最长 ${LONGEST} 字`, `A message of at most ${LONGEST} characters is needed`)];
	return [...zh.matchAll(/\{\{(\w*)\}\}/g)]
		.filter((match) => !(PLACEHOLDERS as readonly string[]).includes(match[1]!))
		.map((match) =>
			fault(
				'message',
				`没有 ${match[0]}，可用 ${PLACEHOLDERS.map((name) => `{{${name}}}`).join('、')}`,
				`No ${match[0]}; there are ${PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ')}`,
				match.index,
				match.index + match[0].length
			)
		);
}

function conditionFaults({ scope, amount }: UserRuleDefinition, { cond }: Checked): FormFault[] {
	if (leavesOf(cond).length > LIMITS.nodes) return [fault('condition', '否定展开后条件太多，请拆成几条', 'Too many conditions: split the rule')];
	if (amount === 'whole' || limitOf(cond, scope)) return [];
	const [zh, en] =
		scope === 'line'
			? [
					'只算超出部分时，条件里要有且只有一处 fee.pric > … 或 fee.cnt > …',
					'For the part beyond a limit the condition needs exactly one fee.pric > … or fee.cnt > …'
				]
			: [
					'只算超出部分时，条件里要有且只有一处 sum(fee.cnt, …) > … 或 most_per_day(fee.cnt, …) > …',
					'For the part beyond a limit the condition needs exactly one sum(fee.cnt, …) > … or most_per_day(fee.cnt, …) > …'
				];
	return [fault('amount', zh, en)];
}
