import type { DRUGS } from './drugs.ts';
import type { ExamName, PanelName } from './diagnostics.ts';
import type { OPERATIONS } from './operations.ts';
import type { Department } from './places.ts';
import type { SERVICES } from './services.ts';

export type DrugName = keyof typeof DRUGS;
export type ServiceName = keyof typeof SERVICES;

/** A disease as a ward treats it: who comes, how long, what is given, tested and written. */
export interface Profile {
	readonly key: string;
	readonly code: string;
	readonly name: string;
	readonly dept: Department;
	readonly weight: number;
	readonly sex: 0 | 1 | 2;
	readonly ages: readonly [number, number];
	readonly days: readonly [number, number];
	readonly care: 1 | 2 | 3;
	/** Infusions, each in its own bottle; injections and tablets; daily services. */
	readonly infusions: readonly DrugName[];
	readonly orals: readonly DrugName[];
	readonly therapies: readonly ServiceName[];
	readonly panels: readonly PanelName[];
	readonly exams: readonly ExamName[];
	readonly part: string;
	readonly second: readonly (readonly [code: string, name: string])[];
	readonly operation?: keyof typeof OPERATIONS;
	readonly minimumRank: 1 | 2 | 3;
	/** 主诉, 现病史, 查体, 检查所见. */
	readonly words: readonly [complaint: string, history: string, signs: string, finding: string];
}

const HYPERTENSION = ['I10.x00x002', '高血压'] as const;
const DIABETES = ['E11.900', '2型糖尿病'] as const;
const LIPIDS = ['E78.500', '高脂血症'] as const;
const ANAEMIA = ['D64.901', '轻度贫血'] as const;

type Row = [
	head: string, weight: number, sex: 0 | 1 | 2, ages: readonly [number, number], days: readonly [number, number], care: 1 | 2 | 3, rank: 1 | 2 | 3,
	infusions: readonly DrugName[], orals: readonly DrugName[], therapies: readonly ServiceName[], panels: readonly PanelName[],
	exams: readonly ExamName[], part: string, second: Profile['second'], words: Profile['words'], operation?: keyof typeof OPERATIONS
];

const profile = (...row: Row): Profile => {
	const [head, weight, sex, ages, days, care, minimumRank, infusions, orals, therapies, panels, exams, part, second, words, operation] = row;
	const [key = '', code = '', name = '', dept = ''] = head.split('|');
	const base = {
		key, code, name, dept: dept as Department, weight, sex, ages, days, care, minimumRank, infusions, orals, therapies, panels, exams, part,
		second, words
	};
	return operation === undefined ? base : { ...base, operation };
};

const ALL: readonly PanelName[] = ['blood', 'urine', 'liver', 'kidney', 'salts', 'sugar', 'clotting'];

