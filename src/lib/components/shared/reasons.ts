import { bi } from '$lib/i18n/index.ts';
import type { Bilingual } from '$rules/domain/finding.ts';
import type { DecisionKind } from '$workers/protocol/decision.ts';

/** Reasons to choose from. The Chinese words are what the journal and the exported list carry. */
export const REASONS: Readonly<Record<DecisionKind, readonly Bilingual[]>> = {
	confirm: [],
	reject: [
		{ zh: '病情需要，病历有记载', en: 'Clinically needed, and recorded' },
		{ zh: '反证成立', en: 'Counter-evidence holds' },
		{ zh: '地方政策允许', en: 'Allowed by local policy' },
		{ zh: '数据或对照错误', en: 'Faulty data or mapping' },
		{ zh: '已在其他疑点中处理', en: 'Dealt with in another finding' },
		{ zh: '其他（写明）', en: 'Other (say which)' }
	],
	ask: [
		{ zh: '病程记录', en: 'Progress notes' },
		{ zh: '医嘱单', en: 'Order sheets' },
		{ zh: '护理记录', en: 'Nursing records' },
		{ zh: '检查检验报告', en: 'Examination and laboratory reports' },
		{ zh: '手术麻醉记录', en: 'Operation and anaesthesia records' },
		{ zh: '设备使用记录', en: 'Device records' },
		{ zh: '其他（写明）', en: 'Other (say which)' }
	]
};
export const needsNote = (reason: string): boolean => reason.startsWith('其他');

/** A stored reason in the language of the interface. */
export function reasonText(reason: string): string {
	const known = Object.values(REASONS)
		.flat()
		.find((one) => one.zh === reason);
	return known ? bi(known) : reason;
}
