import type { Clear, Condition, EvidenceRef, Finding, FindingLine, Operand } from '../../../rules/domain/finding.ts';
import { packDigest } from '../../../rules/knowledge/digest.ts';
import type { KnowledgePack } from '../../../rules/knowledge/pack.ts';
import type { DecisionPayload, JournalFrame } from '../../../workers/protocol/decision.ts';
import type { Receipt } from '../../../workers/protocol/receipt.ts';
import type { RunRecipe } from '../../../workers/protocol/review.ts';
import { digest, utf8 } from '../../../workers/package/bytes.ts';
import type { ExportInput, ListRow, StayHead } from '../../../workers/package/model.ts';
import { ed25519Signer, type Signer } from '../../../workers/package/suites.ts';

export const BATCH = 'batch-1';
export const FILE = digest(utf8('fee.csv'));
const VISIT_FILE = digest(utf8('visit.csv'));
export const NAMES = ['王小明', '欧阳娜娜', '李雷'];
export const NUMBERS = ['330102198001011234', '330102199912120028', 'H1234567(8)'];

const SEEDS = [
	'9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
	'4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'
];

/** A pair with a fixed private key (RFC 8032), not extractable once it is imported. */
export async function keyPair(seed = 0): Promise<CryptoKeyPair> {
	const pkcs8 = Buffer.from(`302e020100300506032b657004220420${SEEDS[seed]}`, 'hex');
	const extractable = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
	const { x } = await crypto.subtle.exportKey('jwk', extractable);
	const publicKey = await crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x: x! }, 'Ed25519', true, ['verify']);
	return { privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']), publicKey };
}
export const signer = async (seed = 0, name = '张审核'): Promise<Signer> => ed25519Signer(name, await keyPair(seed));

const ref = (record: number, field: string | null, value: string): EvidenceRef => ({
	table: 'fee',
	file: FILE,
	record,
	rowId: `F${record}`,
	field,
	value
});
const nameRef = (record: number, field: string, value: string): EvidenceRef => ({
	table: 'visit',
	file: VISIT_FILE,
	record,
	rowId: `V${record}`,
	field,
	value
});
const operand = (zh: string, value: Operand['value'], unit: Operand['unit'], sources: EvidenceRef[] = []): Operand => ({
	label: { zh, en: zh },
	unit,
	value,
	sources,
	origin: sources.length > 0 ? 'record' : 'constant'
});

export function finding(n: number, change: Partial<Finding> = {}): Finding {
	const person = n % 3;
	const line = (record: number, role: FindingLine['role']): FindingLine => ({
		table: 'fee',
		file: FILE,
		record,
		rowId: `F${record}`,
		role,
		qty: 20_000,
		amount: 1234 + n,
		inScope: 1000,
		fund: null
	});
	const conditions: Condition[] = [
		{
			name: 'over',
			left: operand('计费', 50_000, 'quantity', [ref(n, 'cnt', '5')]),
			op: 'gt',
			right: operand('住院天数', 30_000, 'quantity'),
			holds: true
		},
		{
			name: 'same',
			left: operand('姓名', NAMES[person]!, 'text', [nameRef(n, 'psn_name', NAMES[person]!)]),
			op: 'eq',
			right: operand('证件', NUMBERS[person]!, 'text', [nameRef(n, 'certno', NUMBERS[person]!)]),
			holds: true
		}
	];
	const clears: Clear[] = [
		{
			id: 'note',
			text: { zh: '病程记录', en: 'Note' },
			state: 'found',
			sources: [{ ...ref(n, 'text', `患者${NAMES[person]}，电话13800138000，证件${NUMBERS[person]}。`), table: 'document', span: [0, 9] }]
		}
	];
	const evidenceDigest = digest(utf8(`evidence ${n}`));
	return {
		key: `bed-days:H1_Z${n}_${NUMBERS[person]}`,
		rule: 'bed-days',
		version: 1,
		dimension: 'compliance',
		violation: '重复收费',
		grade: 'suspect',
		visit: `H1_Z${n}_${NUMBERS[person]}`,
		person: `P${person}`,
		related: [],
		institution: '第一医院',
		department: '内科',
		doctor: '赵医生',
		date: '2024-01-02',
		lines: [line(n * 2, 'offending'), line(n * 2 + 1, 'related')],
		conditions,
		clears,
		basis: [{ doc: '医疗保障基金使用监督管理条例', clause: '第三十八条(三)', from: '2021-05-01', verified: true }],
		amounts: { amount: 1234 + n, inScope: 1000, fund: null, fundMethod: 'none', reasons: ['no-share'] },
		messages: [{ id: 'over', data: { billed: 5, stay: 3 } }],
		evidenceDigest,
		...change
	};
}

