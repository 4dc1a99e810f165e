import type { Shard } from '../domain/shard.ts';
import type { Charge } from '../engine/charge.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import { chargeKind } from './charge-kind.ts';
import { hasRows, visitsThat } from './columns.ts';
import { namedCharges } from './named-charges.ts';
import { visitColumns } from './visit-columns.ts';

/** Implants that an operation needs (植入类耗材); what a person wears afterwards (支具、拐杖) is none. General knowledge. */
const NAMES = '支架 螺钉 接骨板 钢板 髓内钉 融合器 假体 起搏器 封堵器 弹簧圈 锚钉 人工关节 人工晶体 人工晶状体 人工血管 人工瓣膜'.split(' ');
const BESIDE = '术 费 检查 治疗 加收 监测 调试 程控 取出 支具 外固定支架 鞋 垫'.split(' ');
const devices = namedCharges({ zh: '植入类耗材', en: 'Implants' }, NAMES, BESIDE);

/** Implants charged at a visit, material where the line says its category. */
export const boughtDevices = (stay: Stay, context: RunContext): Charge[] =>
	devices.of(stay as Stay<never>, context).filter(({ row, quantity }) => quantity > 0 && [null, 'material', 'other'].includes(chargeKind(row)));

/** Outpatient visits with such a line, of persons with several visits; and visits that no file describes are none. */
export function visitsWithBoughtDevice(shard: Shard, context: RunContext): number[] {
	const { outpatient, recorded } = visitColumns(shard, context);
	const { personStart } = shard;
	const several = new Uint8Array(shard.visitCount);
	for (let person = 0; person < shard.personCount; person++) {
		const [from, to] = [personStart[person]!, personStart[person + 1]!];
		if (to - from > 1) several.fill(1, from, to);
	}
	const named = new Set(devices.visits(shard, context));
	return visitsThat(
		shard,
		(visit) => recorded[visit] === 1 && outpatient[visit] === 1 && several[visit] === 1 && named.has(visit) && hasRows(shard.tables.fee, visit)
	);
}
