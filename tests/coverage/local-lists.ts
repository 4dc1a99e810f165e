import type { KnowledgePoint } from '../../rules/knowledge/pack.ts';
import { listed } from './lists.ts';

const SCANS = ['胸部CT平扫', '腹部CT平扫', '盆腔CT平扫', '头颅磁共振平扫'].map((name) =>
	listed('partDiscounts', name, { group: name.includes('CT') ? 'CT平扫' : '磁共振平扫', modality: name.includes('CT') ? 'CT' : 'MR' })
);

/**
 * What a region has to say itself before a problem can be found: words of its own forms, materials that its prices contain. In the starter pack such
 * words would accuse hospitals that write otherwise.
 */
export const LOCAL_LISTS: Readonly<Record<string, readonly KnowledgePoint[]>> = {
	'21': [listed('partDiscounts', '经皮冠状动脉内支架置入术(STENT)', { group: '冠状动脉支架置入', modality: '介入' })],
	'36': [listed('recordNeeds', '皮牵引术', { records: ['nursing', 'document', 'order'], words: ['牵引'], perDay: true })],
	'53': [listed('exclusions', '肩袖破裂修补术', { subCodes: [], subName: '肩外展功能重建术', window: 'operation', site: 'same' })],
	'54': [
		listed('methodWords', '皮瓣成形术', {
			family: 'operation',
			places: ['document.text', 'operation.oprn_oprt_name', 'implant.name'],
			needs: ['皮瓣', '皮肤缺损'],
			against: ['逐层缝合']
		})
	],
	'58': [
		listed('methodWords', '特大换药', {
			family: 'treatment',
			places: ['nursing.text', 'document.text'],
			needs: ['切口感染', '裂开', '中转开腹'],
			against: ['切口1cm']
		})
	],
	'59': [
		listed('exclusions', '血液透析', { subCodes: [], subName: '一次性使用空心纤维血液透析器', window: 'day', subKind: 'material' }),
		listed('exclusions', '血液透析', { subCodes: [], subName: '血液透析管路', window: 'day', subKind: 'material' })
	],
	'60': [listed('recordNeeds', '血液透析滤过', { records: ['device', 'document'], words: ['血液透析滤过', '血液净化'], perDay: false })],
	'66': [
		listed('methodWords', '血液透析滤过', {
			family: 'treatment',
			places: ['device.memo', 'order.drord_cont', 'document.text'],
			needs: ['血液透析滤过', '置换液'],
			against: ['血液透析']
		})
	],
	'67': [
		listed('methodWords', '血透监测', { family: 'treatment', places: ['nursing.text'], needs: ['在线清除率', 'Kt/V', '血容量监测'], against: ['BP'] })
	],
	'69': [listed('recordNeeds', '运动疗法', { records: ['document'], words: ['运动疗法'], perDay: true })],
	'84': SCANS,
	影像8: SCANS,
	'87': [listed('partDiscounts', 'CT三维重建加收', { group: 'CT三维重建', modality: 'CT' })],
	'81': [listed('methodWords', 'CT三维重建', { family: 'imaging', places: ['exam.finding', 'exam.item_name'], needs: ['三维重建', 'MPR', 'VR'] })],
	'178': [
		listed('methodWords', '层流洁净病房床位费', { family: 'bed', places: ['visit.bed_no', 'order.drord_cont'], needs: ['层流', '移植仓', '净化'] })
	]
};
