import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { charges } from './charges.ts';
import { pointOfCode } from './code-prefixes.ts';
import { chargesOfProcedure, modeOfProcedure } from './procedure-charges.ts';

/**
 * Whether a procedure left no charge (无对应收费), as conditions: that it is an operation or one whose charges knowledge names, and that no net charge of
 * the stay is of it. False for other procedures. Says 无法判断 and answers false where the fee list is too short to show it.
 * @param minLines fee lines that a list must have to prove an absence
 */
export function isUncharged(t: Trace, stay: Stay, row: Row<'operation'>, minLines: number): boolean {
	const code = row.text('oprn_oprt_code');
	const point = pointOfCode(t.context, 'procedureItems', code, t.day)?.point;
	const mode = modeOfProcedure(code);
	if (mode === null || (!point && mode !== 'surgery')) return false;
	const { net } = stay.fact(charges);
	const charged = chargesOfProcedure(stay, point);
	if (charged.length === 0 && net.length < minLines) {
		t.cannotTell({ kind: 'value', what: 'fee.feedetl_sn' });
		return false;
	}
	const kind = t.derived<string>({ zh: '手术操作类别（推定）', en: 'Kind of procedure (presumed)' }, 'text', mode, [
		{ row, field: 'oprn_oprt_code' }
	]);
	t.eq('kind', kind, t.constant<string>({ zh: '手术操作类别', en: 'Kind of procedure' }, 'text', mode));
	const label = { zh: point ? `收费项目：${point.names.join('、')}` : '手术、麻醉、介入或套餐收费', en: 'Charges of the procedure' };
	const rows = (of: typeof net) => of.map((charge) => charge.row);
	const name = point?.names[0] ?? '手术费';
	return t.absent('not-charged', label, rows(charged), rows(net), {
		table: 'fee',
		fields: { mdtrt_id: stay.id, feedetl_sn: 'W1', medins_list_name: name, cnt: '1', pric: '1', det_item_fee_sumamt: '1' }
	});
}
