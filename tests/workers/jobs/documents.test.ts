import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PdfWriter } from '../../../workers/documents/pdf/writer.ts';
import type { EvidenceRow } from '../../../workers/package/evidence-list.ts';
import { verifyPackage } from '../../../workers/package/verify.ts';
import type { PaperSource } from '../../../workers/package/work-paper.ts';
import { evidencePaper } from '../../../workers/jobs/documents/making.ts';
import type { DocumentRequest, MadeDocument } from '../../../workers/protocol/documents.ts';
import type { WorkspaceJob } from '../../../workers/jobs/workspace-job.ts';
import { PARTS, streamsOf, textOfPdf } from '../documents/read-pdf.ts';
import { RECORDS } from '../store/sample.ts';
import { Machine } from './workbench.ts';

const ALL = { filter: { facets: {} }, sort: 'weight', descending: true, from: 0, count: 1_000 } as const;
const pdf = new PdfWriter(PARTS);
async function reviewed(): Promise<{ tab: WorkspaceJob; batch: string; machine: Machine }> {
	const machine = await Machine.start();
	const batch = await machine.import();
	await machine.review(batch);
	const tab = await machine.tab();
	await tab.setActor('王审核');
	return { tab, batch, machine };
}
const request = (batch: string, change: Partial<DocumentRequest> = {}): DocumentRequest => ({
	kind: 'papers',
	batch,
	query: ALL,
	visit: null,
	identities: 'masked',
	format: 'pdf',
	receiver: '市公安局',
	reason: '涉嫌骗保',
	papers: true,
	evidence: true,
	...change
});
const bytesOf = async ({ blob }: MadeDocument): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());
const make = (tab: WorkspaceJob, wanted: DocumentRequest): Promise<MadeDocument> => tab.documents('make', wanted, pdf, () => undefined);
const confirmOne = async (tab: WorkspaceJob, batch: string): Promise<string> => {
	const [first] = await tab.findingsUnder(batch, ALL);
	await tab.decide({ kind: 'decide', batch, decision: 'confirm', targets: [first!], reason: '多计', note: '张三已核' });
	return first!.visit;
};
const keep = async (name: string, made: MadeDocument): Promise<void> => {
	if (process.env.PDF_OUT) writeFileSync(`${process.env.PDF_OUT}-${name}`, await bytesOf(made));
};

describe('papers', () => {
	it('of all stays stand in one PDF, each on its own pages; of one stay alone too', async () => {
		const { tab, batch } = await reviewed();
		const all = await make(tab, request(batch));
		await keep('papers.pdf', all);
		const text = textOfPdf(await bytesOf(all));
		expect(text.match(/以下为疑点线索/g)).toHaveLength(2);
		expect(text).toContain('本文件没有签名');
		expect(all.files).toEqual([{ name: '检查底稿.pdf', size: all.blob.size }]);
		const visit = await confirmOne(tab, batch);
		const one = textOfPdf(await bytesOf(await make(tab, request(batch, { visit, query: { ...ALL, filter: { facets: { rule: ['nope'] } } } }))));
		expect(one.match(/以下为疑点线索/g)).toHaveLength(1);
		expect(one).toContain('多计');
	});
	it('are counted before they are made', async () => {
		const { tab, batch } = await reviewed();
		const before = await tab.documents('preview', request(batch));
		expect(before).toMatchObject({ findings: 2, stays: 2, byDecision: { open: 2, confirm: 0 }, accepted: 0 });
		await confirmOne(tab, batch);
		const after = await tab.documents('preview', request(batch));
		expect(after.byDecision).toMatchObject({ open: 1, confirm: 1 });
		expect(after.accepted).toBeGreaterThan(0);
		expect(after.accepted).toBeLessThan(after.found);
		expect(await tab.documents('preview', request(batch, { kind: 'transfer' }))).toMatchObject({ findings: 1, stays: 1 });
		expect(await tab.documents('institutions', batch)).toEqual([{ name: '市一院', findings: 2 }]);
	});
});

/** All that can be read out of a file: PDFs as they are copied from, members of ZIPs and workbooks inflated. */
function everythingIn(bytes: Uint8Array): string {
	const head = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
	if (head === '%PDF') return `${textOfPdf(bytes)}\n${streamsOf(bytes).join('\n')}`;
	if (!head.startsWith('PK')) return Buffer.from(bytes).toString('utf8');
	return Object.entries(unzipSync(bytes))
		.map(([name, member]) => `${name}\n${everythingIn(member)}`)
		.join('\n');
}

