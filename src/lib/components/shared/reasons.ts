import { bi } from '$lib/i18n/index.ts';
import type { ReasonEntry } from '$workers/protocol/reason.ts';

const reason = (kind: ReasonEntry['kind'], zh: string, en: string): ReasonEntry => ({
	kind,
	zh,
	en,
	needsNote: zh.startsWith('其他'),
	retired: false
});

/** Reasons that the product brings, by id. The Chinese words are what the journal and the exported list carry. */
export const BUILT_IN: ReadonlyMap<string, ReasonEntry> = new Map([
	['reject-needed', reason('reject', '病情需要，病历有记载', 'Clinically needed, and recorded')],
	['reject-cleared', reason('reject', '反证成立', 'Counter-evidence holds')],
	['reject-allowed', reason('reject', '地方政策允许', 'Allowed by local policy')],
	['reject-data', reason('reject', '数据或对照错误', 'Faulty data or mapping')],
	['reject-elsewhere', reason('reject', '已在其他疑点中处理', 'Dealt with in another finding')],
	['reject-other', reason('reject', '其他（写明）', 'Other (say which)')],
	['ask-progress', reason('ask', '病程记录', 'Progress notes')],
	['ask-orders', reason('ask', '医嘱单', 'Order sheets')],
	['ask-nursing', reason('ask', '护理记录', 'Nursing records')],
	['ask-reports', reason('ask', '检查检验报告', 'Examination and laboratory reports')],
	['ask-operation', reason('ask', '手术麻醉记录', 'Operation and anaesthesia records')],
	['ask-device', reason('ask', '设备使用记录', 'Device records')],
	['ask-other', reason('ask', '其他（写明）', 'Other (say which)')]
]);

/** A stored reason in the language of the interface. */
export function reasonText(words: string): string {
	const known = [...BUILT_IN.values()].find((one) => one.zh === words);
	return known ? bi(known) : words;
}
