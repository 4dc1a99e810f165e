/** Invented institutions of an invented city (明川市); `factor` is what they charge for services against the price limit. */
export interface Institution {
	readonly code: string;
	readonly name: string;
	/** 医院等级 code. */
	readonly level: string;
	readonly rank: 1 | 2 | 3;
	readonly factor: number;
	readonly beds: number;
	readonly kind: string;
	readonly weight: number;
}

const place = (
	no: number, name: string, level: string, rank: 1 | 2 | 3, factor: number, beds: number, kind: string, weight: number
): Institution => ({
	code: `H9901${String(no).padStart(7, '0')}`, name, level, rank, factor, beds, kind, weight
});

export const INSTITUTIONS = [
	place(1, '明川市第一人民医院（虚构）', '02', 3, 1, 1500, '综合医院', 26),
	place(2, '明川市中心医院（虚构）', '02', 3, 1, 1200, '综合医院', 20),
	place(3, '明川市东城医院（虚构）', '03', 3, 0.95, 700, '综合医院', 14),
	place(4, '青石县人民医院（虚构）', '05', 2, 0.9, 500, '综合医院', 14),
	place(5, '白河区人民医院（虚构）', '05', 2, 0.9, 420, '综合医院', 12),
	place(6, '南坪区第二医院（虚构）', '06', 2, 0.85, 260, '综合医院', 8),
	place(7, '柳湾镇中心卫生院（虚构）', '08', 1, 0.8, 80, '乡镇卫生院', 4),
	place(8, '河西街道社区卫生服务中心（虚构）', '14', 1, 0.8, 40, '社区卫生服务中心', 2),
	place(9, '松林村卫生室（虚构）', '11', 1, 0.8, 0, '村卫生室', 0)
] as const satisfies readonly Institution[];

export const TOWN = INSTITUTIONS[6];
export const VILLAGE = INSTITUTIONS[8];
export const GREAT = INSTITUTIONS[0];

export const DEPARTMENTS = [
	'呼吸内科', '心血管内科', '神经内科', '内分泌科', '肾内科', '消化内科', '普外科', '骨科', '泌尿外科', '妇科', '产科', '儿科',
	'新生儿科', '肿瘤内科', '重症医学科', '眼科', '急诊科', '全科医疗科'
] as const;
export type Department = (typeof DEPARTMENTS)[number];

export const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈'];
export const GIVEN_MEN = [...'伟强磊军勇杰涛明超刚平辉鹏华飞斌波宇浩凯亮健峰林志建国德文海'];
export const GIVEN_WOMEN = [...'芳娜敏静丽艳娟霞玲桂兰英梅燕红洁琴云倩雪琳秀慧莉淑珍萍岚颖'];