export const PROFILES = [
	profile('pneumonia|J15.902|社区获得性肺炎，非重症|呼吸内科', 14, 0, [20, 88], [7, 12], 2, 1,
		['注射用头孢曲松钠', '盐酸氨溴索注射液', '多索茶碱注射液', '维生素C注射液'], ['吸入用布地奈德混悬液'], ['雾化吸入', '氧气吸入'],
		[...ALL, 'infection'], ['X线计算机体层(CT)平扫', '常规心电图检查'], '胸部', [HYPERTENSION, DIABETES],
		['咳嗽、咳痰伴发热', '受凉后出现咳嗽，咳黄色黏痰，体温最高38.9℃，院外服药效果不佳', '右下肺可闻及湿性啰音', '右肺下叶斑片状高密度影']),
	profile('copd|J44.100|慢性阻塞性肺病伴有急性加重|呼吸内科', 9, 0, [50, 88], [8, 14], 2, 1,
		['注射用哌拉西林钠他唑巴坦钠', '盐酸氨溴索注射液', '多索茶碱注射液', '注射用甲泼尼龙琥珀酸钠'], ['吸入用布地奈德混悬液'], ['雾化吸入', '氧气吸入'],
		[...ALL, 'infection', 'gas'], ['X线计算机体层(CT)平扫', '常规心电图检查'], '胸部', [HYPERTENSION],
		['反复咳喘多年，加重一周', '近一周活动后气促加重，痰量增多，夜间不能平卧', '桶状胸，双肺呼吸音低，散在哮鸣音', '双肺透亮度增高，散在索条影']),
	profile('infarct|I63.900|脑梗死|神经内科', 12, 0, [48, 86], [9, 15], 1, 1,
		['依达拉奉注射液', '胞磷胆碱钠注射液', '维生素C注射液', '注射用泮托拉唑钠'], ['阿司匹林肠溶片', '阿托伐他汀钙片', '硫酸氢氯吡格雷片'], ['运动疗法', '普通针刺', '中频脉冲电治疗'],
		[...ALL, 'lipids'], ['X线计算机体层(CT)平扫', '磁共振平扫', '常规心电图检查', '彩色多普勒超声常规检查'], '头部', [HYPERTENSION, DIABETES, LIPIDS],
		['言语不清伴右侧肢体无力', '晨起发现言语含糊，右侧肢体活动笨拙，无意识障碍', '右侧肌力4级，右侧病理征阳性', '左侧基底节区急性梗死灶']),
	profile('angina|I20.000|不稳定型心绞痛|心血管内科', 10, 0, [45, 84], [6, 10], 2, 1,
		['单硝酸异山梨酯注射液', '维生素C注射液', '注射用泮托拉唑钠'], ['阿司匹林肠溶片', '阿托伐他汀钙片', '硫酸氢氯吡格雷片', '缬沙坦胶囊'], ['心电监测', '氧气吸入'],
		[...ALL, 'lipids', 'heart', 'bnp', 'dimer'], ['常规心电图检查', '心脏彩色多普勒超声', '数字化摄影(DR)'], '胸部', [HYPERTENSION, LIPIDS],
		['反复胸闷胸痛', '活动后胸骨后压榨感，持续数分钟，休息后缓解，近日发作频繁', '心律齐，未闻及病理性杂音', '左室舒张功能减退，室壁运动未见异常']),
	profile('failure|I50.908|慢性心力衰竭|心血管内科', 6, 0, [55, 88], [7, 12], 1, 1,
		['呋塞米注射液', '单硝酸异山梨酯注射液', '氯化钾注射液'], ['螺内酯片', '缬沙坦胶囊', '阿托伐他汀钙片'], ['心电监测', '氧气吸入'],
		[...ALL, 'heart', 'bnp', 'dimer'], ['常规心电图检查', '心脏彩色多普勒超声', '数字化摄影(DR)'], '胸部', [HYPERTENSION, DIABETES],
		['活动后气促伴双下肢水肿', '近半月上二楼即感气促，夜间需高枕卧位，尿量减少', '双肺底湿啰音，双下肢凹陷性水肿', '左室扩大，射血分数减低']),
	profile('hypertension|I10.x05|高血压3级|心血管内科', 8, 0, [40, 84], [5, 8], 2, 1,
		['单硝酸异山梨酯注射液', '维生素C注射液', '胞磷胆碱钠注射液'], ['苯磺酸氨氯地平片', '缬沙坦胶囊', '阿托伐他汀钙片'], ['心电监测'],
		[...ALL, 'lipids'], ['常规心电图检查', '心脏彩色多普勒超声', '彩色多普勒超声常规检查'], '颈部血管', [LIPIDS, DIABETES],
		['反复头晕头痛', '近期血压控制不佳，最高190/110mmHg，伴头胀痛', '血压182/104mmHg，心界不大', '双侧颈动脉内中膜增厚']),
	profile('diabetes|E11.900|2型糖尿病|内分泌科', 9, 0, [35, 82], [7, 11], 2, 1,
		['甲钴胺注射液', '维生素B6注射液', '维生素C注射液'], ['门冬胰岛素注射液', '盐酸二甲双胍片', '依帕司他片', '阿托伐他汀钙片'], ['皮下注射', '中频脉冲电治疗'],
		[...ALL, 'lipids', 'hba1c'], ['常规心电图检查', '彩色多普勒超声常规检查'], '下肢血管', [HYPERTENSION, LIPIDS],
		['多饮多尿，血糖升高', '口干多饮多年，近期空腹血糖波动于10至13mmol/L', '足背动脉搏动对称', '双下肢动脉散在斑块']),
	profile('ulcer|K92.208|上消化道出血|消化内科', 6, 0, [28, 80], [6, 9], 1, 1,
		['注射用泮托拉唑钠', '氯化钾注射液', '维生素C注射液', '维生素B6注射液'], [], ['心电监测', '氧气吸入'], ALL,
		['纤维胃十二指肠镜检查', '彩色多普勒超声常规检查', '常规心电图检查'], '上腹部', [ANAEMIA],
		['黑便伴头晕', '解柏油样便数次，伴心悸乏力，无呕血', '上腹轻压痛，肠鸣音活跃', '十二指肠球部溃疡']),
	profile('gallstone|K80.100x001|胆囊结石伴胆囊炎|普外科', 10, 0, [25, 78], [5, 8], 2, 2,
		['注射用头孢呋辛钠', '间苯三酚注射液', '注射用泮托拉唑钠', '氯化钾注射液'], [], ['换药(中)'], ALL,
		['彩色多普勒超声常规检查', '常规心电图检查', '数字化摄影(DR)'], '肝胆', [HYPERTENSION],
		['右上腹疼痛反复发作', '进食油腻后右上腹胀痛，向右肩放射', '右上腹压痛，莫菲氏征阳性', '胆囊多发强回声伴声影'], 'cholecystectomy'),
	profile('appendix|K35.800x001|急性阑尾炎|普外科', 7, 0, [20, 70], [4, 7], 2, 2,
		['注射用头孢曲松钠', '注射用泮托拉唑钠', '氯化钾注射液'], [], ['换药(中)'], ALL, ['彩色多普勒超声常规检查', '常规心电图检查'], '阑尾区', [],
		['转移性右下腹痛', '始为脐周痛，数小时后固定于右下腹，伴恶心', '麦氏点压痛反跳痛', '阑尾增粗，周围少量渗出'], 'appendectomy'),
	profile('hernia|K40.900x003|单侧腹股沟斜疝|普外科', 6, 1, [40, 80], [4, 6], 2, 2,
		['注射用头孢呋辛钠', '氟比洛芬酯注射液'], [], ['换药(中)'], ALL, ['彩色多普勒超声常规检查', '常规心电图检查'], '腹股沟', [HYPERTENSION],
		['腹股沟可复性包块', '站立时腹股沟出现包块，平卧可回纳', '腹股沟区包块，咳嗽冲击感阳性', '腹股沟区疝囊'], 'hernia'),
	profile('hip|S72.000|股骨颈骨折|骨科', 7, 0, [62, 90], [9, 14], 1, 2,
		['注射用头孢呋辛钠', '氟比洛芬酯注射液', '维生素C注射液'], ['碳酸钙D3片', '低分子肝素钠注射液'], ['皮下注射', '换药(中)', '运动疗法'], ALL,
		['数字化摄影(DR)', '常规心电图检查', '心脏彩色多普勒超声', '彩色多普勒超声常规检查'], '髋关节', [HYPERTENSION, ['M81.900', '骨质疏松']],
		['摔伤后髋部疼痛', '不慎摔倒后髋部疼痛，不能站立行走', '患肢短缩外旋畸形，叩击痛阳性', '股骨颈骨质连续性中断'], 'hip'),
	profile('knee|M17.900|膝关节病|骨科', 6, 0, [55, 80], [8, 12], 2, 2,
		['注射用头孢呋辛钠', '氟比洛芬酯注射液', '维生素C注射液'], ['低分子肝素钠注射液', '碳酸钙D3片'], ['皮下注射', '换药(中)', '运动疗法'], ALL,
		['数字化摄影(DR)', '常规心电图检查', '彩色多普勒超声常规检查'], '膝关节', [HYPERTENSION],
		['膝关节疼痛伴活动受限', '上下楼梯时疼痛多年，近半年行走困难', '膝内翻畸形，关节间隙压痛', '关节间隙狭窄，骨赘形成'], 'knee'),
	profile('tibia|S82.201|胫腓骨干骨折|骨科', 5, 0, [20, 65], [8, 12], 2, 2,
		['注射用头孢呋辛钠', '氟比洛芬酯注射液', '甘露醇注射液'], ['低分子肝素钠注射液'], ['皮下注射', '换药(中)'], ALL,
		['数字化摄影(DR)', '常规心电图检查'], '小腿', [], ['外伤后小腿疼痛畸形', '骑车摔倒，小腿肿痛畸形', '小腿肿胀，可及骨擦感', '胫腓骨中段骨折移位'], 'tibia'),
	profile('disc|M51.202|腰椎间盘突出|骨科', 6, 0, [28, 70], [7, 11], 2, 2,
		['氟比洛芬酯注射液', '甘露醇注射液', '甲钴胺注射液', '维生素B6注射液'], [], ['换药(中)', '中频脉冲电治疗'], ALL,
		['磁共振平扫', '数字化摄影(DR)', '常规心电图检查'], '腰椎', [], ['腰痛伴下肢放射痛', '久坐后腰痛，放射至小腿外侧', '直腿抬高试验阳性', '腰4/5椎间盘突出，硬膜囊受压'], 'disc'),
	profile('ureter|N20.100|输尿管结石|泌尿外科', 5, 0, [24, 68], [4, 7], 2, 2,
		['注射用头孢曲松钠', '间苯三酚注射液', '氯化钾注射液'], [], [], ALL, ['X线计算机体层(CT)平扫', '彩色多普勒超声常规检查', '常规心电图检查'], '泌尿系', [],
		['突发腰部绞痛', '突发一侧腰部绞痛，向会阴部放射，伴肉眼血尿', '肾区叩击痛阳性', '输尿管上段结石伴肾积水'], 'ureter'),
	profile('prostate|N40.x00|前列腺增生|泌尿外科', 5, 1, [58, 84], [7, 10], 2, 2,
		['注射用头孢呋辛钠', '氯化钾注射液', '注射用泮托拉唑钠'], [], ['导尿'], ALL, ['彩色多普勒超声常规检查', '常规心电图检查', '数字化摄影(DR)'], '泌尿系', [HYPERTENSION],
		['排尿困难进行性加重', '尿频尿急，夜尿四五次，尿线变细', '直肠指检前列腺增大，中央沟消失', '前列腺体积增大，残余尿增多'], 'prostate'),
	profile('cyst|N83.201|卵巢囊肿|妇科', 5, 2, [20, 50], [5, 8], 2, 2,
		['注射用头孢呋辛钠', '维生素C注射液', '氯化钾注射液'], [], ['换药(中)'], ALL, ['经阴道B超检查', '常规心电图检查', '数字化摄影(DR)'], '盆腔', [],
		['体检发现盆腔包块', '超声发现附件区囊性包块，偶有下腹坠胀', '附件区可及囊性包块，活动可', '附件区无回声团，边界清'], 'ovary'),
	profile('myoma|D25.900|子宫平滑肌瘤|妇科', 5, 2, [32, 52], [6, 9], 2, 2,
		['注射用头孢呋辛钠', '维生素C注射液', '氯化钾注射液'], [], ['换药(中)'], ALL, ['经阴道B超检查', '常规心电图检查', '数字化摄影(DR)'], '盆腔', [ANAEMIA],
		['月经量增多', '近一年经量明显增多，伴血块', '子宫增大如孕两月，质硬', '子宫前壁低回声结节'], 'myoma'),
	profile('caesarean|O82.900|经剖宫产术分娩|产科', 5, 2, [22, 40], [4, 6], 1, 2,
		['注射用头孢呋辛钠', '缩宫素注射液', '维生素C注射液'], [], ['换药(中)'], ALL, ['彩色多普勒超声常规检查', '常规心电图检查'], '胎儿', [],
		['停经39周，待产', '孕期平稳，因胎位不正拟行剖宫产', '宫高、腹围与孕周相符，胎心规则', '单胎，臀位'], 'caesarean'),
	profile('delivery|O80.900|单胎顺产|产科', 5, 2, [22, 38], [3, 4], 2, 1,
		['缩宫素注射液', '维生素C注射液'], [], [], ALL, ['彩色多普勒超声常规检查', '常规心电图检查'], '胎儿', [],
		['停经39周，阵发性腹痛', '规律宫缩入院，孕期检查无异常', '胎头已衔接，胎心规则', '单胎，头位']),
	profile('jaundice|P59.900|新生儿黄疸|新生儿科', 3, 0, [0, 0], [4, 7], 1, 2,
		[], ['酪酸梭菌活菌散'], ['新生儿经皮胆红素测定'], ['blood', 'liver', 'salts', 'sugar'], ['彩色多普勒超声常规检查'], '头颅', [],
		['皮肤黄染', '生后第三天出现皮肤黄染，逐日加深，吃奶可', '皮肤中度黄染，反应可', '颅内未见异常回声']),
	profile('bronchitis|J20.900|急性支气管炎|儿科', 7, 0, [2, 12], [5, 7], 2, 1,
		['注射用头孢曲松钠', '盐酸氨溴索注射液'], ['布洛芬混悬液', '吸入用布地奈德混悬液'], ['雾化吸入'], ['blood', 'urine', 'liver', 'kidney', 'salts', 'infection'],
		['数字化摄影(DR)', '常规心电图检查'], '胸部', [], ['咳嗽伴发热', '咳嗽有痰，体温38.5℃，夜间为著', '双肺呼吸音粗，可闻及痰鸣音', '双肺纹理增多']),
	profile('enteritis|A09.901|胃肠炎|儿科', 5, 0, [1, 10], [4, 6], 2, 1,
		['氯化钾注射液', '维生素C注射液', '维生素B6注射液'], ['蒙脱石散', '酪酸梭菌活菌散'], [], ['blood', 'urine', 'liver', 'kidney', 'salts', 'infection'],
		['彩色多普勒超声常规检查', '常规心电图检查'], '腹部', [], ['腹泻伴呕吐', '稀水便每日七八次，呕吐胃内容物', '皮肤弹性稍差，肠鸣音亢进', '肠管蠕动活跃']),
	profile('kidney|N18.500|慢性肾脏病5期|肾内科', 4, 0, [35, 76], [7, 11], 1, 2,
		['蔗糖铁注射液', '呋塞米注射液', '维生素C注射液'], ['碳酸司维拉姆片', '苯磺酸氨氯地平片'], [], [...ALL, 'bnp'],
		['常规心电图检查', '心脏彩色多普勒超声', '彩色多普勒超声常规检查', '数字化摄影(DR)'], '肾脏', [HYPERTENSION, ANAEMIA],
		['血肌酐升高，乏力', '维持性透析中，近期乏力纳差，血压波动', '贫血貌，双下肢轻度水肿', '双肾体积缩小']),
	profile('stomach|K29.500|慢性胃炎|消化内科', 5, 0, [25, 75], [5, 8], 2, 1,
		['注射用泮托拉唑钠', '维生素B6注射液', '氯化钾注射液', '维生素C注射液'], ['酪酸梭菌活菌散'], [], ALL,
		['纤维胃十二指肠镜检查', '彩色多普勒超声常规检查', '常规心电图检查'], '上腹部', [], ['上腹隐痛伴反酸', '餐后饱胀、反酸嗳气，近一月加重', '剑突下轻压痛', '胃窦黏膜充血水肿'])
] as const satisfies readonly Profile[];

