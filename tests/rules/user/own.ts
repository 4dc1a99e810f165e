import { compileUserRule } from '../../../rules/user/compile.ts';
import { userRuleDigest, type UserRuleDefinition, type UserRuleVersion } from '../../../rules/user/definition.ts';
import type { AnyRule } from '../../../rules/engine/rule.ts';

/** A sound definition with a condition of the test's own. */
export const definition = (condition: string, more: Partial<UserRuleDefinition> = {}): UserRuleDefinition => ({
	format: 'mingshen.user-rule/1',
	id: 'own-test',
	title: { zh: '测试规则', en: '' },
	dimension: 'compliance',
	violation: '超标准收费',
	stages: ['in-stay', 'settled'],
	scope: 'line',
	condition,
	amount: 'whole',
	grade: 'certain',
	message: { zh: '{{item}}：{{value}}，限 {{limit}}', en: '' },
	basis: { doc: '测试文件', clause: '第一条', from: '2021-05-01', verified: true },
	...more
});

export const committed = (own: UserRuleDefinition, version = 1): UserRuleVersion => ({
	definition: own,
	version,
	digest: userRuleDigest(own, version)
});

export const own = (condition: string, more: Partial<UserRuleDefinition> = {}): AnyRule => compileUserRule(committed(definition(condition, more)));
