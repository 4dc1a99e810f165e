import { display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Charge } from '../../engine/charge.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName } from '../../facts/cells.ts';
import { chargeKind } from '../../facts/charge-kind.ts';
import { notRefunded } from '../../facts/charges.ts';
import { companionsOf, missingOf, nearDays, type Beside } from '../../facts/companions.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { chargeDay, limitedCharges, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';
import { mentions } from '../../facts/text/mentions.ts';
import type { PointOf } from '../../knowledge/pack.ts';

const items = itemsThat('companions', ({ kind }) => kind === 'material');
/** Fees that hold what would else be charged by itself. */
const PACKAGES = ['日间手术', '按病种', '单病种', '套餐', '打包'] as const;
const BESIDE: Beside = { tables: ['operation', 'order'], counts: isService, status: ['affirmed', 'uncertain'] };

const params = {
	windowDays: {
		default: 1,
		unit: 'day',
		title: { zh: '前后各几日内算同时', en: 'Days before and after that count as together' },
		why: '知识点限当日而未给日数时用；跨零点的手术次日计费（未核实）'
	}
} as const;

/** 医用耗材与医疗服务项目不符: a material charged without the operation or treatment that it is used in. */
export default defineRule({
	meta: {
		id: 'consumable-without-companion',
		version: 1,
		title: { zh: '收取耗材而无对应诊疗项目', en: 'Material charged without the item that it is used in' },
		explains: {
			zh: '收取的医用耗材只在某些手术、治疗中使用，本次就诊（或前后数日）的收费、手术、医嘱和文书中都没有这些项目。按病种、日间手术等打包收费的不在此列；没有文书时按其余记录判断，并注明。',
			en: 'A material is used in certain operations or treatments only, and neither charges, operations, orders nor texts of the visit (or of the days around) name any of them. Package prices are left out; without texts the other records are judged alone.'
		},
		dimension: 'clinical',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: ['GZ10000303001000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['operation', 'order', 'document', 'exam', 'nursing', 'settlement'],
		knowledge: ['companions'],
		clears: { planned: { zh: '文书拟行或建议该项目', en: 'Texts plan or advise the item' } },
		messages: { alone: { zh: '{{item}} 收费，未见 {{needs}} 等项目', en: '{{item}} charged, without {{needs}}' } }
	},
	params,
	candidates: items.visits,
	judge(stay, t) {
		t.each(limitedCharges(stay, t.context, 'companions', t.day), ({ point, items: own }) => {
			if (point.kind === 'material') t.each(own, (item) => judgeLine(t, stay, item));
		});
	}
});

function judgeLine(t: Trace<typeof params>, stay: Stay, { charge, match }: LimitedCharge<PointOf<'companions'>>): void {
	const { point } = match;
	const day = chargeDay(charge);
	if (day === null && point.window === 'day') return t.cannotTell({ kind: 'value', what: 'fee.fee_ocur_time' });
	t.matches('material', charge.row, match);
	if (!notRefunded(t, charge)) return;
	const isNear = nearDays(point, day === null ? [] : [day], point.days ?? t.known(t.param('windowDays')));
	const { words, found, searched } = missingOf(stay, point, isNear, BESIDE);
	const fields = {
		mdtrt_id: stay.id,
		feedetl_sn: 'W1',
		cnt: '1',
		det_item_fee_sumamt: '1',
		...(day === null ? {} : { fee_ocur_time: display.day(day) })
	};
	const label = { zh: '对应的诊疗项目', en: 'Items that it is used in' };
	if (!t.absent('no-companion', label, found, searched, { table: 'fee', fields: { ...fields, medins_list_name: words[0]! } })) return;
	const packages = companionsOf(stay, PACKAGES, () => true, BESIDE);
	const package_ = { table: 'fee' as const, fields: { ...fields, medins_list_name: PACKAGES[0] } };
	if (!t.absent('no-package', { zh: '打包收费', en: 'Package prices' }, packages.found, packages.searched, package_)) return;
	t.clear('planned', mentions(stay, point.needs, { status: 'planned' }).sources);
	t.report({
		message: 'alone',
		data: { item: itemName(charge.row), needs: words.slice(0, 3).join('、') },
		grade: 'suspect',
		lines: [{ charge, role: 'offending' }]
	});
}

/** A material or a drug under the name of what was done with it proves nothing. */
function isService({ row }: Charge): boolean {
	const kind = chargeKind(row);
	return kind !== 'material' && kind !== 'drug' && kind !== 'herb';
}
