import type { Dictionaries, Dictionary } from '../../../rules/domain/columns.ts';
import { packDigest } from '../../../rules/knowledge/digest.ts';
import type { ItemKey } from '../../../rules/knowledge/lookup.ts';
import type { KnowledgePack, KnowledgePoint } from '../../../rules/knowledge/pack.ts';

export const COLUMN = { by: 'column', verified: true } as const;
export const TEXT = { by: 'text', verified: false } as const;

/** A dictionary over the texts given, in order, codes from 1. */
export function dictionary(texts: readonly string[]): Dictionary {
	const list = ['', ...new Set(texts.filter((text) => text !== ''))];
	return { size: list.length - 1, text: (code) => list[code] ?? '', code: (text) => Math.max(0, list.indexOf(text)) };
}

export function dictionaries(named: Readonly<Record<string, readonly string[]>>): Dictionaries {
	const made = new Map(Object.entries(named).map(([name, texts]) => [name, dictionary(texts)]));
	return { get: (name) => made.get(name) ?? dictionary([]) };
}

/** The cells of one fee line as texts. */
export interface LineTexts {
	readonly national?: string;
	readonly catalogue?: string;
	readonly local?: string;
	readonly nationalName?: string;
	readonly localName?: string;
}

/** Dictionaries that hold the line, and its key. */
export function lineOf(texts: LineTexts): { dictionaries: Dictionaries; key: ItemKey } {
	const all = dictionaries({
		item: [texts.national ?? '', texts.catalogue ?? ''],
		localItem: [texts.local ?? ''],
		itemName: [texts.nationalName ?? '', texts.localName ?? '']
	});
	return {
		dictionaries: all,
		key: {
			national: all.get('item').code(texts.national ?? ''),
			catalogue: all.get('item').code(texts.catalogue ?? ''),
			local: all.get('localItem').code(texts.local ?? ''),
			nationalName: all.get('itemName').code(texts.nationalName ?? ''),
			localName: all.get('itemName').code(texts.localName ?? '')
		}
	};
}

export function pack(id: string, points: readonly KnowledgePoint[], more: Partial<KnowledgePack> = {}): KnowledgePack {
	const content = {
		format: 'mingshen.knowledge/1' as const,
		id,
		title: { zh: '测试包', en: 'Test pack' },
		version: '1',
		region: 'CN',
		published: '2026-01-01',
		source: { title: '测试' },
		points,
		...more
	};
	return { ...content, digest: packDigest(content) };
}

export function sexLimit(name: string, codes: readonly string[], sex: '1' | '2' = '2', more: Partial<KnowledgePoint> = {}): KnowledgePoint {
	return {
		table: 'sexLimits',
		id: codes[0] ?? name,
		officialClass: '药品区分性别使用',
		codes,
		name,
		sex,
		notice: '测试通知',
		got: { sex: COLUMN },
		...more
	} as KnowledgePoint;
}
