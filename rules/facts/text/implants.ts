import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Span } from './fold.ts';
import { lexicon, scan } from './lexicon.ts';
import { PIECES } from './measures.ts';
import { quantitiesIn, type Quantity } from './quantities.ts';
import type { Reading } from './reading.ts';
import { statusOf, type Moment, type Status } from './status.ts';

/** A device (植入物、耗材) that a text names with the count beside it. Folded spans. */
export interface ImplantSaid {
	readonly word: string;
	/** Pieces said; null where none is. With `each` it is the count at every site (各1枚), with `total` of all (共6枚). */
	readonly count: number | null;
	readonly each: boolean;
	readonly total: boolean;
	/** Taken out (取出), not put in. */
	readonly removed: boolean;
	readonly status: Status;
	readonly span: Span;
	/** Place of the count, null where none is said. */
	readonly counted: Span | null;
}

/** Devices by name in folded form, general knowledge. `no`: words in which a device is not one: 支架内再狭窄 is a finding. */
const DEVICES = lexicon({
	yes: `
		支架 药物洗脱支架 雷帕霉素洗脱支架 紫杉醇洗脱支架 金属裸支架 覆膜支架 输尿管支架 胆道支架 球囊 药物球囊 药物涂层球囊 切割球囊 球囊扩张导管 球囊导管 螺钉 椎弓根螺钉 椎弓根钉 人工股骨头 皮质骨螺钉 松质骨螺钉 锁定螺钉 空心钉 空心螺钉
		拉力螺钉 接骨螺钉 骨螺钉 钢板 锁定钢板 接骨板 锁定接骨板 钛板 重建钢板 连接棒 钛棒 连接杆 横联 髓内钉 克氏针 钢针 斯氏针 融合器 椎间融合器 cage 锚钉 带线锚钉 骨水泥 人工椎体 钛网 钛夹 止血夹 血管夹 组织夹 hem-o-lok夹
		起搏器 双腔起搏器 单腔起搏器 三腔起搏器 电极 起搏电极 电极导线 导丝 导管 导引导管 微导管 造影导管 射频消融导管 标测导管 旋磨头 弹簧圈 封堵器 栓塞微球 明胶海绵 滤器 人工晶体 人工晶状体 人工血管 人工瓣膜 机械瓣 生物瓣
		假体 人工关节 髋臼杯 股骨柄 股骨头假体 胫骨平台假体 补片 疝补片 引流管 双j管 尿管 导尿管 胃管 空肠营养管 深静脉导管 中心静脉导管 picc导管 输液港 透析导管 吻合器 切割吻合器 直线切割吻合器 圆形吻合器 钉仓
		缝线 倒刺线 可吸收缝线 生物胶 防粘连膜 人工硬膜 骨填充材料 人工骨 同种异体骨 等离子刀头 射频刀头 刨削刀头 镇痛泵 胰岛素泵 种植体 节育器 宫内节育器 节育环 活检针 穿刺针
	`,
	no: '支架内 支架术 支架植入术 支架置入术 球囊扩张术 假体周围 导管室 导管术 引流管口 电极片 胃管通畅 尿管通畅 导丝引导 导丝通过 缝线反应'
});
const REMOVED = /取出|取除|拆除|拔除|移除|撤出|退出/;
const BETWEEN = /[、,;。\n:+]|及|和|与/;
/** Count without a unit: ×2, *2, 数量:1. */
const TIMES = /^\s?(?:\([^()]{0,20}\))?\s?[×x*]\s?(\d{1,2})(?![\d.]|\s?(?:mm|cm|ml))/;
const LISTED = /^(?:\([^()]{0,20}\))?[^()、;。]{0,24}[,(]数量:(\d{1,3})/;
const REACH = 24;
/** Counts looked at around a device. */
const NEAR = 4;

/** Devices that a text names, in order, each with the count that stands beside it in its own part of the sentence. Linear. */
export function implantsIn(reading: Reading, [from, to]: Span = [0, reading.text.length], moment?: Moment): ImplantSaid[] {
	const { text } = reading;
	const words = scan(text, DEVICES, from, to).filter(({ kind }) => kind === 'yes');
	const pieces = quantitiesIn(text, [from, to]).filter(({ unit, form, sense }) => PIECES.has(unit) && form === 'one' && sense !== 'ordinal');
	let next = 0;
	return words.map((word, i) => {
		while (next < pieces.length && pieces[next]!.span[1] < word.from - REACH) next++;
		const span: Span = [word.from, word.to];
		const [former, following] = [words[i - 1]?.to ?? from, words[i + 1]?.from ?? to];
		const counted = beside(text, span, pieces.slice(next, next + NEAR), former, following) ?? written(text, word.to);
		const phrase = phraseOf(text, span, counted);
		return {
			word: word.word,
			count: counted?.count ?? null,
			each: counted !== null && /[各每]/.test(phrase),
			total: counted !== null && /共[^同]|总计|合计/.test(phrase),
			removed: REMOVED.test(clauseBefore(text, word.from)),
			status: statusOf(reading, span, moment).status,
			span,
			counted: counted?.span ?? null
		};
	});
}

/** What is said up to the device in its clause: 取出 governs all devices of a list. */
const clauseBefore = (text: string, at: number): string =>
	text
		.slice(Math.max(0, at - REACH), at)
		.split(/[,;。\n]/)
		.at(-1)!;

/** The device, its count and what stands before them in the same part of a list. */
function phraseOf(text: string, [from, to]: Span, counted: Counted | null): string {
	const begin = Math.min(from, counted?.span[0] ?? from);
	const before = text
		.slice(Math.max(0, begin - REACH), begin)
		.split(BETWEEN)
		.at(-1)!;
	return before + text.slice(begin, Math.max(to, counted?.span[1] ?? to));
}

interface Counted {
	readonly count: number;
	readonly span: Span;
}

/** A count of pieces after the word, else before it, with no other device or stop between. */
function beside(text: string, [from, to]: Span, pieces: readonly Quantity[], former: number, following: number): Counted | null {
	const fits = (gap: string): boolean => gap.length <= REACH && !BETWEEN.test(withoutBrackets(gap).replace(':', ''));
	const after = pieces.find(({ span }) => span[0] >= to && span[1] <= following && fits(text.slice(to, span[0])));
	const before = pieces.findLast(({ span }) => span[1] <= from && span[0] >= former && fits(text.slice(span[1], from)));
	const chosen = before && !belongsToFormer(text, before.span, former) && text.slice(before.span[1], from).length <= REACH / 2 ? before : after;
	return chosen ? { count: chosen.values[0]! / QUANTITY_SCALE, span: chosen.span } : null;
}
/** 钢板一块螺钉3枚: a count that directly follows the device before is that device's. */
const belongsToFormer = (text: string, span: Span, former: number): boolean =>
	former > 0 && text.slice(former, span[0]).trim().length <= 1 && /[枚支根块个套只条片张颗对]/.test(text[span[1] - 1]!);

const withoutBrackets = (text: string): string => text.replace(/\([^()]*\)/g, '');

/** ×2 and 数量:1. */
function written(text: string, to: number): Counted | null {
	const ahead = text.slice(to, to + REACH * 2);
	const match = TIMES.exec(ahead) ?? LISTED.exec(ahead);
	if (!match) return null;
	const end = to + match[0].length;
	return { count: Number(match[1]), span: [end - match[1]!.length, end] };
}
