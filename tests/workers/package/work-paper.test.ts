import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../rules/domain/finding.ts';
import { escape, html } from '../../../workers/package/html.ts';
import { foldDecisions, OPEN } from '../../../workers/package/journal.ts';
import { htmlDocument } from '../../../workers/package/html-blocks.ts';
import { workPaper as blocksOf, type PaperInput } from '../../../workers/package/work-paper.ts';
import { workPapers } from '../../../workers/package/work-papers.ts';
import { sanitize } from '../../../workers/package/sanitize.ts';
import { BATCH, decide, exportInput, finding, journal, listRow } from './fixture.ts';
import { MARKUP_PAYLOADS } from './payloads.ts';

const source = {
	build: '0.1.0',
	ruleBase: 'a'.repeat(64),
	claimedTime: '2026-01-02 03:04:05 UTC',
	journalHead: 'b'.repeat(64),
	masked: true,
	signed: true
};
const workPaper = (input: PaperInput): string => htmlDocument(`检查底稿 ${input.stay.visit}`, blocksOf(input));
async function paper(change: Partial<Finding> = {}, replace: (text: string) => string = (text) => text): Promise<PaperInput> {
	const input = await exportInput(1);
	const f = finding(1, change);
	const states = foldDecisions(
		journal([decide([f], 'reject', '初看'), decide([f], 'confirm', '复核')]).map((text) => JSON.parse(text)),
		BATCH
	);
	const entry = { finding: f, number: 1, rule: input.rules[0], state: states.get(f.key) ?? OPEN, rows: new Map([[0, listRow(f, 0, 1)]]) };
	return JSON.parse(JSON.stringify({ stay: input.stays[0], findings: [entry], source }), (_, value) =>
		typeof value === 'string' ? replace(value) : value
	) as PaperInput;
}
/** JSON loses maps: rows are put back. */
const withRows = (input: PaperInput): PaperInput => ({
	...input,
	findings: input.findings.map((entry) => ({ ...entry, rows: new Map([[0, listRow(entry.finding, 0, 1)]]) }))
});

describe('a work paper', () => {
	it('shows head, both values of each condition with sources, lines and sums, counter-evidence, basis, decision with history, digests', async () => {
		const text = workPaper(withRows(await paper()));
		for (const part of [
			'检查底稿',
			'床位费天数超过住院天数',
			'重复收费',
			'可疑',
			'计 5 天，住院 3 天',
			'欧阳娜娜',
			'住院天数',
			'大于',
			'成立',
			'费用明细 第 1 条（F1） 数量：5',
			'<td class="n">12.35</td>',
			'违规项',
			'涉及项',
			'基金损失',
			'病历中有，需人工权衡',
			'《医疗保障基金使用监督管理条例》第三十八条(三)',
			'已与公布文本核对',
			'本产品概括，非原文',
			'<b>确认</b>：多计；复核',
			'排除：多计；初看',
			finding(1).evidenceDigest,
			'a'.repeat(64),
			'b'.repeat(64),
			'供人工核查',
			'身份信息已脱敏'
		])
			expect(text).toContain(part);
	});
	it('warns where the conduct lies outside the days in force of a clause', async () => {
		const input = withRows(await paper());
		expect(workPaper(input)).not.toContain('不在施行期间内');
		const early = input.findings.map((entry) => ({ ...entry, finding: { ...entry.finding, date: '2021-04-30' } }));
		expect(workPaper({ ...input, findings: early })).toContain('行为日期 2021-04-30 不在施行期间内');
	});
	it('stands alone: no script, no address, a policy that loads nothing, print rules', async () => {
		const text = workPaper(withRows(await paper()));
		expect(text).not.toMatch(/<script|https?:|url\(|@import|<link|<img|\son\w+=/i);
		expect(text).toContain("default-src 'none'; style-src 'unsafe-inline'");
		expect(text).toContain('@page');
		expect(text.startsWith('<!doctype html>')).toBe(true);
	});
	it('lets no markup through from data: 500 payloads in every text of the paper', async () => {
		expect(new Set(MARKUP_PAYLOADS).size).toBe(500);
		const shape = (text: string): string[] => text.match(/<[^>]*>/g)!;
		const skeleton = shape(workPaper(withRows(await paper())));
		for (const payload of MARKUP_PAYLOADS) {
			// Closed vocabularies stay what they are; all that comes from files and people becomes the payload.
			const open = (text: string): string => (/[\u4e00-\u9fff]|^F\d|^H1_|^\d{4}-/.test(text) ? payload : text);
			const text = workPaper(withRows(await paper({}, open)));
			expect(shape(text), payload).toEqual(skeleton);
		}
	}, 60_000);
	it('escapes for content and for quoted attributes', () => {
		expect(escape(`<a b="c" d='e'>&\`=`)).toBe('&lt;a b&#61;&quot;c&quot; d&#61;&#39;e&#39;&gt;&amp;&#96;&#61;');
		expect(escape('\u202e1\u0000\ud800')).toBe('[U+202E]1␀\ufffd');
		expect(html`<p>${['a<', html`<b>${'<'}</b>`, null, 1]}</p>`.text).toBe('<p>a&lt;<b>&lt;</b>1</p>');
	});
	it('counts sources beyond the first 40', async () => {
		const f = finding(1);
		const many = Array.from({ length: 90 }, () => f.conditions[0]!.left.sources[0]!);
		const conditions = [{ ...f.conditions[0]!, left: { ...f.conditions[0]!.left, sources: many } }];
		expect(workPaper(withRows(await paper({ conditions })))).toContain('另 50 处，见证据包 findings.jsonl');
	});
});

describe('the work papers of a package', () => {
	it('are one a stay, under names that any system takes', async () => {
		const findings = [
			finding(1, { visit: 'A/../1' }),
			finding(2, { visit: 'a:1' }),
			finding(3, { visit: 'A/../1' }),
			finding(4, { visit: '' }),
			finding(5, { visit: '../..' })
		];
		const input = await exportInput(0, { findings, contents: { undecided: true, identities: true, workPapers: true } });
		const papers = workPapers(input, sanitize(input, input.contents, input.batch));
		expect(papers.map((p) => p.name)).toEqual(['A_1', 'a_1-2', '未知就诊', '_']);
		expect(JSON.stringify(papers[0]!.blocks)).toContain('疑点 3');
	});
});
