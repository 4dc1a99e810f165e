import type { KnowledgePack, KnowledgePoint } from '../../../rules/knowledge/pack.ts';

/** A pack around the points of a test; its head says nothing that a rule reads. */
export const fixturePack = (points: readonly KnowledgePoint[]): KnowledgePack => ({
	format: 'mingshen.knowledge/1',
	id: 'fixture',
	title: { zh: '测试', en: 'Fixture' },
	version: '1',
	region: 'CN',
	published: '2026-01-01',
	source: { title: 'fixture' },
	points,
	digest: ''
});
