import { DAY, dateText, dayOf, timeText } from '../calendar.ts';
import type { Chart } from './chart.ts';
import type { Operation } from '../catalogue/operations.ts';

const SEX = { 1: '男', 2: '女' } as const;
const ageText = (chart: Chart): string => {
	const days = dayOf(chart.head.begin) - chart.head.person.birth;
	return days < 365 ? `${days}天` : `${Math.floor(days / 365.25)}岁`;
};
const diagnoses = (chart: Chart): string => chart.diagnoses.map((d, i) => `${i + 1}.${d.name}`).join('；');

/** The notes that every stay has, in the sections of Chinese case records. */
export const writeNotes = (chart: Chart): void => {
	const { profile, begin, end } = chart.head;
	const [complaint, history, signs, finding] = profile.words;
	const drugs = [...profile.infusions, ...profile.orals].join('、') || '对症支持';
	chart.write(
		'入院记录',
		begin + 90,
		[
			`主诉：${complaint}。`,
			`现病史：${history}。为进一步诊治收入${profile.dept}。病程中精神、食欲一般，二便如上所述。`,
			`既往史：${
				chart.diagnoses
					.slice(1)
					.map((d) => d.name)
					.join('、') || '体健'
			}。否认药物过敏史。`,
			`体格检查：${signs}。`,
			`辅助检查：${finding}。`,
			`初步诊断：${diagnoses(chart)}`
		].join('\n')
	);
	chart.write(
		'首次病程记录',
		begin + 150,
		[
			`病例特点：${SEX[chart.head.person.sex]}性，${ageText(chart)}，因“${complaint}”入院。${signs}。`,
			`诊断依据：${history}；${finding}。`,
			`诊疗计划：完善相关检查，予${drugs}治疗，密切观察病情变化。`
		].join('\n')
	);
	const days = dayOf(end) - dayOf(begin);
	for (let d = 1; d < days; d += 2) writeProgress(chart, begin - (begin % DAY) + d * DAY + 9 * 60 + 20, d, drugs);
	if (days > 1) {
		chart.write(
			'上级医师查房记录',
			begin - (begin % DAY) + DAY + 570,
			`查房意见：患者${complaint}，${signs}。同意目前诊断，治疗以${drugs}为主，注意复查指标并交待病情。`
		);
	}
	writeDischarge(chart, drugs);
};

const COURSES = ['症状较前减轻，生命体征平稳', '一般情况可，饮食睡眠尚可', '诉不适较前好转，继续目前方案', '查体较前改善，未诉特殊不适'];
const writeProgress = (chart: Chart, at: number, day: number, drugs: string): void => {
	const course = chart.random.pick(COURSES);
	chart.write('日常病程记录', at, `住院第${day + 1}天，${course}。查体：${chart.head.profile.words[2]}，较入院无加重。继续予${drugs}，按计划复查。`);
};

const writeDischarge = (chart: Chart, drugs: string): void => {
	const { begin, end, profile } = chart.head;
	if (chart.leaving === '5') {
		chart.write('死亡记录', end, `诊断：${diagnoses(chart)}\n抢救经过：经积极救治，病情持续恶化，于${timeText(chart.died ?? end)}宣布临床死亡。`);
		return;
	}
	const operation = chart.operations.map((o) => `${dateText(dayOf(o.begin))}行${o.name}`).join('，');
	chart.write(
		'出院记录',
		end - 30,
		[
			`入院日期：${dateText(dayOf(begin))}  出院日期：${dateText(dayOf(end))}`,
			`入院情况：${profile.words[1]}。`,
			`出院诊断：${diagnoses(chart)}`,
			`诊疗经过：入院后完善检查，予${drugs}治疗${operation === '' ? '' : `，${operation}`}，病情好转。`,
			'出院医嘱：注意休息，按时服药，门诊随诊。'
		].join('\n')
	);
};

/** The front page comes last: it names what the stay was in the end. */
export const writeFrontPage = (chart: Chart): void => {
	const { begin, end, person, place, profile, stayNo, doctor } = chart.head;
	chart.write(
		'病案首页',
		end,
		[
			`医院：${place.name}；住院号：${stayNo}；姓名：${person.name}；性别：${SEX[person.sex]}；年龄：${ageText(chart)}`,
			`入院时间：${timeText(begin)}；出院时间：${timeText(end)}；入院科室：${profile.dept}；出院科室：${chart.leavingDept}`,
			`出院诊断：${diagnoses(chart)}；主治医师：${doctor}；手术：${chart.operations.map((o) => o.name).join('、') || '无'}`
		].join('\n')
	);
};

/** What an operation leaves in the record: the talk before, the note, the first hours after. */
export const writeOperation = (chart: Chart, operation: Operation, begin: number, end: number): void => {
	const { doctor } = chart.head;
	const talk = Math.max(begin - 14 * 60, chart.head.begin + 60);
	chart.write(
		'术前小结',
		talk,
		`术前诊断：${diagnoses(chart)}\n手术指征：${chart.head.profile.words[0]}，保守治疗效果欠佳。\n拟施手术：${operation.name}`
	);
	chart.write(
		'手术记录',
		end + 40,
		[
			`手术名称：${operation.name}`,
			`手术时间：${timeText(begin)} 至 ${timeText(end)}`,
			`麻醉方式：${operation.anaesthesia ?? '局部麻醉'}`,
			`术者：${doctor}`,
			`手术经过：常规消毒铺巾，${operation.note}。清点器械敷料无误，术毕安返病房。`
		].join('\n')
	);
	chart.write('术后首次病程记录', end + 120, `患者今日行${operation.name}，术程顺利，术中出血少，返回病房生命体征平稳，予补液、镇痛及对症处理。`);
};
