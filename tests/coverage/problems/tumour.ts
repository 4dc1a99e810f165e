import { listed } from '../lists.ts';
import { stay, type Planted } from '../planted.ts';
import { documents, operated, operations } from '../scenes.ts';

const line = (name: string, price: number, day = '06 10:00', cnt = 1, kind = '06', unit = '次', more = ''): string =>
	`${name}|${day}|${cnt}|${price}|${kind}|${unit}|${more}`;

/** A part of a radical operation charged beside it; in the near miss it was another session. */
const apart = (id: string, main: readonly [string, number], sub: readonly [string, number], note: string, other: string, day: string): Planted => ({
	id,
	record: operated(main[0], note, `${line(...main)}\n${line(...sub)}`),
	nearMiss: operated(main[0], other, `${line(...main)}\n${line(sub[0], sub[1], `${day} 10:00`)}`, {
		operation: operations(main[0], `${sub[0]}|${day}`)
	})
});
const LONG = {
	begntime: '2026-04-01 09:00',
	endtime: '2026-06-20 10:00',
	dscg_maindiag_code: 'C34.100',
	dscg_maindiag_name: '上叶支气管或肺的恶性肿瘤'
};
const radiated = (fee: string, note: string, more: object = {}): Planted['record'] =>
	stay({ visit: LONG, fee, document: documents(`放疗记录|06 12:00|${note}`), ...more });
const days = (count: number): string[] => Array.from({ length: count }, (_, i) => String(1 + i).padStart(2, '0'));
const scanned = (fee: string, ...rows: string[]): Planted['record'] =>
	stay({ fee, exam: ['rpt_no|exam_time|exam_type|item_name|exam_part|finding', ...rows].join('\n') });
const PET = '18氟-脱氧葡萄糖断层显像';