/** Wards that stand outside the ordinary draw: planned courses, intensive care, day surgery. */
export const SPECIAL = {
	chemo: profile('chemo|Z51.100|为肿瘤化学治疗疗程|肿瘤内科', 1, 0, [38, 75], [3, 5], 2, 2,
		['注射用培美曲塞二钠', '卡铂注射液', '盐酸昂丹司琼注射液', '地塞米松磷酸钠注射液'], [], ['化疗药物配置', '心电监测'], [...ALL, 'tumour'],
		['X线计算机体层(CT)平扫', '常规心电图检查'], '胸部', [['C34.900x001', '肺恶性肿瘤']],
		['肺癌化疗后返院', '肺腺癌术后，按计划返院行下一周期化疗', '浅表淋巴结未及肿大', '右肺术后改变，未见新发病灶']),
	dialysis: profile('dialysis|Z49.101|血液透析|肾内科', 1, 0, [35, 76], [3, 5], 2, 2,
		['蔗糖铁注射液', '肝素钠注射液'], ['碳酸司维拉姆片'], [], ['blood', 'liver', 'kidney', 'salts'], ['常规心电图检查', '彩色多普勒超声常规检查'], '肾脏',
		[['N18.501', '肾终末期疾病'], HYPERTENSION], ['规律透析', '终末期肾病，每周三次血液透析', '内瘘震颤良好', '双肾萎缩']),
	intensive: profile('intensive|A41.900|脓毒症|重症医学科', 1, 0, [40, 84], [6, 11], 1, 2,
		['注射用哌拉西林钠他唑巴坦钠', '重酒石酸去甲肾上腺素注射液', '咪达唑仑注射液', '注射用泮托拉唑钠', '盐酸氨溴索注射液'], ['低分子肝素钠注射液'], ['皮下注射'],
		[...ALL, 'infection', 'gas', 'heart', 'bnp', 'dimer'], ['数字化摄影(DR)', '常规心电图检查', '心脏彩色多普勒超声'], '胸部', [['J96.000', '急性呼吸衰竭'], ['J18.903', '重症肺炎']],
		['发热伴意识模糊', '高热寒战，进行性呼吸困难，血压下降', '呼吸急促，双肺湿啰音，四肢湿冷', '双肺弥漫渗出影']),
	daySurgery: profile('daySurgery|K40.900x003|单侧腹股沟斜疝|普外科', 1, 1, [40, 70], [1, 1], 2, 2,
		['注射用头孢呋辛钠'], [], [], ['blood', 'clotting'], ['彩色多普勒超声常规检查', '常规心电图检查'], '腹股沟', [],
		['腹股沟可复性包块', '站立时出现包块，要求日间手术', '腹股沟区包块，可回纳', '腹股沟区疝囊'], 'hernia'),
	cataract: profile('cataract|H26.900|白内障|眼科', 1, 0, [58, 84], [1, 2], 3, 2,
		[], ['玻璃酸钠滴眼液'], [], ['blood', 'clotting', 'sugar'], ['常规心电图检查', '彩色多普勒超声常规检查'], '眼部', [],
		['视物模糊', '双眼视力逐渐下降两年，右眼为著', '右眼晶状体混浊', '眼轴长度正常'], 'cataract')
} as const;

/** The ordinary ward of a key; throws on an unknown one, so that a typing error cannot pass. */
export const profileOf = (key: string): Profile => {
	const found = PROFILES.find((one) => one.key === key);
	if (!found) throw new RangeError(`no profile ${key}`);
	return found;
};
