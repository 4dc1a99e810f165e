/**
 * Names of diseases in the words of a payment limit (限定支付范围中的病名): what a record would have to say. A name is cut short rather than long, so that
 * a record in other words still qualifies: a finding lost, not a charge refused for a word.
 */

/** How names of diseases end. */
const END = new RegExp(
	'(?:[病症炎癌瘤疹疮疡聋痛]|综合征|痛风|癫痫|中风|卒中|梗死|梗塞|栓塞|血栓|衰竭|障碍|感染|骨折|高压|高血压|高血脂|高血糖|贫血|缺铁|哮喘|狭窄|硬化|萎缩|出血|水肿|积液|胸腹水|' +
		'烧伤|结石|便秘|腹泻|呕吐|肿大|增生|不孕|流产|早产|结核|疟疾|中毒|休克|昏迷|反流|肥胖|变性|病变|瘫痪|麻痹|痉挛|无力|缺乏|不全|紊乱|减少|增多|亢进|颤动|房颤|心动过速|' +
		'心律失常|抵抗|纤维化|抗排异反应|排斥反应|损伤|缺损|偏瘫|失眠|焦虑|抑郁|痴呆|流感|破伤风|[甲乙丙丁戊]肝)$',
	'u'
);
/** Treatments that a limit names in the place of a disease: they count where it names none. */
const TREATMENTS = new Set(['放疗', '化疗', '放化疗', '血液透析', '透析', '器官移植', '造血干细胞移植', '介入']);
/** What joins or introduces names, and what tells of them only. */
const APART =
	/[，,；;。：:、/\s]|[或和及与的伴]|引起|所致|导致|继发于|联合|适用于|用于|限于|限|患者|患儿|病人|诊断|治疗|预防|既往|接受过?|至少|一种|两种|明确|有|无法|并|在|为|对|经|且|由|需|如|后(?=[^\s])|时|者|成人|成年|儿童|青少年|女性|短期|[一二三]线|发病|慢性期|加速期|急性期|紧急|区域|前哨|住院|重症高危|高危|不包括|存在|包括|下列/gu;
/** Degrees, ages and courses before a name: a record says them elsewhere, or not at all. */
const BEFORE =
	/^(?:婴幼儿|小儿|男性|老年|绝经|局部|中晚期|晚期|早期|转移性?|复发性?|难治性?|不可(?:手术)?切除|可切除|不能手术|中至重度|中重度|轻中度|中度|重度|轻度|至|严重|活动性|活动期|原发性?|继发性?|确诊|临床|合并|其他|各种|相关|阳性|阴性|突变型?|敏感性?|复杂性?|因|之|以上|以下|[型度期级岁个过发创]|发生|降低|不适合)/u;
/** Names of nothing in particular. */
const GENERAL = new Set([
	'疾病',
	'感染',
	'炎症',
	'病症',
	'适应症',
	'禁忌症',
	'并发症',
	'综合征',
	'综合症',
	'肿瘤',
	'癌症',
	'重症',
	'出血',
	'障碍',
	'抗肿瘤',
	'系统感染'
]);

/** The longest published limit has 1,800 characters. */
const LONGEST = 5_000;

/** Names of diseases in a limit, each once, as they would stand in a record. */
export function diseasesIn(limit: string): string[] {
	const found = new Set<string>();
	const text = limit.slice(0, LONGEST);
	// Abbreviations stand in brackets behind the name that they are of.
	for (const [, name, short] of text.matchAll(/([\u4e00-\u9fff]{2,30})[（(]([A-Za-z]{3,8})[)）]/gu)) if (END.test(name!)) found.add(short!);
	const plain = text.replace(/[（(【[][^（(【[）)】\]]*[)）】\]]/gu, '').replace(/\d+\s*[.．、]/gu, '；');
	for (const part of plain.split(APART)) {
		const name = stripped(part);
		if (!isName(name)) continue;
		found.add(name);
		const core = coreOf(name);
		if (core !== name && isName(core)) found.add(core);
	}
	if (found.size === 0) for (const part of plain.split(APART)) if (TREATMENTS.has(stripped(part))) found.add(stripped(part));
	return [...found].sort();
}

/** 转移性激素敏感性前列腺癌 is called 前列腺癌, 斑块状银屑病 银屑病, 非小细胞肺癌 肺癌; 急性 and 慢性 make another disease. */
function coreOf(name: string): string {
	const core = /^.*(?:(?<![急慢])性|[状型期级])(.{3,})$/u.exec(name)?.[1] ?? name;
	return /细胞(.癌|.{2,}瘤|白血病)$/u.exec(core)?.[1] ?? core;
}

const isName = (name: string): boolean => name.length >= 2 && name.length <= 20 && END.test(name) && !GENERAL.has(name);

function stripped(part: string): string {
	let name = part.replace(/^[^\u4e00-\u9fff]+(?!型)/u, '');
	for (let shorter = name.replace(BEFORE, ''); shorter !== name; shorter = name.replace(BEFORE, '')) name = shorter;
	return name;
}
