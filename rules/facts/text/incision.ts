import { taken, type Span } from './fold.ts';
import { lexicon, scan } from './lexicon.ts';
import type { Reading } from './reading.ts';
import { statusOf, type Moment } from './status.ts';

/** What an operative text says of the way in (切口、入路): the same one for all steps, or a further one. Folded span. */
export interface IncisionSaid {
	readonly kind: 'same' | 'separate';
	readonly span: Span;
}

const WORDS = lexicon({
	same: '同一切口 同切口 同一手术切口 经原切口 沿原切口 自原切口 原切口进 延长切口 延长原切口 向上延长切口 同一入路 同一穿刺 同一戳孔 经同一 同切口下 原切口内 原切口向',
	separate:
		'另行切口 另取切口 另作切口 另做切口 另一切口 不同切口 分别切口 各自切口 两个切口 两处切口 对侧切口 再次切口 另切口 另开切口 不同入路 非同一切口 非同切口'
});
/** 另取左侧腹股沟斜切口, 另作一长约3cm切口, 于对侧做切口, 再于…另做切口. */
const FURTHER = /(?:另[取作做行于]|分别经|于对侧[作做行取]|再于[^。;,]{1,12}[作做行取])[^。;,切]{0,14}切[口开]/g;

/** Words on the incision that the text affirms; a denied further one (未另行切口) is the same one. */
export function incisionsIn(reading: Reading, moment?: Moment): IncisionSaid[] {
	const { text } = reading;
	const said: IncisionSaid[] = scan(text, WORDS).map(({ kind, from, to }) => ({ kind, span: [from, to] }));
	const known = taken(
		text.length,
		said.map(({ span }) => span)
	);
	for (const { index, 0: words } of text.matchAll(FURTHER)) {
		const span: Span = [index, index + words.length];
		if (!known.subarray(...span).includes(1)) said.push({ kind: 'separate', span });
	}
	return said
		.flatMap((one): IncisionSaid[] => {
			const { status } = statusOf(reading, one.span, moment);
			if (status === 'negated') return [{ ...one, kind: one.kind === 'same' ? 'separate' : 'same' }];
			return status === 'affirmed' || status === 'past' ? [one] : [];
		})
		.sort((a, b) => a.span[0] - b.span[0]);
}

/** One answer where all that is said agrees; null where nothing is said or the text says both. */
export function incisionOf(said: readonly IncisionSaid[]): IncisionSaid['kind'] | null {
	const kinds = new Set(said.map(({ kind }) => kind));
	return kinds.size === 1 ? said[0]!.kind : null;
}
