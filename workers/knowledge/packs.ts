import type { KnowledgePack, KnowledgePoint } from '../../rules/knowledge/pack.ts';
import type { NoteList } from './notes.ts';
import { toPoint } from './points.ts';
import type { RawPoint } from './raw.ts';
import { sealPack } from './seal.ts';

/** What is known about a pack before its points. */
export interface PackHead {
	readonly id: string;
	/** Class, where the pack holds one. */
	readonly label: string;
	/** 第七批 or 2026年1月更新; empty where unknown. */
	readonly batch: string;
	readonly published: string;
	readonly version: string;
}

/** A sealed pack of the rows that became points; the others are counted. Null where none did. */
export function packOf(head: PackHead, rows: readonly RawPoint[], notes: NoteList): KnowledgePack | null {
	const points = new Map<string, KnowledgePoint>();
	let repeated = 0;
	for (const row of rows) {
		const converted = toPoint(row);
		if ('skipped' in converted) {
			notes.skipped(row.ruleClass.name, converted.skipped, row.place);
			continue;
		}
		const { point } = converted;
		const key = `${point.table}|${point.id}`;
		// The same item twice in one notice: one point under its first name, the other name an alias.
		const known = points.get(key);
		if (known) repeated++;
		points.set(key, known ? joined(known, point) : point);
	}
	notes.repeated(repeated);
	if (points.size === 0) return null;
	const detail = [head.batch, head.label].filter((part) => part !== '').join('，');
	const notice = { title: '国家医疗保障局', ...(detail === '' ? {} : { notice: detail }) };
	return sealPack({
		format: 'mingshen.knowledge/1',
		id: head.id,
		title: { zh: `国家智能监管知识点（${detail || '全部'}）`, en: `National points of intelligent supervision (${detail || 'all'})` },
		version: head.version,
		region: 'CN',
		published: head.published,
		source: notice,
		points: [...points.values()]
	});
}

function joined(first: KnowledgePoint, second: KnowledgePoint): KnowledgePoint {
	const codes = [...new Set([...first.codes, ...second.codes])].sort();
	const names = new Set([...(first.aliases ?? []), ...(second.name === first.name ? [] : [second.name])]);
	return { ...first, codes, ...(names.size > 0 ? { aliases: [...names] } : {}) };
}
