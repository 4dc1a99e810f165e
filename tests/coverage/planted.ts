import { fieldSpec, type TableId } from '../../rules/domain/tables/index.ts';
import type { ParameterSetting } from '../../rules/domain/parameter.ts';
import type { KnowledgePoint } from '../../rules/knowledge/pack.ts';
import { tables, type Tables } from '../rules/harness/record.ts';

/** A typical problem as a hospital's files would show it, and its look-alike that is lawful. */
export interface Planted {
	/** Number of the problem in rules/coverage/problem-list.ts. */
	readonly id: string;
	readonly record: Tables;
	readonly nearMiss: Tables;
	/** What a user would have to load beside the starter pack. */
	readonly knowledge?: readonly KnowledgePoint[];
	readonly parameters?: readonly ParameterSetting[];
	/** The visit that is meant, where others of the record are wrong on purpose (a ward). */
	readonly visit?: string;
}

type Cells = Readonly<Record<string, string>>;
/** Fee lines as `name|day|quantity|price|category|unit|field=value;field=value`; other tables with a heading of their own. */
export type Texts = Partial<Record<Exclude<TableId, 'visit' | 'settlement' | 'fee'>, string>> & {
	readonly fee?: string;
	readonly visit?: Cells | readonly Cells[];
	readonly settlement?: Cells | readonly Cells[];
};

const FEE = ['medins_list_name', 'fee_ocur_time', 'cnt', 'pric', 'med_chrgitm_type', 'unt'] as const;
const VISIT: Cells = {
	mdtrt_id: 'M1',
	psn_no: 'P1',
	fixmedins_code: 'H1',
	hosp_lv: '03',
	med_type: '21',
	begntime: '04 09:00',
	endtime: '10 10:00',
	gend: '1',
	brdy: '1966-03-12',
	age: '60',
	insutype: '310'
};

/**
 * Records of one or more visits out of short texts. Left out: the visit is M1, a stay of 2026-05-04 to 2026-05-10; each visit is settled at the sum
 * of its lines, seven tenths of it paid by the fund; every line is in scope in full. A time `06` or `06 08:00` is of May 2026.
 */
export function stay({ fee = '', visit = {}, settlement, ...others }: Texts): Tables {
	const visits = [visit].flat().map((cells) => ({ ...VISIT, ...cells }));
	const lines = feeLines(fee);
	const read = tables(others as Partial<Record<TableId, string>>);
	const raw: Tables = {
		...Object.fromEntries(Object.entries(read).map(([table, rows]) => [table, rows.map((row) => ({ mdtrt_id: 'M1', ...row }))])),
		visit: visits,
		...(lines.length > 0 ? { fee: lines, settlement: settlement === undefined ? settledAt(visits, lines) : [settlement].flat() } : {})
	};
	return Object.fromEntries(Object.entries(raw).map(([table, rows]) => [table, rows.map((row) => ownCells(table as TableId, row))]));
}

function feeLines(text: string): Cells[] {
	const lines = text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
	return lines.map((line, i) => {
		const cells = line.split('|').map((cell) => cell.trim());
		const named = Object.fromEntries(FEE.map((field, at) => [field, cells[at] ?? '']));
		const amount = (Number(named.cnt) * Number(named.pric)).toFixed(2);
		const more = (cells[FEE.length] ?? '').split(';').filter((pair) => pair !== '');
		const given = Object.fromEntries(more.map((pair) => pair.split('=') as [string, string]));
		return {
			feedetl_sn: `F${i + 1}`,
			mdtrt_id: 'M1',
			...named,
			det_item_fee_sumamt: amount,
			inscp_amt: amount,
			init_feedetl_sn: '',
			memo: '',
			...given
		};
	});
}

function settledAt(visits: readonly Cells[], lines: readonly Cells[]): Cells[] {
	return visits.flatMap(({ mdtrt_id, insutype, med_type }) => {
		const own = lines.filter((line) => line.mdtrt_id === mdtrt_id);
		const sum = (field: string): number => own.reduce((total, line) => total + Math.round(Number(line[field] ?? 0) * 100), 0);
		const [total, scope] = [sum('det_item_fee_sumamt'), sum('inscp_amt')];
		const fund = Math.round(scope * 0.7);
		const yuan = (fen: number): string => (fen / 100).toFixed(2);
		return own.length === 0
			? []
			: [
					{
						setl_id: `S-${mdtrt_id}`,
						mdtrt_id: mdtrt_id!,
						insutype: insutype!,
						med_type: med_type!,
						medfee_sumamt: yuan(total),
						inscp_amt: yuan(scope),
						fund_pay_sumamt: yuan(fund),
						cash_payamt: yuan(total - fund)
					}
				];
	});
}

/** Fields that the table has, the same for every row of it; days of May written out. */
function ownCells(table: TableId, row: Cells): Cells {
	const cells = Object.entries(row).filter(([field]) => field !== 'mdtrt_id' || fieldSpec(table, field));
	return Object.fromEntries(
		cells.map(([field, cell]) => [field, fieldSpec(table, field)?.kind === 'time' && /^\d\d( |$)/.test(cell) ? `2026-05-${cell}` : cell])
	);
}
