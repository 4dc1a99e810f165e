import type { Clear, Condition, EvidenceRef, Finding, Operand } from '$rules/domain/finding.ts';
import type { TableId } from '$rules/domain/tables/index.ts';
import type { CaseFinding, CaseTable, CaseView } from '$workers/protocol/case.ts';

/**
 * Hiding who the record is about (隐藏身份): every sign becomes one sign, so that marks and spans of evidence stay where they are. What is hidden is the
 * record as the page holds it; rows, digests and decisions are the same.
 */
const FIELDS: ReadonlySet<string> = new Set(['psn_name', 'psn_no', 'certno', 'brdy', 'addr', 'ipt_otp_no']);
export const isIdentityField = (field: string | null): boolean => field !== null && FIELDS.has(field);

/** Numbers that name a person wherever they stand: identity document, mobile and fixed telephone. */
const NUMBERS = [
	/(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/gu,
	/(?<!\d)1[3-9]\d{9}(?!\d)/gu,
	/(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/gu
];
const SHORTEST_NUMBER = 11;
/** What a document says after these words, up to the next stop. An address runs on through commas. */
const LABELLED = [
	/((?:家庭|现|户口|户籍|通讯|联系)?(?:住址|地址)\s*[：:]\s*)([^；;。\n]{1,80})/gu,
	/((?:患者|病人|联系人|家属)?(?:姓名|联系人|联系电话|电话|手机)\s*[：:]\s*)([^；;，,。、\s]{1,24})/gu
];

/** One sign for one UTF-16 unit: a wide one for Chinese. */
const cover = (text: string): string => text.replace(/[\s\S]/g, (sign) => (sign <= '\u007f' ? '*' : '＊'));

export type Mask = (text: string) => string;

/** How a text of this record is hidden: what the record says of the person, wherever it stands, and what names anybody. */
export function maskOf(view: Pick<CaseView, 'head' | 'person' | 'tables'>): Mask {
	const known = knownOf(view);
	const names = known.length > 0 ? new RegExp(known.map((text) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|'), 'gu') : null;
	return (text) => {
		if (text.length < 2) return text;
		let masked = names ? text.replace(names, cover) : text;
		// Most cells are short: what cannot stand in them is not looked for.
		if (text.length >= SHORTEST_NUMBER) for (const pattern of NUMBERS) masked = masked.replace(pattern, cover);
		if (/[：:]/u.test(text))
			for (const pattern of LABELLED) masked = masked.replace(pattern, (_, label: string, value: string) => label + cover(value));
		return masked;
	};
}

/** A bed or a count may read like a short stay number: in running text only numbers from this length on are taken for the person's. */
const SHORTEST_KNOWN = 5;

/** Texts that name the person, the longest first, so that a name within a longer one does not cut it. */
function knownOf({ head, person, tables }: Pick<CaseView, 'head' | 'person' | 'tables'>): string[] {
	const known = new Set<string>([person]);
	const add = (field: string, text: string): void => {
		if (!FIELDS.has(field)) return;
		known.add(text);
		if (field === 'brdy') for (const written of datesOf(text)) known.add(written);
	};
	for (const [field, text] of Object.entries(head)) add(field, text);
	for (const table of ['visit', 'earlierVisit'] as const) {
		const source = tables[table];
		source?.fields.forEach((field, at) => FIELDS.has(field) && source.rows.forEach((row) => add(field, row.cells[at]!)));
	}
	const tells = (text: string): boolean => text.length >= (/^[\u0020-\u007e]*$/u.test(text) ? SHORTEST_KNOWN : 2);
	return [...known].filter(tells).sort((a, b) => b.length - a.length);
}

/** Ways to write a date of birth. */
function datesOf(text: string): string[] {
	const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
	if (!match) return [];
	const [year, month, day] = [match[1]!, match[2]!, match[3]!];
	const [m, d] = [String(Number(month)), String(Number(day))];
	return [
		...['-', '/', '.', ''].map((part) => [year, month, day].join(part)),
		`${year}/${m}/${d}`,
		`${year}年${month}月${day}日`,
		`${year}年${m}月${d}日`
	];
}

/** The record with identities hidden. Tables are hidden when they are first looked at: most tabs stay closed. */
export function maskedView(view: CaseView, mask: Mask): CaseView {
	return {
		...view,
		person: cover(view.person),
		head: Object.fromEntries(Object.entries(view.head).map(([field, text]) => [field, FIELDS.has(field) ? cover(text) : mask(text)])),
		tables: Object.fromEntries(Object.entries(view.tables).map(([table, source]) => [table, maskedTable(source, mask)])) as Record<
			TableId,
			CaseTable
		>,
		findings: view.findings.map((finding) => maskedFinding(finding, mask))
	};
}

function maskedTable(source: CaseTable, mask: Mask): CaseTable {
	const identity = source.fields.map((field) => FIELDS.has(field));
	let rows: CaseTable['rows'] | null = null;
	return {
		fields: source.fields,
		get rows() {
			return (rows ??= source.rows.map((row) => ({ ...row, cells: row.cells.map((cell, at) => (identity[at] ? cover(cell) : mask(cell))) })));
		}
	};
}

const maskedFinding = (one: CaseFinding, mask: Mask): CaseFinding => ({
	...one,
	row: { ...one.row, patient: cover(one.row.patient), person: cover(one.row.person) },
	finding: maskedEvidence(one.finding, mask)
});

const maskedEvidence = (finding: Finding, mask: Mask): Finding => ({
	...finding,
	person: cover(finding.person),
	conditions: maskedConditions(finding.conditions, mask),
	clears: finding.clears.map((clear): Clear => ({ ...clear, sources: maskedSources(clear.sources, mask) })),
	messages: finding.messages.map((message) => ({
		...message,
		data: Object.fromEntries(Object.entries(message.data).map(([name, value]) => [name, typeof value === 'string' ? mask(value) : value]))
	}))
});

export const maskedConditions = (conditions: readonly Condition[], mask: Mask): Condition[] =>
	conditions.map((condition) => ({ ...condition, left: maskedOperand(condition.left, mask), right: maskedOperand(condition.right, mask) }));

/** A value read from a field that names the person is hidden whole, whatever it looks like. */
function maskedOperand(operand: Operand, mask: Mask): Operand {
	const whole = operand.sources.some(({ field }) => isIdentityField(field));
	const hide = (text: string): string => (whole && operand.unit === 'text' ? cover(text) : mask(text));
	const { value } = operand;
	if (whole && (operand.unit === 'day' || operand.unit === 'time')) {
		return { ...operand, unit: 'text', value: cover('0000-00-00'), sources: maskedSources(operand.sources, mask) };
	}
	const texts = Array.isArray(value) && value.every((part) => typeof part === 'string');
	return {
		...operand,
		value: typeof value === 'string' ? hide(value) : texts ? (value as string[]).map(hide) : value,
		sources: maskedSources(operand.sources, mask)
	};
}

const maskedSources = (sources: readonly EvidenceRef[], mask: Mask): EvidenceRef[] =>
	sources.map((source) => ({ ...source, value: isIdentityField(source.field) ? cover(source.value) : mask(source.value) }));
