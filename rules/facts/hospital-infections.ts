import type { Shard } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import { codesOf, isVoidFlag, perText } from './columns.ts';
import type { Measured } from './shares.ts';

/** Diagnoses of infections that a hospital gives (院内感染): pneumonia, sepsis, urinary tract, wound, device and catheter, Clostridioides. */
const CODES = /^(J1[2-8]|J95\.8|A4[01]|N39\.0|T81\.4|T80\.2|T82\.[67]|T83\.[56]|T84\.[57]|T85\.7|A04\.7|O86)/i;
const WORDS = /医院获得性|院内感染|医院感染|呼吸机相关|导管相关|切口感染|手术部位感染|术后感染/;
const byCode = perText('diagnosis', 'diag_code', (text) => (CODES.test(text.trim()) ? 1 : 0));
const byName = perText('diagnosis', 'diag_name', (text) => (WORDS.test(text) ? 1 : 0));

/** National codes of 入院病情: 4 is 无 (not present on admission); an empty cell is not known. */
const ABSENT_ON_ADMISSION = /^(0?4|无)/;
const PRESENT = 1;
const ACQUIRED = 2;
const conditions = perText('diagnosis', 'adm_cond', (text) => (text.trim() === '' ? 0 : ABSENT_ON_ADMISSION.test(text.trim()) ? ACQUIRED : PRESENT));

/** By visit, whether an infection was not present on admission: 1 stay each; unknown where the only infections do not say. Null where a visit has no diagnoses. */
export function infectionMeasure(shard: Shard, { batch }: RunContext): (visit: number) => Measured | null {
	const table = shard.tables.diagnosis!;
	const [codes, names, conds, flags] = ['diag_code', 'diag_name', 'adm_cond', 'vali_flag'].map((field) => codesOf(table, field));
	const [isCode, isName, condOf, voids] = [byCode(batch), byName(batch), conditions(batch), isVoidFlag(batch)];
	return (visit) => {
		const [from, to] = [table.rowStart[visit]!, table.rowStart[visit + 1]!];
		if (from === to) return null;
		let [part, unknown] = [0, 0];
		for (let row = from; row < to; row++) {
			if (flags && voids[flags[row]!] === 1) continue;
			if (!(codes && isCode[codes[row]!] === 1) && !(names && isName[names[row]!] === 1)) continue;
			const condition = conds ? condOf[conds[row]!]! : 0;
			if (condition === ACQUIRED) part = 1;
			if (condition === 0) unknown = 1;
		}
		return { base: 1, part, unknown: part === 1 ? 0 : unknown };
	};
}

/** Diagnoses of a stay that are infections not present on admission. */
export const acquiredInfections = (stay: Stay): Row<'diagnosis'>[] =>
	(stay.rows('diagnosis') as readonly Row<'diagnosis'>[]).filter(
		(row) =>
			row.text('vali_flag') !== '0' &&
			(CODES.test(row.text('diag_code').trim()) || WORDS.test(row.text('diag_name'))) &&
			ABSENT_ON_ADMISSION.test(row.text('adm_cond').trim())
	);
