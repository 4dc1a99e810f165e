import type { KnowledgePoint, KnowledgeTableId, PointOf } from '../../rules/knowledge/pack.ts';

type Base = 'table' | 'id' | 'officialClass' | 'codes' | 'name' | 'notice' | 'got';
type Given<T extends KnowledgeTableId> = Omit<PointOf<T>, Base> & { readonly codes?: readonly string[] };

/** A point of a list that a user loads: what stands in no national notice and so in no pack of ours (a region's catalogue, a procurement's prices). */
export function listed<T extends KnowledgeTableId>(table: T, name: string, given: Given<T>): KnowledgePoint {
	const got = Object.fromEntries(Object.keys(given).map((field) => [field, { by: 'column', verified: true }]));
	return {
		table,
		id: `${table}:${name}`,
		officialClass: '地方目录',
		codes: [],
		name,
		notice: '地方目录',
		got,
		...given
	} as unknown as KnowledgePoint;
}
