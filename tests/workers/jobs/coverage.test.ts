import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packDigest } from '../../../rules/knowledge/digest.ts';
import type { KnowledgePack, KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import type { AnyRule } from '../../../rules/engine/rule.ts';
import { coverageView, STARTER } from '../../../workers/jobs/coverage-job.ts';
import { ruleBase } from '../../../workers/jobs/registry.ts';
import { PACK } from './workbench.ts';

const starter = JSON.parse(readFileSync(new URL('../../../static/knowledge/starter.json', import.meta.url), 'utf8')) as KnowledgePack;
const { rules } = ruleBase().registry;
const point = (table: string, officialClass: string): KnowledgePoint =>
	({ table, id: table, officialClass, codes: [], name: '某项', notice: 'fixture', got: {} }) as unknown as KnowledgePoint;
const pack = (id: string, ...points: KnowledgePoint[]): KnowledgePack => {
	const made = { ...PACK, id, points };
	return { ...made, digest: packDigest(made) };
};
const rule = (id: string, official: string[], problems: number[], knowledge: string[]): AnyRule =>
	({ meta: { id, official, problems, knowledge }, params: {} }) as unknown as AnyRule;

describe('coverage of a class', () => {
	const DRUG = '药品区分性别使用';
	const serving = [rule('drug-against-sex', [DRUG], [76], ['sexLimits'])];
	const row = (packs: KnowledgePack[], all = serving) => coverageView(all, packs).classes.find(({ name }) => name === DRUG)!;
	it('by what the product brings', () => {
		expect(row([pack(STARTER, point('sexLimits', DRUG))])).toMatchObject({
			status: 'covered',
			loaded: false,
			tables: [],
			rules: ['drug-against-sex']
		});
	});
	it('by a list that is not here', () => {
		expect(row([pack(STARTER)])).toMatchObject({ status: 'with_pack', loaded: false, tables: ['sexLimits'] });
	});
	it('by a list that the user loaded: still named, and told as loaded', () => {
		expect(row([pack(STARTER), pack('local', point('sexLimits', DRUG))])).toMatchObject({ status: 'with_pack', loaded: true, tables: ['sexLimits'] });
	});
	it('by a list of another class, not at all', () => {
		expect(row([pack(STARTER), pack('local', point('sexLimits', '医用耗材与性别不符'))])).toMatchObject({ status: 'with_pack', loaded: false });
	});
	it('by no rule', () => expect(row([pack(STARTER)], [])).toMatchObject({ status: 'open', rules: [] }));
});

describe('coverage of a problem', () => {
	const row = (id: string, all: AnyRule[], packs: KnowledgePack[]) => coverageView(all, packs).problems.find((problem) => problem.id === id)!;
	const limited = [rule('a', [], [76], ['sexLimits'])];
	it.each<[string, string, AnyRule[], KnowledgePack[], object]>([
		['a rule without a list', '76', [rule('a', [], [76], [])], [], { status: 'covered', loaded: false, why: null, term: expect.any(String) }],
		['a list that is not here', '76', limited, [], { status: 'with_pack', loaded: false, tables: ['sexLimits'] }],
		['a list that was loaded', '76', limited, [pack('local', point('sexLimits', ''))], { status: 'with_pack', loaded: true }],
		['data in no file', '药店12', [], [], { status: 'no_data', why: { zh: expect.stringContaining('现场'), en: expect.any(String) } }],
		['no rule', '76', [], [], { status: 'open', why: null }]
	])('%s', (_, id, all, packs, expected) => expect(row(id, all, packs)).toMatchObject(expected));
});

describe('the rule base as it is', () => {
	const view = coverageView(rules, [starter]);
	it('has 88 classes and 202 problems', () => expect([view.classes.length, view.problems.length]).toEqual([88, 202]));
	it('names rules that there are', () => {
		const known = new Set(rules.map(({ meta }) => meta.id));
		expect([...view.classes, ...view.problems].flatMap((row) => row.rules).filter((id) => !known.has(id))).toEqual([]);
	});
	it('serves every class, and says of each that needs a list which', () => {
		expect(view.classes.filter(({ rules: serving }) => serving.length === 0).map(({ id, name }) => `${id} ${name}`)).toEqual([]);
		expect([...view.classes, ...view.problems].filter(({ status, tables }) => status === 'with_pack' && tables.length === 0)).toEqual([]);
	});
});
