import { underCode } from '../catalogue/item.ts';
import type { Item } from '../catalogue/item.ts';
import { TOWN } from '../catalogue/places.ts';
import { profileOf } from '../catalogue/profiles.ts';
import { at, civilFromDays, dateText } from '../calendar.ts';
import type { Chart } from '../chart/chart.ts';
import { prescribe } from '../chart/clinic.ts';
import type { Line, StockRow } from '../chart/model.ts';
import type { Stage } from '../stage.ts';
import { D, S, type Problem } from './help.ts';

/** What one scenario sells: tablets under a code that nobody else in the batch uses, so that its books are known in full. */
interface Shop {
	readonly item: Item;
	/** First day of the month. */
	readonly first: number;
	readonly period: string;
	readonly sales: readonly { readonly chart: Chart; readonly line: Line }[];
}
const DAYS_SUPPLY = 14;
const [PACK, TABLETS] = ['盒', 28];

/** Outpatient visits of one month at the town's hospital, a fortnight's tablets each. */
const sell = (stage: Stage, days: readonly number[]): Shop => {
	const day = stage.world.day(stage.random);
	const first = day - civilFromDays(day)[2] + 1;
	const profile = profileOf('hypertension');
	const charts = days.map((offset) => {
		const person = stage.person(profile, 0, '390');
		const chart = stage.empty(profile, person, at(first + offset, stage.random.int(8, 16), stage.random.int(0, 59)), '11', TOWN);
		chart.charge(S['普通门诊诊察费'], chart.head.begin + 5, 1);
		chart.write('门诊病历', chart.head.begin + 30, '主诉：血压升高复诊。\n诊断：高血压。\n处理：药物治疗，随诊。');
		return chart;
	});
	const item = underCode(D['缬沙坦胶囊'], `KC${charts[0]!.head.id.slice(1)}`);
	const sales = charts.map((chart) => ({ chart, line: prescribe(chart, item, DAYS_SUPPLY, DAYS_SUPPLY) }));
	return { item, first, period: dateText(first).slice(0, 7).replace('-', ''), sales };
};

const book = (
	stage: Stage,
	{ item, period }: Shop,
	rows: readonly Omit<StockRow, 'place' | 'item' | 'period' | 'unit'>[],
	unit = item.unit
): void => {
	for (const entry of rows) stage.stock.push({ place: TOWN.code, item, period, unit, ...entry });
};
const tell = (stage: Stage, { sales }: Shop, note: string, whole = false): void => {
	for (const { chart, line } of sales) stage.tell(chart, [line], note, whole ? line.fen : null);
};

/** Three fortnights are settled of a month in which twenty-five capsules could be used. */
const shortfall = (stage: Stage): void => {
	const shop = sell(stage, [2, 9, 16]);
	book(stage, shop, [{ balance: { opening: 10, received: 20, closing: 5 } }, { movement: { kind: '采购入库', cnt: 20, day: shop.first } }]);
	tell(stage, shop, '当月结算42粒，期初10、购进20、结存5，可供25粒');
};

/** The books count packs, the bill capsules: two packs of twenty-eight are enough for three fortnights. */
const packs = (stage: Stage): void => {
	const shop = sell(stage, [2, 9, 16]);
	const parts = { ratio: TABLETS, unit: shop.item.unit };
	book(
		stage,
		shop,
		[
			{ balance: { opening: 0, received: 2, closing: 0.5 }, parts },
			{ movement: { kind: '采购入库', cnt: 2, day: shop.first }, parts }
		],
		PACK
	);
	tell(stage, shop, '进销存按盒记账（1盒28粒），折算后够用');
};

/** Half came from another store of the hospital: a transfer in is a receipt. */
const transferred = (stage: Stage): void => {
	const shop = sell(stage, [4, 9, 16]);
	book(stage, shop, [
		{ balance: { opening: 0, received: null, closing: 8 } },
		{ movement: { kind: '采购入库', cnt: 20, day: shop.first } },
		{ movement: { kind: '调入', cnt: 30, day: shop.first + 2 } }
	]);
	tell(stage, shop, '购进20粒、调入30粒，够用');
};

/** Settled a fortnight before the first pack came. */
const early = (stage: Stage): void => {
	const shop = sell(stage, [4]);
	book(stage, shop, [{ balance: { opening: 0, received: 30, closing: 16 } }, { movement: { kind: '采购入库', cnt: 30, day: shop.first + 20 } }]);
	tell(stage, shop, '期初为0，首次入库晚于结算16天', true);
};

/** The month opened with some, or some was transferred in before the purchase. */
const opened = (stage: Stage): void => {
	const shop = sell(stage, [4]);
	book(stage, shop, [{ balance: { opening: 30, received: 30, closing: 46 } }, { movement: { kind: '采购入库', cnt: 30, day: shop.first + 20 } }]);
	tell(stage, shop, '期初结存30粒');
};
const lent = (stage: Stage): void => {
	const shop = sell(stage, [4]);
	book(stage, shop, [
		{ balance: { opening: 0, received: 50, closing: 36 } },
		{ movement: { kind: '调入', cnt: 20, day: shop.first + 1 } },
		{ movement: { kind: '采购入库', cnt: 30, day: shop.first + 20 } }
	]);
	tell(stage, shop, '购进之前已有调入');
};

export const STOCK: readonly Problem[] = [
	{
		problem: '结算数量大于进销存',
		planted: [[0, shortfall]],
		lookAlikes: [
			[0, packs],
			[0, transferred]
		]
	},
	{
		problem: '入库前已销售',
		planted: [[0, early]],
		lookAlikes: [
			[0, opened],
			[0, lent]
		]
	}
];
