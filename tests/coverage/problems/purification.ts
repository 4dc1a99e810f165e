import { stay, type Planted } from '../planted.ts';
import { documents } from '../scenes.ts';

const treated = (fee: string, device: string, more: object = {}): Planted['record'] =>
	stay({
		fee,
		device: `device|begin_time|end_time|hours|memo\n${device}`,
		visit: { dscg_maindiag_code: 'N18.500', dscg_maindiag_name: '慢性肾脏病5期' },
		...more
	});

const dialysisDays = (...days: string[]): string => days.map((day) => `血液透析机|${day} 08:00|${day} 12:00|4|血液透析`).join('\n');
/** 60: orders for what was done; the dialysis of the sixth has neither order nor record where it is wrong. */
const ordered = (sixth: boolean): object => ({
	order: `drord_no|drord_type|drord_begn_time|drord_cont\nL1|长期|04 10:00|重组人促红素注射液\nL2|临时|04 10:00|左卡尼汀注射液\n${sixth ? 'L3|临时|05 22:00|血液透析滤过' : 'L3|临时|04 12:00|低盐饮食'}`,
	document: documents('日常病程记录|07 09:00|患者一般情况可，继续目前治疗。')
});
const renal = '重组人促红素注射液|05|1|30|09|支|rx_drord_no=L1\n左卡尼汀注射液|05|1|20|09|支|rx_drord_no=L2';

export default [
	{
		id: '59',
		record: treated('血液透析|06|1|400|05|次\n一次性使用空心纤维血液透析器|06|1|120|08|支\n血液透析管路|06|1|60|08|套', dialysisDays('06')),
		nearMiss: treated('血液透析|06|1|400|05|次\n一次性使用血液灌流器|06|1|380|08|支', dialysisDays('06'))
	},
	{
		id: '60',
		record: treated(`${renal}\n血液透析滤过|06|1|600|05|次|rx_drord_no=L9`, '心电监护仪|04 08:00|04 12:00|4|', ordered(false)),
		nearMiss: treated(`${renal}\n血液透析滤过|06|1|600|05|次|rx_drord_no=L3`, '血液透析机|05 23:30|06 03:30|4|血液透析滤过 置换液18L', ordered(true))
	},
	{
		id: '61',
		record: treated(
			'连续性血液净化|06|24|90|05|小时\n血液透析|06 08:00|1|400|05|次',
			'CRRT机|06 00:01|06 23:59|24|连续性血液净化\n血液透析机|06 08:00|06 12:00|4|血液透析'
		),
		nearMiss: treated(
			'血液透析|06 08:00|1|400|05|次\n连续性血液净化|07 20:00|4|90|05|小时',
			'血液透析机|06 08:00|06 12:00|4|血液透析\nCRRT机|07 20:00|07 23:59|4|连续性血液净化'
		)
	},
	{
		id: '62',
		record: treated('血液灌流|06 08:00|1|500|05|次\n血液透析|06 08:00|1|400|05|次', '血液净化机|06 08:00|06 12:00|4|血液灌流'),
		nearMiss: treated(
			'血液灌流|06 08:00|1|500|05|次\n血液透析|07 14:00|1|400|05|次',
			'血液净化机|06 08:00|06 12:00|4|血液灌流\n血液透析机|07 14:00|07 18:00|4|血液透析'
		)
	},
	{
		id: '63',
		record: treated('连续性血液净化|05|72|90|05|小时|fee_end_time=07', 'CRRT|05 08:00|07 08:00|48|连续性血液净化'),
		nearMiss: treated('连续性血液净化|05|72|90|05|小时|fee_end_time=07', 'CRRT|05 00:10|07 23:40|71.5|连续性血液净化')
	},
	{
		id: '64',
		record: treated('血液透析|06|4|400|05|次', dialysisDays('06')),
		nearMiss: treated('血液透析|05|4|400|05|次|fee_end_time=08', dialysisDays('05', '06', '07', '08'))
	},
	{
		id: '65',
		record: treated('血液透析|06 08:00|1|400|05|次\n血液滤过|06 08:00|1|500|05|次', '血液净化机|06 08:00|06 12:00|4|血液透析滤过'),
		nearMiss: treated(
			'血液透析|05 08:00|1|400|05|次\n血液滤过|07 08:00|1|500|05|次',
			'血液净化机|05 08:00|05 12:00|4|血液透析\n血液净化机|07 08:00|07 12:00|4|血液滤过'
		)
	},
	{
		id: '66',
		record: treated('血液透析滤过|06|1|600|05|次', dialysisDays('06'), {
			order: 'drord_no|drord_type|drord_begn_time|drord_cont\nL1|临时|06 07:30|血液透析'
		}),
		nearMiss: treated('血液透析滤过|06|1|600|05|次', '血液净化机|06 08:00|06 12:00|4|血液透析滤过 置换液18L', {
			order: 'drord_no|drord_type|drord_begn_time|drord_cont\nL1|临时|06 07:30|血液透析滤过'
		})
	},
	{
		id: '67',
		record: treated('血透监测|06|1|80|05|次', dialysisDays('06'), {
			nursing: 'rec_time|text\n06 10:00|血液透析中，BP 130/80mmHg，P 78次/分，无不适'
		}),
		nearMiss: treated('血透监测|06|1|80|05|次', dialysisDays('06'), {
			nursing: 'rec_time|text\n06 10:00|血液透析中，在线清除率监测 Kt/V 1.4，血容量监测 -8%'
		})
	},
	{
		id: '68',
		record: treated('血浆置换术|06|1|1500|05|次', '人工肝支持系统|06 08:00|06 12:00|4|人工肝治疗', {
			order: 'drord_no|drord_type|drord_begn_time|drord_cont\nL1|临时|06 07:30|人工肝治疗',
			document: documents('日常病程记录|06 14:00|今日行人工肝治疗，双重血浆分子吸附，过程顺利。')
		}),
		nearMiss: treated('血浆置换术|06|1|1500|05|次\n新鲜冰冻血浆|06|2000|0.5|11|ml', '血浆置换机|06 08:00|06 12:00|4|血浆置换', {
			order: 'drord_no|drord_type|drord_begn_time|drord_cont\nL1|临时|06 07:30|血浆置换术 血浆2000ml',
			document: documents('日常病程记录|06 14:00|今日行血浆置换术，置换血浆2000ml，过程顺利。')
		})
	}
] satisfies readonly Planted[];
