import { mapOf, serviceItems, type Item, type ServiceRow } from './item.ts';

/** A value of a laboratory report: name, unit, reference range, and the span from which it is drawn. */
export interface Analyte {
	readonly name: string;
	readonly unit: string;
	readonly low: number;
	readonly high: number;
	readonly digits: number;
}
/** A laboratory item that is charged once and reported once, with its values. */
export interface LabTest {
	readonly item: Item;
	readonly report: string;
	readonly analytes: readonly Analyte[];
}
/** An examination that is charged once and reported once. */
export interface ExamTest {
	readonly item: Item;
	readonly kind: string;
	readonly films: number;
}

const LAB_ROWS = {
	'血细胞分析': ['002501010150000', '04', '次', 20],
	'尿液分析': ['002501020350000', '04', '次', 12],
	'血清总蛋白测定': ['002503010010000', '04', '项', 5], '血清白蛋白测定': ['002503010020000', '04', '项', 5],
	'血清丙氨酸氨基转移酶测定': ['002503050070000', '04', '项', 6], '血清天门冬氨酸氨基转移酶测定': ['002503050080000', '04', '项', 6],
	'血清总胆红素测定': ['002503050010000', '04', '项', 6], '血清γ-谷氨酰基转移酶测定': ['002503050090000', '04', '项', 6],
	'尿素测定': ['002503070010000', '04', '项', 6], '肌酐测定': ['002503070020000', '04', '项', 6],
	'血清尿酸测定': ['002503070050000', '04', '项', 6], '钾测定': ['002503040010000', '04', '项', 5],
	'钠测定': ['002503040020000', '04', '项', 5], '氯测定': ['002503040030000', '04', '项', 5], '钙测定': ['002503040040000', '04', '项', 5],
	'葡萄糖测定': ['002503020010000', '04', '项', 6], '葡萄糖耐量试验': ['003102050010000', '04', '次', 48],
	'糖化血红蛋白测定': ['002503020030000', '04', '项', 60],
	'血清总胆固醇测定': ['002503030010000', '04', '项', 6], '血清甘油三酯测定': ['002503030020000', '04', '项', 8],
	'血清低密度脂蛋白胆固醇测定': ['002503030050000', '04', '项', 12], '血清肌酸激酶测定': ['002503060010000', '04', '项', 10],
	'血清肌钙蛋白Ⅰ测定': ['002503060090000', '04', '项', 75], '血浆凝血酶原时间测定': ['002502030200000', '04', '项', 16],
	'活化部分凝血活酶时间测定': ['002502030250000', '04', '项', 16], '血浆纤维蛋白原测定': ['002502030300000', '04', '项', 16],
	'血浆D-二聚体测定': ['002502030660000', '04', '项', 60], 'C-反应蛋白测定': ['002504010250000', '04', '项', 22],
	'降钙素原检测': ['002504019900000', '04', '项', 120], 'B型钠尿肽测定': ['002503069900000', '04', '项', 150],
	'血气分析': ['002503079900000', '04', '次', 65], '前列腺液常规检查': ['002501040130000', '04', '次', 10],
	'癌胚抗原测定': ['002504040020000', '04', '项', 40]
} as const satisfies Record<string, ServiceRow>;
export type LabName = keyof typeof LAB_ROWS;

const one = (unit: string, low: number, high: number, digits = 1, name = '') => [{ name, unit, low, high, digits }];
const VALUES: Readonly<Record<LabName, readonly Analyte[]>> = {
	'血细胞分析': [
		...one('10^9/L', 3.5, 9.5, 2, '白细胞计数'), ...one('10^12/L', 3.8, 5.8, 2, '红细胞计数'), ...one('g/L', 115, 175, 0, '血红蛋白'),
		...one('10^9/L', 125, 350, 0, '血小板计数'), ...one('%', 40, 75, 1, '中性粒细胞百分比')
	],
	'尿液分析': [...one('', 1.005, 1.03, 3, '尿比重'), ...one('', 5, 8, 1, '尿酸碱度'), ...one('/μL', 0, 25, 0, '尿白细胞')],
	'血清总蛋白测定': one('g/L', 65, 85), '血清白蛋白测定': one('g/L', 40, 55), '血清丙氨酸氨基转移酶测定': one('U/L', 7, 50, 0),
	'血清天门冬氨酸氨基转移酶测定': one('U/L', 13, 40, 0), '血清总胆红素测定': one('μmol/L', 3.4, 20.5),
	'血清γ-谷氨酰基转移酶测定': one('U/L', 7, 60, 0), '尿素测定': one('mmol/L', 2.9, 8.2), '肌酐测定': one('μmol/L', 41, 111, 0),
	'血清尿酸测定': one('μmol/L', 155, 428, 0), '钾测定': one('mmol/L', 3.5, 5.3, 2), '钠测定': one('mmol/L', 137, 147),
	'氯测定': one('mmol/L', 99, 110), '钙测定': one('mmol/L', 2.11, 2.52, 2), '葡萄糖测定': one('mmol/L', 3.9, 6.1, 2),
	'葡萄糖耐量试验': [...one('mmol/L', 3.9, 6.1, 2, '空腹血糖'), ...one('mmol/L', 4.4, 7.8, 2, '餐后2小时血糖')],
	'糖化血红蛋白测定': one('%', 4, 6), '血清总胆固醇测定': one('mmol/L', 2.8, 5.2, 2), '血清甘油三酯测定': one('mmol/L', 0.56, 1.7, 2),
	'血清低密度脂蛋白胆固醇测定': one('mmol/L', 1.3, 3.4, 2), '血清肌酸激酶测定': one('U/L', 40, 200, 0),
	'血清肌钙蛋白Ⅰ测定': one('ng/mL', 0, 0.04, 3), '血浆凝血酶原时间测定': one('秒', 9.8, 13), '活化部分凝血活酶时间测定': one('秒', 23, 37),
	'血浆纤维蛋白原测定': one('g/L', 2, 4, 2), '血浆D-二聚体测定': one('mg/L', 0, 0.55, 2), 'C-反应蛋白测定': one('mg/L', 0, 10),
	'降钙素原检测': one('ng/mL', 0, 0.05, 3), 'B型钠尿肽测定': one('pg/mL', 0, 100, 0),
	'血气分析': [...one('', 7.35, 7.45, 2, '酸碱度'), ...one('mmHg', 80, 100, 0, '氧分压'), ...one('mmHg', 35, 45, 0, '二氧化碳分压')],
	'前列腺液常规检查': one('/HP', 0, 10, 0, '白细胞'), '癌胚抗原测定': one('ng/mL', 0, 5, 2)
};

