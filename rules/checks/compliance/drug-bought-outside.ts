import { defineRule } from '../../engine/rule.ts';
import { zero } from '../../facts/cells.ts';
import { finderOf, visitsSaying } from '../../facts/byte-words.ts';
import { article38 } from '../../facts/regulation.ts';
import { isInpatient } from '../../facts/stay-days.ts';
import { mentions } from '../../facts/text/mentions.ts';
import { saidCount } from '../../facts/text/operands.ts';

/** How notes tell that something was bought elsewhere; to ask for it is as wrong as to have it done. */
const BOUGHT = '院外购买 院外购入 院外购药 院外自购 院外药房 院外药店 外购药 自购药 自行购买 外院购药 药店购买'.split(' ');
/** How records tell that what was bought was used in the stay. */
const USED = ['自备', '自带药', '带入病房', '带入使用'];
/** How orders tell where their drug comes from: what is ordered is given. */
const ORDERED = [...USED, '外购', '自院外', '自购'];
/** Wishes of the person, and what no insurance pays for anyway. */
const ASKED_FOR =
	'患者要求 家属要求 自愿自费 自愿购买 目录外 非医保 支具 拐杖 轮椅 护腰 颈托 腹带 弹力袜 尿垫 护理垫 纸尿裤 营养品 蛋白粉 奶粉 便盆'.split(' ');
const SHORTAGE = ['缺药', '断货', '无药', '短缺', '暂缺', '停供'];
const findBought = finderOf(BOUGHT);
const STATES = ['affirmed', 'planned', 'uncertain'] as const;

/** 院外购药: the notes of a stay tell that the person was made to buy outside what was used in the stay. */
export default defineRule({
	meta: {
		id: 'drug-bought-outside',
		version: 1,
		title: { zh: '住院期间让患者院外购药使用', en: 'Drugs of a stay bought outside it' },
		explains: {
			zh: '病程记录写明住院期间由患者到院外购买药品、耗材，且医嘱、护理或病程记录写明带入使用。患者要求、目录外自费、生活辅助用品不报。只是线索：应核实是否本可由医院提供并由医保支付。',
			en: 'Notes of a stay tell that the person bought drugs or materials outside, and orders, nursing or notes tell that they were used in the stay. What the person asked for, and aids that nobody insures, are not meant. A clue: whether the hospital could have provided it has to be asked.'
		},
		dimension: 'compliance',
		violation: '转嫁费用',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('七')],
		official: [],
		problems: [],
		requires: ['visit', 'document'],
		uses: ['order', 'nursing'],
		knowledge: [],
		clears: { shortage: { zh: '文书说明医院当时缺药', en: 'Notes say that the hospital had none at the time' } },
		messages: { outside: { zh: '病程记录载明院外购买并在住院中使用', en: 'Notes tell of a purchase outside, used in the stay' } }
	},
	params: {},
	candidates: (shard) => visitsSaying(shard, findBought, () => true),
	judge(stay, t) {
		const bought = mentions(stay, BOUGHT, { tables: ['document'], kinds: ['course'], status: STATES });
		const said = saidCount(t, { zh: '院外购买的记载', en: 'Notes of a purchase outside' }, bought.hits);
		if (!t.gt('bought-outside', said, zero('integer'))) return;
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const asked = mentions(stay, ASKED_FOR, { status: STATES });
		const rows = [...new Set(asked.hits.map(({ text }) => text.row))];
		const fields = { mdtrt_id: stay.id, doc_type: '日常病程记录', text: '患者要求自费使用。' };
		const label = { zh: '患者要求或目录外用品的记载', en: 'Notes of a wish, or of what nobody insures' };
		if (!t.absent('not-asked-for', label, rows, asked.searched, { table: 'document', fields })) return;
		const used = mentions(stay, USED, { status: STATES }).hits.map(({ text }) => text.row);
		const ordered = stay.has('order') ? stay.rows('order').filter((row) => ORDERED.some((word) => row.text('drord_cont').includes(word))) : [];
		const found = [...new Set([...used, ...ordered])];
		if (!t.present('used-in-the-stay', { zh: '带入使用的记载', en: 'Records of its use' }, found)) return;
		t.clear('shortage', mentions(stay, SHORTAGE, { status: STATES }).sources);
		t.report({ message: 'outside', grade: 'suspect', lines: [] });
	}
});
