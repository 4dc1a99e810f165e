import type { Finding } from '../../rules/domain/finding.ts';
import { chainOf, OPEN } from './journal.ts';
import type { ExportInput, ListRow, StayHead } from './model.ts';
import type { Sanitized } from './sanitize.ts';
import type { Block } from '../protocol/documents.ts';
import { clock, workPaper, type PaperSource } from './work-paper.ts';

/** What the documents of one export say of their making. */
export const sourceOf = ({ build, at, recipe }: Pick<ExportInput, 'build' | 'at' | 'recipe'>, content: Sanitized, signed: boolean): PaperSource => ({
	build,
	ruleBase: recipe.ruleBase,
	claimedTime: clock(at),
	journalHead: chainOf(content.lines).head,
	masked: content.withheld.masked !== null,
	signed
});

/** One work paper a stay that has findings, in the order of the findings. */
export function workPapers(
	input: Pick<ExportInput, 'build' | 'at' | 'recipe' | 'rules'>,
	content: Sanitized,
	signed = true
): { readonly name: string; readonly blocks: readonly Block[] }[] {
	const ruleOf = new Map(input.rules.map((rule) => [rule.id, rule]));
	const headOf = new Map(content.stays.map((stay) => [stay.visit, stay]));
	const rowsOf = groupRows(content.rows);
	const source = sourceOf(input, content, signed);
	const exceptionOf = new Map((content.excepted ?? []).map((one) => [one.key, one]));
	const visits = new Map<string, { finding: Finding; number: number }[]>();
	content.findings.forEach((finding, i) => {
		const list = visits.get(finding.visit);
		if (list) list.push({ finding, number: i + 1 });
		else visits.set(finding.visit, [{ finding, number: i + 1 }]);
	});
	const name = uniqueNames();
	return [...visits].map(([visit, entries]) => {
		const findings = entries.map(({ finding, number }) => ({
			finding,
			number,
			rule: ruleOf.get(finding.rule),
			state: content.states.get(finding.key) ?? OPEN,
			exception: exceptionOf.get(finding.key),
			rows: rowsOf.get(finding.key) ?? new Map<number, ListRow>()
		}));
		return { name: name(visit), blocks: workPaper({ stay: headOf.get(visit) ?? bareHead(entries[0]!.finding), findings, source }) };
	});
}

function groupRows(rows: readonly ListRow[]): Map<string, Map<number, ListRow>> {
	const groups = new Map<string, Map<number, ListRow>>();
	for (const row of rows) {
		const group = groups.get(row.key) ?? new Map<number, ListRow>();
		groups.set(row.key, group.set(row.line, row));
	}
	return groups;
}

/** File names from visits: letters, digits, hyphens only, told apart without regard to case. */
function uniqueNames(): (visit: string) => string {
	const taken = new Set<string>();
	return (visit) => {
		const base =
			visit
				.normalize('NFC')
				.replace(/[^\p{L}\p{N}-]+/gu, '_')
				.slice(0, 80) || '未知就诊';
		let name = base;
		for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}-${n}`;
		taken.add(name.toLowerCase());
		return name;
	};
}

function bareHead(finding: Finding): StayHead {
	const { visit, person, institution, department, doctor, date } = finding;
	const unknown = { stayNumber: '', name: '', certificate: '', sex: '', age: '', to: '', diagnosis: '' };
	return { ...unknown, visit, person, institution, department, doctor, from: date };
}
