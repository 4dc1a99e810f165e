import { ABSENT } from '../domain/columns.ts';
import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { YES } from './cells.ts';
import { codesOf, dayAt, hasRows, NO_DAY, numbersOf, perText, timesOf, visitsThat } from './columns.ts';
import { stayDaysOf, visitColumns } from './visit-columns.ts';

type Diagnosis = Row<'diagnosis'>;

/** Valid diagnoses of a stay, and those flagged as main (主诊断) by kind of diagnosis and settlement: the admission's, the discharge's and 中医 each have their own. */
export function mainDiagnoses(stay: Stay<'diagnosis'>): { rows: Diagnosis[]; groups: ReadonlyMap<string, Diagnosis[]> } {
	const rows = stay.rows('diagnosis').filter((row) => row.text('vali_flag') !== '0');
	const groups = new Map<string, Diagnosis[]>();
	for (const row of rows.filter((one) => (YES as readonly string[]).includes(one.text('maindiag_flag')))) {
		const key = `${row.text('diag_type')}|${row.text('setl_id')}`;
		(groups.get(key) ?? groups.set(key, []).get(key)!).push(row);
	}
	return { rows, groups };
}

const isMain = perText('diagnosis', 'maindiag_flag', (text) => ((YES as readonly string[]).includes(text) ? 1 : 0));

/** Stays whose settlement list may contradict itself, and those of which too little is known. */
export function visitsWithListFault(shard: Shard, context: RunContext): number[] {
	const columns = visitColumns(shard, context);
	const [diagnosed, operated] = [mainFault(shard, context), undated(shard)];
	const said = numbersOf(shard.tables.visit, 'ipt_days');
	return visitsThat(shard, (visit) => {
		if (columns.recorded[visit] === 0) return true;
		if (columns.inpatient[visit] === 0) return false;
		const days = stayDaysOf(columns, visit);
		const own = said ? said[shard.tables.visit!.rowStart[visit]!]! : ABSENT;
		return (
			days === NO_DAY ||
			columns.lastDay[visit]! <= columns.firstDay[visit]! ||
			(own !== ABSENT && own !== days) ||
			diagnosed(visit) ||
			operated(visit)
		);
	});
}

/** No main diagnosis, or more than one. */
function mainFault({ tables: { diagnosis, visit: visits } }: Shard, { batch }: RunContext): (visit: number) => boolean {
	const [flags, main, codes] = [codesOf(diagnosis, 'maindiag_flag'), isMain(batch), codesOf(visits, 'dscg_maindiag_code')];
	return (visit) => {
		if (!diagnosis || !flags || !hasRows(diagnosis, visit)) return false;
		let count = 0;
		let invalid = false;
		const validity = codesOf(diagnosis, 'vali_flag');
		for (let row = diagnosis.rowStart[visit]!; row < diagnosis.rowStart[visit + 1]!; row++) {
			count += main[flags[row]!]!;
			invalid ||= validity !== undefined && validity[row] !== 0;
		}
		return invalid || count > 1 || (count === 0 && !(codes && codes[visits!.rowStart[visit]!] !== 0));
	};
}

/** An operation without a day. */
function undated({ tables: { operation } }: Shard): (visit: number) => boolean {
	const times = ['oprn_oprt_date', 'oprn_oprt_begntime'].flatMap((field) => timesOf(operation, field) ?? []);
	return (visit) => {
		if (!operation || times.length === 0) return false;
		for (let row = operation.rowStart[visit]!; row < operation.rowStart[visit + 1]!; row++)
			if (times.every((column) => dayAt(column, row) === NO_DAY)) return true;
		return false;
	};
}
