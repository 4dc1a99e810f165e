import type { Bilingual, Unit } from '../../domain/finding.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Source, Traced } from '../../engine/traced.ts';
import { textsNeeded, type DocumentKind } from './documents.ts';
import { mentions, type Asked } from './mentions.ts';

/** A count of places in texts, each marked on the screen: `t.gt('more-sites', billed, saidCount(t, label, sites))`. */
export const saidCount = (t: Trace, label: Bilingual, places: readonly { readonly source: Source }[]): Traced<number> =>
	t.derived(
		label,
		'integer',
		places.length,
		places.map(({ source }) => source)
	);

/** A number read from texts, with the places it was read from. @param value whole, in `unit` (1/10 000 for quantities and hours) */
export const saidNumber = (t: Trace, label: Bilingual, unit: Unit, value: number, places: readonly { readonly source: Source }[]): Traced<number> =>
	t.derived(
		label,
		unit,
		value,
		places.map(({ source }) => source)
	);

/** Name of a document of a kind, as `kindOfDocument` knows it: what a witness is called. */
const TYPES: Partial<Record<DocumentKind, string>> = {
	admission: '入院记录',
	operation: '手术记录',
	anaesthesia: '麻醉记录',
	discharge: '出院小结',
	report: '检查报告',
	pathology: '病理报告',
	nursing: '护理记录',
	clinic: '门诊记录'
};

/**
 * The condition that no text speaks of a thing in the way asked for (any way where no status is named). It rests on a stay that has such texts:
 * without any the answer is 无法判断.
 * @param asked `status` and, where the condition is on one kind of document, `kinds` with that one first
 */
export function notMentioned(t: Trace, name: string, label: Bilingual, stay: Stay, words: readonly string[], asked: Asked = {}): boolean {
	textsNeeded(stay, asked);
	const { hits, searched } = mentions(stay, words, asked);
	const type = TYPES[asked.kinds?.[0] ?? 'other'] ?? '病程记录';
	const says = `${asked.sections ? `${asked.sections[0]}:` : ''}${words[0]!.replaceAll('…', '')}。`;
	const fields = { mdtrt_id: stay.id, doc_type: type, rec_time: '', text: says };
	return t.absent(name, label, [...new Set(hits.map(({ text }) => text.row))], searched, { table: 'document', fields });
}