describe('identities', () => {
	it('stand in no byte of any document unless they were asked for', async () => {
		const { tab, batch } = await reviewed();
		await confirmOne(tab, batch);
		const names = new Set(RECORDS.visit!.map((row) => String(row.psn_name ?? '')).filter(Boolean));
		expect(names.size).toBeGreaterThan(0);
		const inFull = everythingIn(await bytesOf(await make(tab, request(batch, { identities: 'full' }))));
		expect([...names].some((name) => inFull.includes(name))).toBe(true);
		for (const kind of ['papers', 'evidence', 'report', 'transfer'] as const) {
			for (const identities of ['masked', 'initials'] as const) {
				const made = await make(tab, request(batch, { kind, identities, format: kind === 'evidence' ? 'xlsx' : 'pdf' }));
				const text = everythingIn(await bytesOf(made));
				for (const name of names) expect(text, `${kind} ${identities}`).not.toContain(name);
				expect(made.masked).not.toBeNull();
			}
		}
	});
});

describe('the evidence list', () => {
	it('names file, record, field and what each place proves, as workbook and as PDF', async () => {
		const { tab, batch } = await reviewed();
		const made = await make(tab, request(batch, { kind: 'evidence', format: 'xlsx' }));
		const rows = (await readXlsx(await bytesOf(made))).sheets[0]!.rows as unknown[][];
		expect(rows[0]).toEqual([
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
		]);
		const proofs = rows.slice(1).map((row) => String(row[6]));
		expect(proofs.some((text) => text.includes('违规项'))).toBe(true);
		expect(proofs.some((text) => text.startsWith('条件：'))).toBe(true);
		for (const row of rows.slice(1)) expect(row[9]).toMatch(/^.{64}$/);
		const paper = await make(tab, request(batch, { kind: 'evidence' }));
		await keep('evidence.pdf', paper);
		const text = textOfPdf(await bytesOf(paper));
		expect(text).toContain('取证材料清单');
		expect(text).toContain('费用明细');
	});
});

describe('what is too much for paper', () => {
	it('is refused with the number and the limit, and nothing is laid out', () => {
		function* rows() {
			for (let i = 0; i < 5_001; i++) yield {} as EvidenceRow;
		}
		expect(() => evidencePaper(rows(), {} as PaperSource)).toThrow('too-many: 5001 > 5000');
	});
});

describe('a report', () => {
	it('tells scope, method, results and sums that the ledger gives; an institution has its own', async () => {
		const { tab, batch } = await reviewed();
		await confirmOne(tab, batch);
		const made = await make(tab, request(batch, { kind: 'report' }));
		await keep('report.pdf', made);
		const text = textOfPdf(await bytesOf(made));
		for (const part of [
			'一、检查范围',
			'二、检查方法与依据',
			'三、检查结果',
			'四、分类情况',
			'五、无法判断的事项',
			'六、证据示例',
			'七、涉及条款',
			'检查组长',
			'共形成疑点 2 条',
			'王审核'
		])
			expect(text).toContain(part);
		const { found, accepted } = await tab.documents('preview', request(batch, { kind: 'report' }));
		for (const fen of [found, accepted]) expect(text).toContain((fen / 100).toFixed(2));
		const own = request(batch, { kind: 'report', query: { ...ALL, filter: { facets: { institution: ['市一院'] } } } });
		expect(textOfPdf(await bytesOf(await make(tab, own)))).toContain('按机构的缺失资料见调阅清单');
	});
});

describe('a transfer', () => {
	it('is a signed package of what was confirmed, with its sheet, and verifies', async () => {
		const { tab, batch } = await reviewed();
		await expect(make(tab, request(batch, { kind: 'transfer' }))).rejects.toMatchObject({ id: 'not-found' });
		await confirmOne(tab, batch);
		const made = await make(tab, request(batch, { kind: 'transfer', identities: 'initials' }));
		await keep('transfer.zip', made);
		const bytes = await bytesOf(made);
		expect((await verifyPackage(bytes, [])).lines.filter(({ state }) => state === 'fails')).toEqual([]);
		expect(await tab.verifyPackage(made.blob)).toMatchObject({ verdict: 'holds', findings: 1 });
		const files = unzipSync(bytes);
		expect(made.files.map(({ name }) => name).sort()).toEqual(Object.keys(files).sort());
		const sheet = textOfPdf(files['移送说明.pdf']!);
		for (const part of ['线索移送说明', '市公安局', '涉嫌骗保', '1 条（已确认）', '证件号码与电话全部遮盖', '如何核验'])
			expect(sheet).toContain(part);
		expect(textOfPdf(files['取证材料清单.pdf']!)).toContain('证明事项');
		await keep('sheet.pdf', { ...made, blob: new Blob([files['移送说明.pdf'] as Uint8Array<ArrayBuffer>]) });
	});
});