/** A journal: each payload becomes a frame chained to the one before. */
export function journal(payloads: readonly DecisionPayload[]): string[] {
	const frames: string[] = [];
	payloads.forEach((payload, i) => {
		const frame: JournalFrame = {
			version: 1,
			keyId: '',
			eventId: `event-${i}`,
			actor: '张审核',
			lamport: i + 1,
			prevHash: i === 0 ? '' : digest(utf8(frames[i - 1]!)),
			at: 1_700_000_000_000 + i,
			payload
		};
		frames.push(JSON.stringify(frame));
	});
	return frames;
}
export const decide = (targets: readonly Finding[], decision: 'confirm' | 'reject' | 'ask', note = '', batch = BATCH): DecisionPayload => ({
	kind: 'decide',
	batch,
	decision,
	targets: targets.map(({ key, evidenceDigest }) => ({ key, evidenceDigest })),
	reason: '多计',
	note
});

export function listRow(of: Finding, line: number, n: number): ListRow {
	return {
		key: of.key,
		line,
		visitKind: '住院',
		institutionCode: 'H33010200001',
		institutionName: '第一医院',
		certificate: NUMBERS[n % 3]!,
		name: NAMES[n % 3]!,
		sex: '男',
		age: 44,
		visitDate: '2024-01-01',
		visitDays: 3,
		diagnosis: '=cmd|calc',
		category: '诊疗',
		code: '001',
		item: '@SUM(A1)',
		specification: '',
		unit: '日',
		price: 35_500_000,
		days: null,
		frequency: '',
		dose: '',
		quantity: 50_000,
		charged: -17_750,
		paid: 10_000,
		paidDate: '2024-01-05',
		lineDate: '2024-01-02'
	};
}
const stayHead = (of: Finding, n: number): StayHead => ({
	visit: of.visit,
	stayNumber: `Z${n}`,
	person: of.person,
	name: NAMES[n % 3]!,
	certificate: NUMBERS[n % 3]!,
	sex: '男',
	age: '44',
	institution: of.institution,
	department: of.department,
	doctor: of.doctor,
	from: '2024-01-01',
	to: '2024-01-04',
	diagnosis: '肺炎'
});

const PACK_CONTENT: Omit<KnowledgePack, 'digest'> = {
	format: 'mingshen.knowledge/1',
	id: 'beds',
	title: { zh: '床位', en: 'Beds' },
	version: '1',
	region: 'CN',
	published: '2024-01-01',
	source: { title: '测试' },
	points: []
};
export const PACK: KnowledgePack = { ...PACK_CONTENT, digest: packDigest(PACK_CONTENT) };
export const RECIPE: RunRecipe = {
	stage: 'settled',
	ruleBase: digest(utf8('rules')),
	rules: [
		{ id: 'bed-days', version: 1 },
		{ id: 'other', version: 2 }
	],
	packs: [{ id: 'beds', version: '1', digest: PACK.digest }],
	parameters: []
};
export const RECEIPT: Receipt = {
	lines: [],
	skipped: [],
	refusals: [
		{ id: 'not-a-number', file: 'fee.csv', sheet: '', table: 'visit', line: 3, column: '患者姓名', value: '王小明', expected: '', advice: '' }
	],
	refusalCount: 1,
	duplicates: [],
	duplicateCount: 0,
	money: { settled: 0, lines: 0, checked: 0, different: [], differentCount: 0 },
	dangling: [{ table: 'visit', field: 'certno', target: 'visit', rows: 1, examples: [NUMBERS[0]!] }],
	visits: 1,
	persons: 1,
	rows: 2,
	absent: []
};

/** A batch of `count` findings; the first three are decided. */
export async function exportInput(count = 6, change: Partial<ExportInput> = {}): Promise<ExportInput> {
	const findings = Array.from({ length: count }, (_, i) => finding(i + 1));
	return {
		build: '0.1.0',
		batch: BATCH,
		at: Date.UTC(2026, 0, 2, 3, 4, 5),
		contents: { undecided: false, identities: false, workPapers: true },
		recipe: RECIPE,
		packs: [PACK],
		profiles: [],
		files: [
			{ name: 'fee.csv', digest: FILE, size: 7 },
			{ name: '王小明.csv', digest: VISIT_FILE, size: 9 }
		],
		receipt: RECEIPT,
		rules: [
			{
				id: 'bed-days',
				title: { zh: '床位费天数超过住院天数', en: 'Bed days' },
				messages: { over: { zh: '计 {{billed}} 天，住院 {{stay}} 天', en: '' } }
			}
		],
		rows: findings.flatMap((f, i) => f.lines.map((_, line) => listRow(f, line, i + 1))),
		stays: findings.map((f, i) => stayHead(f, i + 1)),
		findings,
		journal: journal([
			decide(findings.slice(0, 2), 'confirm', `已与${NAMES[1]}核对`),
			decide([finding(90)], 'reject', '他批次', 'batch-0'),
			decide(findings.slice(2, 3), 'ask'),
			decide(findings.slice(3, 4), 'reject', '误点'),
			{ kind: 'undo', batch: BATCH, event: 'event-3' }
		]),
		signers: [await signer()],
		...change
	};
}
