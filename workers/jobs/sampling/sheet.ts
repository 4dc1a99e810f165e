import { workbookOf } from '../../package/workbook.ts';
import type { DrawView } from '../../protocol/sampling.ts';

const COLUMNS = [
	{ header: '序号', width: 8, numFmt: '0' },
	{ header: '抽样单元', width: 34, numFmt: '@' },
	{ header: '就诊ID', width: 22, numFmt: '@' },
	{ header: '机构', width: 24, numFmt: '@' },
	{ header: '科室', width: 16, numFmt: '@' },
	{ header: '层', width: 18, numFmt: '@' },
	{ header: '命中次数', width: 10, numFmt: '0' },
	{ header: '账面金额', width: 14, numFmt: '0.00' },
	{ header: '差错金额', width: 14, numFmt: '0.00' },
	{ header: '来源', width: 12, numFmt: '@' },
	{ header: '说明', width: 40, numFmt: '@' }
];

/** The sample with its review as XLSX (样本复核表), in the order of the draw; the digests stand below it. */
export function sampleSheet({ info, rows, sample }: DrawView): Promise<Uint8Array<ArrayBuffer>> {
	const yuan = (fen: number | null | undefined): number | null => (typeof fen === 'number' ? fen / 100 : null);
	const lines = rows.map((row, i) => [
		i + 1,
		row.id,
		row.visit,
		row.institution,
		row.department,
		row.stratum,
		row.hits,
		yuan(row.amount),
		yuan(row.error),
		row.error === undefined ? '未复核' : row.error === null ? '无法判断' : row.from === 'decisions' ? '疑点处理' : '录入',
		row.note
	]);
	const { commitment, digest } = info.draw;
	const facts = [
		['登记摘要', digest],
		['总体摘要', commitment.frame.digest],
		['样本摘要', sample ?? ''],
		['种子', commitment.seed.value],
		['种子来源', commitment.seed.source],
		['算法', commitment.algorithm]
	];
	return workbookOf('样本复核表', COLUMNS, [...lines, ...facts.map(([name, value]) => [null, name!, value!])]);
}
