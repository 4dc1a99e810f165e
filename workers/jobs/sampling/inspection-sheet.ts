import type { InspectionView } from '../../protocol/inspection.ts';

export const INSPECTION_COLUMNS = [
	{ header: '序号', width: 8, numFmt: '0' },
	{ header: '机构编码', width: 22, numFmt: '@' },
	{ header: '机构名称', width: 30, numFmt: '@' },
	{ header: '信用等级', width: 10, numFmt: '@' },
	{ header: '风险等级', width: 10, numFmt: '@' },
	{ header: '权重', width: 8, numFmt: '0' },
	{ header: '检查人员', width: 40, numFmt: '@' }
];
const RISKS = { high: '高', medium: '中', low: '低', '': '' };
type Cell = string | number | null;

/** The result in the order of the draw; below it what anyone needs to draw again. */
export function inspectionRows({ info, lists, weights }: InspectionView): Cell[][] {
	const { commitment, digest } = info.inspection;
	const places = new Map(lists.institutions.map(({ code }, i) => [code, i]));
	const people = new Map(lists.inspectors.map((inspector) => [inspector.id, inspector]));
	const rows = (info.result?.assignments ?? []).map(({ institution, inspectors }, i): Cell[] => {
		const at = places.get(institution)!;
		const { name, credit, risk } = lists.institutions[at]!;
		const names = inspectors.map((id) => `${people.get(id)?.name ?? ''}（${people.get(id)?.certificate || id}）`);
		return [i + 1, institution, name, credit, RISKS[risk], weights[at]!, names.join('、')];
	});
	const facts = [
		['登记摘要', digest],
		['名录摘要', commitment.frame.digest],
		['结果摘要', info.result?.digest ?? ''],
		['种子', commitment.seed.value],
		['种子来源', commitment.seed.source],
		['权重理由', commitment.weights.reason],
		['算法', commitment.algorithm]
	];
	return [...rows, ...facts.map(([name, value]): Cell[] => [null, name!, value!])];
}

/** The same as CSV with a mark, so that Chinese Excel reads it; what begins like a formula gets an apostrophe. */
export function inspectionCsv(rows: readonly (readonly Cell[])[]): string {
	const text = (cell: Cell): string => {
		const plain = typeof cell === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : String(cell ?? '');
		return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
	};
	return `\uFEFF${[INSPECTION_COLUMNS.map(({ header }) => header), ...rows].map((row) => row.map(text).join(',')).join('\r\n')}\r\n`;
}