/** The sheet on which a single value is printed; a test of several values is a sheet of its own. */
const sheetOf = (name: LabName): string => {
	if ((VALUES[name].length > 1) || VALUES[name][0]?.name !== '') return name;
	return /凝血|纤维蛋白|D-二聚体/.test(name) ? '凝血功能' : /反应蛋白|降钙素/.test(name) ? '炎症指标' : '生化检验';
};

const labItems = serviceItems('JY', LAB_ROWS);
export const LABS: Readonly<Record<LabName, LabTest>> = mapOf(labItems, (name, item) => ({
	item, report: sheetOf(name), analytes: VALUES[name].map((a) => (a.name === '' ? { ...a, name } : a))
}));

const EXAM_ROWS = {
	'数字化摄影(DR)': ['002101020150000', '03', '部位', 65], 'X线计算机体层(CT)平扫': ['002103000010000', '03', '部位', 210],
	'磁共振平扫': ['002102000010000', '03', '部位', 480, '02'], '彩色多普勒超声常规检查': ['002203010010000', '03', '部位', 110],
	'心脏彩色多普勒超声': ['002206000040000', '03', '次', 180], '常规心电图检查': ['003107010010000', '03', '次', 22],
	'纤维胃十二指肠镜检查': ['003109020050000', '03', '次', 190], '经阴道B超检查': ['002202020010000', '03', '次', 45],
	'病理检查': ['002704009900000', '03', '例', 120]
} as const satisfies Record<string, ServiceRow>;
export type ExamName = keyof typeof EXAM_ROWS;

const KINDS: Readonly<Record<ExamName, readonly [kind: string, films: number]>> = {
	'数字化摄影(DR)': ['DR', 1], 'X线计算机体层(CT)平扫': ['CT', 2], '磁共振平扫': ['MR', 3], '彩色多普勒超声常规检查': ['超声', 0],
	'心脏彩色多普勒超声': ['超声', 0], '常规心电图检查': ['心电图', 0], '纤维胃十二指肠镜检查': ['内镜', 0], '经阴道B超检查': ['超声', 0],
	'病理检查': ['病理', 0]
};
const examItems = serviceItems('JC', EXAM_ROWS);
export const EXAMS: Readonly<Record<ExamName, ExamTest>> = mapOf(examItems, (name, item) => ({
	item, kind: KINDS[name][0], films: KINDS[name][1]
}));

/** Sets in which laboratory items are ordered. */
export const PANELS = {
	blood: ['血细胞分析'], urine: ['尿液分析'],
	liver: ['血清总蛋白测定', '血清白蛋白测定', '血清丙氨酸氨基转移酶测定', '血清天门冬氨酸氨基转移酶测定', '血清总胆红素测定', '血清γ-谷氨酰基转移酶测定'],
	kidney: ['尿素测定', '肌酐测定', '血清尿酸测定'], salts: ['钾测定', '钠测定', '氯测定', '钙测定'], sugar: ['葡萄糖测定'], hba1c: ['糖化血红蛋白测定'],
	lipids: ['血清总胆固醇测定', '血清甘油三酯测定', '血清低密度脂蛋白胆固醇测定'], heart: ['血清肌酸激酶测定', '血清肌钙蛋白Ⅰ测定'],
	clotting: ['血浆凝血酶原时间测定', '活化部分凝血活酶时间测定', '血浆纤维蛋白原测定'], dimer: ['血浆D-二聚体测定'],
	infection: ['C-反应蛋白测定', '降钙素原检测'], bnp: ['B型钠尿肽测定'], gas: ['血气分析'], tumour: ['癌胚抗原测定']
} as const satisfies Record<string, readonly LabName[]>;
export type PanelName = keyof typeof PANELS;
export const PANEL_NAMES: Readonly<Record<PanelName, string>> = {
	blood: '血常规', urine: '尿常规', liver: '肝功能', kidney: '肾功能', salts: '电解质', sugar: '血糖', hba1c: '糖化血红蛋白', lipids: '血脂',
	heart: '心肌标志物', clotting: '凝血功能', dimer: 'D-二聚体', infection: '感染指标', bnp: 'B型钠尿肽', gas: '血气分析', tumour: '肿瘤标志物'
};
