import { lexicon, scan } from './lexicon.ts';

/**
 * What stays with a patient once it is there: implants, and diseases that are not healed. Named in 既往史 they are present all the same.
 * General knowledge, in folded form; not a list of any notice.
 */
const LASTING = lexicon({
	device: `
		起搏器 除颤器 icd crt 支架 人工关节 人工髋关节 人工膝关节 关节置换 髋关节置换 膝关节置换 假体 钢板 髓内钉 内固定 螺钉 人工瓣膜 机械瓣 生物瓣 瓣膜置换 人工晶体 人工晶状体 人工血管 动脉瘤夹 弹簧圈
		封堵器 补片 滤器 节育环 节育器 输液港 造瘘 造口 胰岛素泵 人工耳蜗 脑深部电刺激 分流管 桥血管 义齿 义眼
	`,
	chronic: `
		高血压 糖尿病 冠心病 心房颤动 房颤 心力衰竭 心衰 心功能不全 肾功能不全 肾功能衰竭 肾衰竭 尿毒症 慢性 慢阻肺 哮喘 支气管扩张 肝硬化 乙肝 乙型肝炎 丙型肝炎 hiv 艾滋病 癫痫 帕金森 阿尔茨海默 痴呆
		精神分裂症 抑郁症 双相 痛风 类风湿 强直性脊柱炎 系统性红斑狼疮 红斑狼疮 干燥综合征 甲状腺功能减退 甲减 甲状腺功能亢进 甲亢 高脂血症 血脂异常 骨质疏松 前列腺增生 血友病 地中海贫血 重症肌无力
		脑梗死后遗症 偏瘫 截瘫 青光眼 银屑病 溃疡性结肠炎 克罗恩 血液透析 腹膜透析 透析
	`
});
const ENDED = ['取出', '已取', '拆除', '取除', '治愈', '已愈', '痊愈', '拔除', '移除', '改用', '停用', '停药'] as const;

/** Whether a word names what lasts, and the sentence around it says of no end. */
export function lasts(word: string, sentence: string): boolean {
	return scan(word, LASTING).length > 0 && !ENDED.some((end) => sentence.includes(end) && !sentence.includes(`未${end}`));
}
