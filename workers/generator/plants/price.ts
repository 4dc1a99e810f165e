import { EXAMS } from '../catalogue/diagnostics.ts';
import { OPERATIONS, type Operation } from '../catalogue/operations.ts';
import { GREAT } from '../catalogue/places.ts';
import { profileOf } from '../catalogue/profiles.ts';
import { divide } from '../chart/chart.ts';
import { operate } from '../chart/surgery.ts';
import type { Stage } from '../stage.ts';
import { D, give, type Problem } from './help.ts';

const CT = EXAMS['X线计算机体层(CT)平扫'].item;

const overLimit = (stage: Stage, factor: number): void => {
	const chart = stage.stay(profileOf('pneumonia'), { place: GREAT });
	const line = chart.lines.find((one) => one.item === CT);
	if (!line) throw new Error('the ward scans the chest');
	chart.resize(line, 1, CT.limit * factor);
	stage.tell(chart, [line], factor > 1 ? '单价高于定价上限' : '单价等于定价上限', Math.round((line.price - CT.limit) / 1e4));
};

const wrongProduct = (stage: Stage): void => {
	const chart = stage.stay(profileOf('diabetes'));
	const line = give(chart, D['甲钴胺注射液'], 2, 4);
	line.fen += 560;
	divide(line, false);
	stage.tell(chart, [line], '金额比单价与数量之积多5.60元', 560);
};

const sixPlaces = (stage: Stage): void => {
	const chart = stage.stay(profileOf('copd'));
	const line = give(chart, D['吸入用布地奈德混悬液'], 2, 7);
	stage.tell(chart, [line], '单价六位小数，乘积四舍五入到分');
};

type Pair = readonly [profile: string, first: Operation, second: Operation];
const PAIRS: readonly Pair[] = [
	['gallstone', OPERATIONS.cholecystectomy, OPERATIONS.bileDuct],
	['cyst', OPERATIONS.ovary, OPERATIONS.tube]
];

/** Two operations of one discount group; the second is charged in full, at half, or on another day. */
const second = (stage: Stage, pair: Pair, way: 'full' | 'half' | 'day'): void => {
	const [key, first, other] = pair;
	const chart = stage.stay(profileOf(key), { days: 9, options: { operationDay: 2 } });
	if (way === 'day') operate(chart, other, 5);
	else addSecond(chart, other, way === 'half');
	const lines = chart.lines.filter((line) => line.item === first.item || line.item === other.item);
	const line = lines.find((one) => one.item === other.item);
	const note = { full: '同一切口第二个手术按全价收费', half: '同一切口第二个手术按50%收费', day: '两次手术不在同一日' };
	stage.tell(chart, lines, note[way], line ? line.fen - Math.round(line.fen / 2) : null);
};

/** A second procedure through the same incision: its own row and charge, the note tells both. */
const addSecond = (chart: Parameters<typeof operate>[0], other: Operation, half: boolean): void => {
	const row = chart.operations[0];
	const charged = chart.lines.find((line) => line.item.charge === '06');
	if (!row || !charged) throw new Error('the first operation comes first');
	chart.operations.push({ ...row, code: other.code, name: other.name, main: false });
	const price = chart.priceOf(other.item);
	const order = chart.order('临时', `拟行${other.name}`, row.begin - 60, { name: other.item.name, code: other.item.localCode });
	chart.charge(other.item, charged.at, 1, { order, price: half ? price / 2 : price });
	chart.write('手术记录', row.end + 45, `手术名称：${other.name}\n手术经过：经同一切口，${other.note}。`);
};

export const PRICE: readonly Problem[] = [
	{ problem: '单价超过定价上限', planted: [[1, (s) => overLimit(s, 1.2)]], lookAlikes: [[1, (s) => overLimit(s, 1)]] },
	{ problem: '金额不等于单价乘数量', planted: [[1, wrongProduct]], lookAlikes: [[1, sixPlaces]] },
	{
		problem: '同台手术未按规定折价',
		planted: PAIRS.map((pair) => [1, (s) => second(s, pair, 'full')]),
		lookAlikes: PAIRS.flatMap((pair): [1, (s: Stage) => void][] => [
			[1, (s) => second(s, pair, 'half')],
			[1, (s) => second(s, pair, 'day')]
		])
	}
];
