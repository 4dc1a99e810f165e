import type { Article } from './article.ts';

const REGULATION = '医疗保障基金使用监督管理条例';
const DETAILED = '医疗保障基金使用监督管理条例实施细则（国家医保局令第7号）';
const FRAMEWORK = '医疗保障基金智能监管规则库、知识库框架体系（1.0版）';

/** Number | Chinese | English. Conduct that is returned and fined: our own words for what each item names. */
const ITEMS_38 = `
	一|把一次连续治疗拆成几次住院，或病人挂名住院而实际不在院治疗。|One course of treatment split into several stays, or a stay on paper while the patient is not treated in hospital.
	二|背离诊疗规范做多余的检查或治疗，拆分处方，超量或重复开药，或提供别的不必要服务。|Examination or treatment beyond what the standards of care call for, prescriptions split, drugs in excess or twice, other services without need.
	三|同一服务收两次钱、收费高于规定标准，或把应合并的项目拆开收费。|A service charged twice, charged above its price, or split into parts that belong together.
	四|以一种药品、耗材、项目或设施之名，结算另一种。|One drug, material, service or facility billed under the name of another.
	五|帮助参保人倒卖药品、换取现金等，使其获取不当利益。|Helping insured people to resell drugs, to turn benefits into cash or the like.
	六|把不归医保基金支付的费用放进医保结算。|Costs that the fund does not cover settled through the fund.
	七|前六项没有写明、但同样使基金受损的其他违法行为。|Other unlawful conduct, not named in the six items before, that harms the fund.`;
/** Conduct of fraud; rules cite it only for the case that it is proven (若查实). */
const ITEMS_40 = `
	一|诱使或协助他人冒名、虚假就医购药，出具假证明，或串通虚开单据。|Luring or helping others to visits or purchases under a false name or without need, false certificates, receipts issued in collusion.
	二|伪造、改动、藏匿或毁弃病历、证明、凭证、电子数据等材料。|Records, certificates, vouchers or electronic data forged, altered, hidden or destroyed.
	三|没有提供的医药服务当作提供过来结算。|Services settled that were never given.`;
/** Classes of the framework of 2023 that a rule may rest on: what the class looks at, in our words. */
const CLASSES_1_0 = `
	医保结算清单信息异常|清单中的身份、时间、金额或编码缺失、矛盾。|Identity, times, amounts or codes of the settlement list are missing or contradict each other.
	结算明细信息异常|费用明细缺失、重复，或与结算总额对不上。|Fee lines are missing, stand twice, or do not add up to the settlement.
	疾病诊断编码异常|诊断编码不合规则，或病历没有支撑。|Diagnosis codes against the rules of coding, or without support in the record.
	手术操作编码异常|手术操作编码、日期与病历或收费不一致。|Codes or dates of procedures that do not agree with record or charges.
	手术操作编码与性别不符|手术操作只可能发生在另一性别。|A procedure that only the other sex can have.
	诊断编码与手术操作编码不符|主要诊断与主要手术不属同一病情。|Main diagnosis and main procedure are not of one condition.
	就诊数据非实时上传监管|就诊或结算数据未按时上传。|Data of visits or settlements uploaded late.
	计费日期与住院时间不符|收费日期落在住院期间之外。|Charges dated outside the stay.
	药品进销存异常|药品结算量与购进、销售、库存对不上，或追溯信息缺失。|Drugs settled do not agree with purchase, sale and stock, or trace codes are missing.
	医用耗材进销存异常|耗材结算量与购进、使用、库存对不上。|Materials settled do not agree with purchase, use and stock.
	围手术期抗菌药物预防性应用监管|手术前后预防用抗菌药物的品种、时机或时长不当。|Choice, time or length of prophylactic antibiotics around an operation.
	抗菌药物分级使用管理|抗菌药物使用超出医师或机构的分级权限。|Antibiotics beyond the grade that doctor or hospital may use.
	药品种类超标|一张处方或一次就诊的药品种类超过规定。|More kinds of drugs on a prescription or visit than permitted.
	分解住院|一次住院被拆成几次结算。|One stay settled as several.
	频繁门诊|一段时间内门诊次数异常多。|Unusually many outpatient visits in a span of time.
	频繁购药|一段时间内购药次数或数量异常多。|Unusually many purchases of drugs in a span of time.
	频繁住院|一段时间内住院次数异常多。|Unusually many stays in a span of time.
	无指征住院（低标准入院）|病情不需住院而收入院。|Admission of a condition that needs no bed.
	诊断与患者性别不符|诊断只可能发生在另一性别。|A diagnosis that only the other sex can have.
	诊断与患者年龄不符|诊断与患者年龄相矛盾。|A diagnosis that contradicts the age.`;

type Row = readonly [name: string, zh: string, en: string];
const rows = (text: string): Row[] =>
	text
		.trim()
		.split('\n')
		.map((line) => line.trim().split('|') as unknown as Row);

const READ = {
	zh: '条文已与公开转载的全文核对（app.www.gov.cn，2021-02-19）',
	en: 'Checked against the full text as republished (app.www.gov.cn, 2021-02-19)'
};
const SECOND_HAND = {
	zh: '未见公布原文；所据转述自称部分核实，条号与内容请复核',
	en: 'The published text was not seen; the digest that we rest on calls itself partly checked: verify clause and content'
};
const LISTED = {
	zh: '类目名称见公布的规则分类表；通知正文与类目释义未见，释义为本产品概括',
	en: 'The name stands in the published table of classes; the notice itself was not read, the meaning is our summary'
};

/** Every clause that rules cite, and their neighbours of the same articles. */
export const ARTICLES: readonly Article[] = [
	...rows(ITEMS_38).map(([item, zh, en]): Article => ({
		doc: REGULATION,
		clause: `第三十八条(${item})`,
		statement: {
			zh: `${zh}造成损失的退回并处损失额 1–2 倍罚款，拒不改正或后果严重的可暂停 6–12 个月。`,
			en: `${en} Losses are returned with a fine of 1 to 2 times; refusal or grave harm may suspend service for 6 to 12 months.`
		},
		from: '2021-05-01',
		verified: true,
		source: READ
	})),
	...rows(ITEMS_40).map(([item, zh, en]): Article => ({
		doc: REGULATION,
		clause: `第四十条(${item})（若查实）`,
		statement: {
			zh: `${zh}以骗取基金为目的且查实的才适用：退回并处 2–5 倍罚款。本疑点本身不作此认定。`,
			en: `${en} Applies only where fraud is the aim and is proven: return and a fine of 2 to 5 times. The finding itself claims no such thing.`
		},
		from: '2021-05-01',
		verified: true,
		source: READ
	})),
	{
		doc: DETAILED,
		clause: '第二十三条',
		statement: {
			zh: '按病种付费时，医院的前述六类行为仍要追究；病种（病组）编高或编低的，可按条例第三十八条(七)处理。',
			en: 'Under payment by disease groups the six kinds of conduct are pursued all the same; groups coded too high or too low may be treated under item 7 of article 38.'
		},
		from: '2026-04-01',
		verified: false,
		source: SECOND_HAND
	},
	...rows(CLASSES_1_0).map(([name, zh, en]): Article => ({
		doc: FRAMEWORK,
		clause: name,
		statement: { zh: `${zh}规则类目用于发现线索，不是处罚依据。`, en: `${en} A class of checks finds leads; it is no ground for a penalty.` },
		from: '2023-05-15',
		verified: false,
		source: LISTED
	}))
];
