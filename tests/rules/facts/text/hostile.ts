import { implantsIn } from '../../../../rules/facts/text/implants.ts';
import { incisionsIn } from '../../../../rules/facts/text/incision.ts';
import { mentionsIn, type Mention } from '../../../../rules/facts/text/mentions.ts';
import { quantitiesIn } from '../../../../rules/facts/text/quantities.ts';
import { Reading } from '../../../../rules/facts/text/reading.ts';
import { sitesIn } from '../../../../rules/facts/text/sites.ts';
import { timesIn } from '../../../../rules/facts/text/times.ts';

/** Pieces of records with all that moves offsets: signs that become several, blanks, signs of two units, marks, list numbers. */
export const PIECES = [
	...[
		'否认',
		'高血压',
		'、',
		'，',
		'。',
		'；',
		'\n',
		'\r\n',
		' ',
		'\u3000',
		'（',
		'）',
		'(',
		')',
		'无',
		'未见',
		'拟行',
		'既往史：',
		'主诉：',
		'10年前',
		'术后3年',
		'史',
		'?',
		'？'
	],
	...[
		'38.5℃',
		'3㎝',
		'5㎎',
		'Ⅱ',
		'①',
		'10⁹',
		'½',
		'㏄',
		'𠮷',
		'👩‍⚕️',
		'e\u0301',
		'ﬁ',
		'ＣＴ',
		'CT',
		'支架2枚',
		'两枚',
		'3×4cm',
		'2026-05-10 15:00',
		'L4/5',
		'左侧',
		'\u200b',
		'\ufeff'
	],
	...['另行切口', '鉴别诊断：', '需与', '鉴别', '1.', '2', '每', '各', '\ud800', '[', '】', '-', '−', '·']
];
export const WORDS = ['高血压', 'CT', '支架', 'Ⅱ', '38.5℃', '史', '枚', '𠮷', '既往…高血压'];

/** Pieces that, repeated, would make a careless pattern look back over all that it has read. */
export const HOSTILE = [
	...[
		'1',
		'1,111',
		'一',
		'十',
		'(',
		')',
		'((',
		'无',
		'否认',
		'未见',
		'高血压',
		'高血压、',
		'高血压，',
		'2026-',
		'2026-05-10 ',
		'10年前',
		'术后3',
		'史',
		'?',
		'再于',
		'另取',
		'再于另做',
		'支架',
		'支架2枚'
	],
	...[
		'主诉：',
		'主诉',
		'。；甲乙：',
		'。；',
		' ',
		'\n',
		'、1.',
		'11、',
		't36p',
		't36.5p72r18bp120/',
		'l4/',
		'3×',
		'3cm×',
		'1.',
		'e\u0301',
		'\u0301',
		'既往',
		'鉴别',
		'需与',
		'各',
		'ct',
		'数量:1',
		'同一切口'
	]
];

/** A piece until a text has so many UTF-16 units. */
export const repeated = (piece: string, units: number): string => piece.repeat(Math.ceil(units / piece.length));

/** Everything that is read of a text; gives the mentions of `WORDS`. */
export function readAll(text: string): Mention[] {
	const reading = new Reading(text);
	quantitiesIn(reading.text);
	timesIn(reading.text);
	sitesIn(reading.text);
	implantsIn(reading);
	incisionsIn(reading);
	return mentionsIn(reading, WORDS, { begin: 20_000 });
}
