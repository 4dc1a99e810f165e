import type { ItemKind } from '../../../rules/knowledge/pack.ts';

const kind = (id: string, name: string, code: string, more: Partial<ItemKind>): ItemKind => ({
	table: 'itemKinds',
	kind: 'nursing',
	id,
	officialClass: 'fixture',
	codes: code === '' ? [] : [code],
	name,
	notice: 'fixture',
	got: { kind: { by: 'human', verified: true } },
	...more
});

/** Levels of care (护理级别), as tests know them. */
export const nursing: readonly ItemKind[] = [
	kind('n0', '特级护理', '001201000010000', { level: 0 }),
	kind('n1', '一级护理', '001201000020000', { level: 1, aliases: ['Ⅰ级护理'] }),
	kind('n2', '二级护理', '001201000030000', { level: 2, aliases: ['Ⅱ级护理'] }),
	kind('n3', '三级护理', '001201000040000', { level: 3, aliases: ['Ⅲ级护理'] })
];

/** Items by the hour with the names of their device in records. */
export const hourly: readonly ItemKind[] = [
	kind('h1', '有创呼吸机辅助呼吸', '003106030010000', { kind: 'hourly', devices: ['呼吸机'], aliases: ['呼吸机辅助呼吸'] }),
	kind('h2', '连续性血液净化', '003110000110000', { kind: 'hourly', devices: ['连续性血液净化', 'CRRT'] }),
	kind('h3', '心电监测', '003107010220000', { kind: 'hourly', devices: ['心电监测', '心电监护'] })
];
