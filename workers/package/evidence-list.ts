import type { EvidenceRef, Finding } from '../../rules/domain/finding.ts';
import { display } from '../../rules/domain/display.ts';
import type { Block } from '../protocol/documents.ts';
import type { Bytes } from './bytes.ts';
import { WORDS } from './list-columns.ts';
import type { RuleText } from './model.ts';
import { OPERATORS } from './paper-words.ts';
import type { Sanitized } from './sanitize.ts';
import { fieldName, MASKED, MODEST, placeText, sourceLines, tableName, type PaperSource } from './work-paper.ts';
import { workbookOf } from './workbook.ts';

/** One place in the records that proves something of one finding. */
export interface EvidenceRow {
	/** 疑点编号: the same as in list and work papers of the same export. */
	readonly number: number;
	readonly rule: string;
	readonly finding: Finding;
	/** What it proves: conditions, roles of a fee line, counter-evidence seen. */
	readonly proves: readonly string[];
	readonly ref: EvidenceRef;
	/** The file as it was imported. */
	readonly file: string;
}

/** The list of evidence (取证材料清单): every record, field and place that the findings stand on, each once a finding, with all that it proves. */
export function* evidenceRows(content: Pick<Sanitized, 'findings' | 'files'>, rules: readonly RuleText[]): Generator<EvidenceRow> {
	const titleOf = new Map(rules.map(({ id, title }) => [id, title.zh]));
	const nameOf = new Map(content.files.map(({ digest, name }) => [digest, name]));
	for (const [i, finding] of content.findings.entries()) {
		for (const { ref, proves } of placesOf(finding)) {
			yield { number: i + 1, rule: titleOf.get(finding.rule) ?? finding.rule, finding, proves: [...proves], ref, file: nameOf.get(ref.file) ?? '' };
		}
	}
}

interface Place {
	readonly ref: EvidenceRef;
	readonly proves: Set<string>;
}
function placesOf(finding: Finding): Iterable<Place> {
	const places = new Map<string, Place>();
	const add = (ref: EvidenceRef, what: string): void => {
		const key = JSON.stringify([ref.table, ref.file, ref.record, ref.field, ref.span ?? null]);
		(places.get(key) ?? places.set(key, { ref, proves: new Set() }).get(key)!).proves.add(what);
	};
	for (const { left, op, right } of finding.conditions) {
		for (const side of [left, right]) for (const ref of side.sources) add(ref, `条件：${left.label.zh} ${OPERATORS[op]} ${right.label.zh}`);
	}
	for (const { role, amount, ...line } of finding.lines) {
		add({ ...line, field: null, value: amount === null ? '' : `${display.amount(amount)} 元` }, WORDS.role[role]);
	}
	for (const { state, sources, text } of finding.clears) if (state === 'found') for (const ref of sources) add(ref, `反证：${text.zh}`);
	return places.values();
}

const COLUMNS = [
	'序号',
	'疑点编号',
	'规则',
	'违规类型',
	'机构',
	'就诊ID',
	'证明事项',
	'材料',
	'文件',
	'文件SHA-256',
	'记录序号',
	'记录标识',
	'字段',
	'文内位置',
	'记录值'
];
const WIDTHS = [8, 10, 28, 16, 24, 22, 40, 14, 28, 20, 10, 24, 16, 12, 40];
const NUMBERS = new Set(['序号', '疑点编号', '记录序号']);

/** As a workbook, for those who fetch the papers: one row a place. */
export function evidenceWorkbook(rows: Iterable<EvidenceRow>): Promise<Bytes> {
	const columns = COLUMNS.map((header, i) => ({ header, width: WIDTHS[i]!, numFmt: NUMBERS.has(header) ? '0' : '@' }));
	return workbookOf('取证材料清单', columns, cells(rows));
}
function* cells(rows: Iterable<EvidenceRow>): Generator<(string | number | null)[]> {
	let count = 0;
	for (const { number, rule, finding, proves, ref, file } of rows) {
		const span = ref.span ? `${ref.span[0]}–${ref.span[1]}` : '';
		const about = [rule, finding.violation, finding.institution, finding.visit, proves.join('；')];
		yield [++count, number, ...about, tableName(ref.table), file, ref.file, ref.record, ref.rowId, fieldName(ref), span, ref.value];
	}
}

/** As a paper to go through and sign with the institution. */
export function evidenceBlocks(rows: readonly EvidenceRow[], source: PaperSource): Block[] {
	const files = new Map(rows.map(({ ref, file }) => [ref.file, file]));
	return [
		{ kind: 'title', text: '取证材料清单', note: `${MODEST}${source.masked ? MASKED : ''}`, running: '取证材料清单' },
		{ kind: 'text', look: 'note', text: '“第 n 条”为原始文件中的记录序号；方括号内为文书文字的起止位置。请逐项核对原件，无误后签字。' },
		{
			kind: 'table',
			columns: [
				{ heading: '序号', width: 5, numeric: true },
				{ heading: '疑点', width: 18 },
				{ heading: '证明事项', width: 22 },
				{ heading: '材料与位置', width: 27 },
				{ heading: '记录值', width: 20 },
				{ heading: '核对', width: 8 }
			],
			rows: rows.map(({ number, rule, finding, proves, ref }, i) => [
				String(i + 1),
				`${number}. ${rule}\n${finding.visit}`,
				proves.join('\n'),
				placeText(ref),
				ref.value,
				''
			])
		},
		{ kind: 'heading', level: 2, text: '来源文件' },
		{ kind: 'list', ordered: false, items: [...files].map(([digest, name]) => `${name || '—'}（SHA-256 ${digest}）`) },
		{ kind: 'signatures', places: ['取证人员', '提供单位（盖章）', '日期'] },
		{ kind: 'small', lines: sourceLines(source) }
	];
}