export default [
	apart('139', ['肺癌根治术', 4500], ['淋巴结清扫术', 1500], '右上肺叶切除，系统性清扫纵隔淋巴结。', '右上肺叶切除；术后第4日颈部淋巴结清扫。', '10'),
	apart('140', ['甲状腺癌扩大根治术', 3500], ['甲状腺癌根治术', 2800], '甲状腺全切，颈淋巴结清扫。', '左叶癌扩大根治；二次手术右叶癌根治。', '10'),
	apart('141', ['乳腺癌根治术', 3000], ['乳腺肿物切除术', 800], '左乳癌根治。', '左乳癌根治；右乳肿物切除。', '10'),
	apart('142', ['根治性宫颈切除术', 3500], ['盆腔淋巴结清扫术', 2000], '宫颈切除，清扫盆腔淋巴结。', '宫颈切除；腹腔镜前哨后二期清扫。', '10'),
	apart('143', ['肺楔形切除术', 2800], ['胸腔闭式引流术', 400], '右肺楔形切除，置胸腔引流管。', '右肺楔形切除；术前气胸曾闭式引流。', '04'),
	{
		id: '144',
		record: operated('腹壁肿物切除术', '腹壁皮下囊性肿物2cm，完整切除。', line('腹壁肿瘤切除术', 1600), {
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|conclusion\nE1|08 15:00|病理|手术标本检查与诊断|腹壁|表皮样囊肿'
		}),
		nearMiss: operated('腹壁肿瘤切除术', '腹直肌内肿物6cm，扩大切除并补片修补。', line('腹壁肿瘤切除术', 1600), {
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|conclusion\nE1|08 15:00|病理|手术标本检查与诊断|腹壁|韧带样瘤，累及腹直肌'
		})
	},
	{
		id: '145',
		record: operated('乳腺肿物穿刺术', '左乳外上象限肿物穿刺5针。', line('乳腺肿物穿刺术', 200, '06 10:00', 5)),
		nearMiss: operated('乳腺肿物穿刺术', '左乳、右乳肿物各穿刺一处。', line('乳腺肿物穿刺术', 200, '06 10:00', 2, '06', '单侧'))
	},
	{
		id: '146',
		record: radiated(
			`${line('伽玛刀治疗', 8000, '06', 1, '05')}\n${line('伽玛刀治疗', 8000, '10', 1, '05')}\n${line('伽玛刀治疗', 8000, '15', 1, '05')}`,
			'按计划分3次完成伽玛刀治疗，本疗程结束。'
		),
		nearMiss: stay({
			visit: [LONG, { ...LONG, mdtrt_id: 'M2', begntime: '2026-10-01 09:00', endtime: '2026-10-12 10:00' }],
			fee: `${line('伽玛刀治疗', 8000, '06', 1, '05')}\n${line('伽玛刀治疗', 8000, '2026-10-06', 1, '05', '次', 'mdtrt_id=M2')}`,
			document:
				'mdtrt_id|doc_id|doc_type|rec_time|text\nM1|D1|放疗记录|06 12:00|伽玛刀治疗一疗程。\nM2|D2|放疗记录|2026-10-06 12:00|新病灶，第二疗程伽玛刀治疗。'
		})
	},
	{
		id: '147',
		record: radiated(line('合金模具设计及制作', 600, '06', 20, '05', '次'), '制作合金模具一套。'),
		nearMiss: radiated(
			`${line('合金模具设计及制作', 600, '06', 1, '05')}\n${line('合金模具设计及制作', 600, '28', 1, '05')}`,
			'制作合金模具一套；28日重新定位，更换模具。'
		)
	},
	{
		id: '148',
		record: radiated(line('适型调强放射治疗(IMRT)', 1200, '06', 7, '05'), '今日调强放疗1次，2Gy。'),
		nearMiss: radiated(
			days(25)
				.map((day) => line('适型调强放射治疗(IMRT)', 1200, day, 1, '05'))
				.join('\n'),
			'调强放疗每日1次，2Gy，共25次。'
		)
	},
	{
		id: '149',
		record: radiated(line('高强度超声聚焦刀治疗', 5000, '06', 30, '05'), '高强度超声聚焦刀治疗1次，30个靶点。'),
		nearMiss: radiated(
			`${line('高强度超声聚焦刀治疗', 5000, '06', 1, '05')}\n${line('高强度超声聚焦刀治疗', 5000, '13', 1, '05')}`,
			'高强度超声聚焦刀治疗1次。',
			{ document: documents('放疗记录|06 12:00|高强度超声聚焦刀治疗1次。', '放疗记录|13 12:00|高强度超声聚焦刀治疗1次。') }
		)
	},
	{
		id: '150',
		record: radiated(line('深部热疗', 300, '06', 2, '05'), '深部热疗1次，60分钟。', {
			device: 'device|begin_time|end_time|hours\n深部热疗机|06 09:00|06 10:00|1'
		}),
		nearMiss: radiated(line('深部热疗', 300, '06', 2, '05', '部位'), '胸部、盆腔深部热疗各1次。', {
			device: 'device|begin_time|end_time|hours\n深部热疗机|06 09:00|06 10:00|1\n深部热疗机|06 14:00|06 15:00|1'
		})
	},
	{
		id: '151',
		record: radiated(line('131碘-甲状腺癌转移灶治疗', 2000, '06', 5, '05'), '一次口服131I 100mCi。'),
		nearMiss: radiated(
			`${line('131碘-甲状腺癌转移灶治疗', 2000, '06', 1, '05')}\n${line('碘[131I]化钠口服溶液', 20, '06', 100, '09', 'mCi')}`,
			'一次口服131I 100mCi。'
		)
	},
	{
		id: '152',
		record: scanned(
			`${line(`${PET}(全身)`, 4000, '06', 1, '03')}\n${line(`${PET}(头部)`, 1500, '06', 1, '03')}\n${line(`${PET}(躯干)`, 2500, '06', 1, '03')}`,
			`E1|06 10:00|核医学|${PET}|全身|全身显像，右上肺高代谢结节`
		),
		nearMiss: scanned(
			`${line(`${PET}(全身)`, 4000, '06 10:00', 1, '03')}\n${line(`${PET}(躯干)`, 2500, '06 14:00', 1, '03')}`,
			`E1|06 10:00|核医学|${PET}|全身|全身显像`,
			`E2|06 14:00|核医学|${PET}|躯干|延迟显像，右上肺结节代谢增高`
		)
	},
	{
		id: '153',
		knowledge: [listed('facilities', '集中配液', { needs: ['静脉用药调配中心', '静配中心'] })],
		record: stay({ fee: line('集中配液', 5, '05', 6, '05', '组'), facility: 'fixmedins_code|name|model|count|from|to\nH1|CT机|64排|1|2020-01-01|' }),
		nearMiss: stay({
			fee: line('集中配液', 5, '05', 6, '05', '组'),
			facility: 'fixmedins_code|name|model|count|from|to\nH1|静脉用药调配中心|-|1|2026-01-01|'
		})
	}
] satisfies readonly Planted[];
