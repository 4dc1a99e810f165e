import type { Shard } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { normalizeCode } from '../knowledge/codes.ts';
import { ASKED, diagnosedVisits } from './diagnosed-visits.ts';
import { diagnosesOf } from './diagnoses.ts';
import { answersTest } from './lab-tests.ts';
import { textsNeeded } from './text/documents.ts';
import { quantities } from './text/ask.ts';
import { mentions } from './text/mentions.ts';

type Record = Stay<'visit' | 'diagnosis' | 'document' | 'exam' | 'nursing'>;

/** Infections, by the beginnings of their codes. Colds and sore throats (J00, J02, J04, J06) are mostly of viruses and not among them. Ours, of general knowledge of ICD-10. */
const INFECTIONS =
	'A B D70 G0 H66 H70 I33 J01 J03 J05 J09 J1 J20 J21 J22 J44.0 J44.1 J69 J85 J86 K04 K05 K35 K36 K37 K61 K65 K75.0 K80.0 K81 K83.0 L0 M00 M01 M86 N10 N12 N13.6 N30 N34 N39.0 N41 N45 N70 N71 N72 N73 N74 N76 O85 O86 R50 R65 T79.3 T81.4 T82.6 T82.7 T84.5 T84.6 T84.7 T85.7'.split(
		' '
	);
/** What else may want an antibiotic (高危): wide, since leaving one out would accuse; tumours and their therapy leave a patient without defence. */
const RISKS =
	'C D7 D80 D81 D82 D83 D84 E84 H0 H10 H16 H2 H4 H6 I0 I3 I8 I96 J3 J4 J6 J8 J9 K0 K1 K2 K3 K5 K6 K7 K8 L M N O P R02 R05 R3 R57 R6 R7 S T Z29 Z48 Z51 Z94'.split(
		' '
	);
/** Words of diagnoses and texts that speak for one. */
const WORDS =
	'感染 肺炎 支气管炎 脓 败血症 菌血症 脓毒 蜂窝织炎 阑尾炎 胆囊炎 胆管炎 腹膜炎 盆腔炎 肾盂肾炎 膀胱炎 尿道炎 扁桃体炎 中耳炎 鼻窦炎 心内膜炎 脑膜炎 骨髓炎 牙周炎 冠周炎 丹毒 淋巴管炎 乳腺炎 细菌 幽门螺杆菌 支原体 粒细胞缺乏 粒缺 发热 高热 低热 畏寒 体温升高 寒战 黄痰 湿啰音 湿罗音 浸润 实变 开放性 咬伤 破溃 坏死'.split(
		' '
	);
/** Longer words that hold one of these and are no sign: the aim of the drug, and infections that are mostly of viruses. */
const NO_SIGN =
	'抗感染 预防感染 预防性抗感染 上呼吸道感染 上感 病毒感染 病毒性感染 医院感染 感染科 感染指标 感染四项 感染性疾病筛查 传染病四项'.split(' ');
const TELLS = { status: ['affirmed', 'past', 'uncertain'] } as const;
/** Fever from 37.5 °C on. */
const FEVER = 37.5 * QUANTITY_SCALE;
/** Laboratory names that speak of infection where they are out of range. */
const TESTS = ['白细胞', 'wbc', '中性粒', 'c反应蛋白', 'c-反应蛋白', 'crp', '降钙素原', 'pct', '培养', '血沉', '内毒素', '支原体', '衣原体', '涂片'];

const isSign = (name: string): boolean => WORDS.some((word) => name.includes(word)) && !NO_SIGN.some((one) => name.includes(one));
/** Marks of visits for a diagnosis of an infection. */
export const infectedVisits = diagnosedVisits(INFECTIONS, isSign);
const atRisk = diagnosedVisits([...INFECTIONS, ...RISKS], isSign);

/** Those of some visits without a diagnosis of an infection or its risk, for prefilters: one that no file gives a diagnosis is among them. */
export function withoutInfection(shard: Shard, context: RunContext, visits: readonly number[]): number[] {
	const marks = atRisk(shard, context);
	return visits.filter((visit) => (marks[visit]! & ASKED) === 0);
}

/**
 * That no diagnosis of the visit speaks of an infection. 无法判断 where none is told.
 * @param orRisk whether a disease that may want an antibiotic by itself counts too
 */
export function noInfectionDiagnosed(t: Trace, stay: Record, orRisk: boolean): boolean {
	const codes = (orRisk ? [...INFECTIONS, ...RISKS] : INFECTIONS).map(normalizeCode);
	const own = diagnosesOf(stay);
	if (own.length === 0)
		throw new Undetermined(stay.has('diagnosis') ? { kind: 'value', what: 'diagnosis.diag_code' } : { kind: 'table', what: 'diagnosis' });
	const named = own.filter(({ code, name }) => codes.some((one) => code.startsWith(one)) || isSign(name));
	const rows = [...new Set(named.map(({ row }) => row))];
	const label = { zh: '感染或其高危的诊断', en: 'Diagnoses of infection or its risk' };
	const witness = { table: 'diagnosis', fields: { mdtrt_id: stay.id, diag_code: 'J18.900', diag_name: '肺炎' } } as const;
	return t.absent('no-infection-diagnosis', label, rows, [...new Set(own.map(({ row }) => row))], witness);
}

/** That no text of the visit speaks of one. 无法判断 without texts. */
export function noSignTold(t: Trace, stay: Record): boolean {
	textsNeeded(stay);
	const { hits, searched } = mentions(stay, [...WORDS, ...NO_SIGN], TELLS);
	const told = hits.filter(({ word }) => WORDS.includes(word)).map(({ text }) => text.row);
	const fever = quantities(stay, '℃').filter(({ values }) => values.some((value) => value >= FEVER));
	const found = [...new Set([...told, ...fever.map(({ text }) => text.row)])];
	return t.absent('no-sign-told', { zh: '文书中的感染表现', en: 'Signs of infection in documents' }, found, searched, {
		table: 'document',
		fields: { mdtrt_id: stay.id, doc_type: '病程记录', rec_time: '', text: '发热。' }
	});
}

/** That no laboratory value that speaks of infection is out of range. Without a laboratory nothing does. */
export function noAbnormalValue(t: Trace, stay: Stay<'lab'>): boolean {
	const rows: readonly Row<'lab'>[] = stay.has('lab') ? stay.rows('lab') : [];
	const test = { names: TESTS, op: 'abnormal' } as const;
	const found = rows.filter((row) => answersTest(row, test) === true || (isOfInfection(row) && /阳性|生长|\+/.test(row.text('result'))));
	return t.absent('no-abnormal-value', { zh: '提示感染的检验异常', en: 'Laboratory values of infection' }, found, rows, {
		table: 'lab',
		fields: { mdtrt_id: stay.id, item_name: '降钙素原', result: '8', unit: 'ng/ml', abnormal: '1' }
	});
}
const isOfInfection = (row: Row<'lab'>): boolean => TESTS.some((name) => row.text('item_name').toLowerCase().includes(name));
