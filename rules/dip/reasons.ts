import type { Bilingual } from '../domain/finding.ts';

/** Why a step dropped a code. */
export type DropReason =
	| 'not-for-grouping'
	| 'repeated'
	| 'no-code'
	| 'other-procedure-missing'
	| 'fewer-parts'
	| 'fewer-matched'
	| 'farther-cost'
	| 'no-group-of-mode'
	| 'unmatched-procedures';

/** Steps of the grouper (入组步骤), in their order. */
export type StepId = 'diagnosis' | 'procedures' | 'core' | 'parts' | 'matched' | 'cost' | 'mixed' | 'conservative';

/** One step with what it kept and what it dropped, and why. */
export interface Step {
	readonly step: StepId;
	readonly kept: readonly string[];
	readonly dropped: readonly { readonly code: string; readonly why: DropReason }[];
	/** The step rests on something presumed (推定), not on the catalogue. */
	readonly presumed: boolean;
}

/** Why a stay has no group. */
export type NoGroup = 'no-diagnosis' | 'diagnosis-shape' | 'not-in-catalogue' | 'tie';

export const DROP_TEXTS: Readonly<Record<DropReason, Bilingual>> = {
	'not-for-grouping': { zh: '不作为入组条件的手术操作', en: 'A procedure that does not count for grouping' },
	repeated: { zh: '同一编码重复', en: 'The same code again' },
	'no-code': { zh: '没有编码', en: 'No code' },
	'other-procedure-missing': { zh: '病种要求的其他操作未做', en: 'Another procedure that the group asks for was not done' },
	'fewer-parts': { zh: '要求的操作组合较少', en: 'Asks for fewer procedures' },
	'fewer-matched': { zh: '匹配的操作较少', en: 'Fewer procedures match' },
	'farther-cost': { zh: '均费与本例费用相差较大', en: 'Its mean cost is farther from the cost of the stay' },
	'no-group-of-mode': { zh: '目录中无此治疗方式的综合病种', en: 'The catalogue has no mixed group of this mode' },
	'unmatched-procedures': { zh: '没有病种收入该操作', en: 'No group takes up this procedure' }
};
export const STEP_TEXTS: Readonly<Record<StepId, Bilingual>> = {
	diagnosis: { zh: '主要诊断取亚目（前 4 位）', en: 'Main diagnosis to its subcategory' },
	procedures: { zh: '参与入组的手术操作', en: 'Procedures that count' },
	core: { zh: '核心病种：亚目与手术操作全部吻合', en: 'Core groups: subcategory and procedures fit' },
	parts: { zh: '取要求操作最多的病种', en: 'Groups that ask for most procedures' },
	matched: { zh: '取匹配操作最多的病种', en: 'Groups that match most procedures' },
	cost: { zh: '取均费与本例费用最接近的病种', en: 'The group whose mean cost is nearest' },
	mixed: { zh: '综合病种：类目与最高治疗方式', en: 'Mixed groups: category and strongest mode' },
	conservative: { zh: '保守治疗病种', en: 'Conservative groups' }
};
export const NO_GROUP_TEXTS: Readonly<Record<NoGroup, Bilingual>> = {
	'no-diagnosis': { zh: '没有主要诊断编码', en: 'There is no code of the main diagnosis' },
	'diagnosis-shape': { zh: '主要诊断不是 ICD-10 医保版编码', en: 'The main diagnosis is no code of ICD-10' },
	'not-in-catalogue': { zh: '目录中没有对应病种', en: 'The catalogue has no such group' },
	tie: { zh: '多个病种并列，且缺均费或本例费用，不能确定', en: 'Several groups fit alike, and mean cost or the cost of the stay is not known' }
};
