import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { linesOf } from '../../../workers/documents/pdf/lines.ts';
import { openFont, readFont, type FontFile } from '../../../workers/documents/pdf/font-file.ts';
import { Typeface } from '../../../workers/documents/pdf/typeface.ts';
import { PdfWriter } from '../../../workers/documents/pdf/writer.ts';
import type { Block, PdfFile } from '../../../workers/protocol/documents.ts';
import { PARTS, streamsOf, textOfPdf } from './read-pdf.ts';

const HEAD = { title: '检查报告', author: '王审核', creator: '明审 0.1.0', at: Date.UTC(2026, 0, 2) };
const writer = new PdfWriter(PARTS);
async function pdf(...blocks: Block[]): Promise<PdfFile> {
	await writer.begin(HEAD);
	await writer.add(blocks);
	return writer.end();
}
const TITLE: Block = { kind: 'title', text: '检查底稿', note: '以下为疑点线索', running: '检查底稿 M1' };
let font: FontFile;
beforeAll(async () => void (font = await openFont((await PARTS()).font)));
const broken = (text: string, width: number, size = 10): string[] =>
	linesOf(text, new Typeface(font), size, width).map(({ glyphs }) => glyphs.map(({ glyph }) => glyph.char).join(''));

describe('the font', () => {
	it('is the published file, and has what GBK can write but for one sign', async () => {
		const bytes = gunzipSync(readFileSync('static/fonts/noto-sans-sc.ttf.gz'));
		expect(createHash('sha256').update(bytes).digest('hex')).toBe('d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16');
		const decoder = new TextDecoder('gbk');
		const missing: string[] = [];
		for (let lead = 0x81; lead <= 0xfe; lead++) {
			for (let trail = 0x40; trail <= 0xfe; trail++) {
				const char = decoder.decode(Uint8Array.of(lead, trail));
				if ([...char].length === 1 && !/[\ufffd\ue000-\uf8ff]/.test(char) && font.glyph(char.codePointAt(0)!) === 0) missing.push(char);
			}
		}
		expect(missing).toEqual(['≒']);
	});
	it('is refused where it is none', () => {
		expect(() => readFont(new Uint8Array(20))).toThrow('no TrueType font');
	});
});

describe('lines', () => {
	it.each([
		['中文可以断开', 35, ['中文可', '以断开']],
		['句号不在行首。好', 60, ['句号不在行', '首。好']],
		['甲乙（丙）', 35, ['甲乙', '（丙）']],
		['word stays whole', 60, ['word stays ', 'whole']],
		['12,345.67元', 52, ['12,345.67', '元']],
		['', 50, ['']],
		['一\n二', 50, ['一', '二']]
	])('%s in %d points', (text, width, expected) => expect(broken(text, width)).toEqual(expected));
	it('cuts a word that is longer than the line, and loses nothing', () => {
		const lines = broken('A1'.repeat(60), 80);
		expect(lines.length).toBeGreaterThan(5);
		expect(lines.join('')).toBe('A1'.repeat(60));
	});
});

describe('a PDF', () => {
	it('gives its text back as it was put in, and holds the used glyphs only', async () => {
		const file = await pdf(TITLE, { kind: 'text', text: ['床位费 ', { strong: '5 天' }, '，生僻字：㑇𠮷䶮'] });
		const text = textOfPdf(file.bytes);
		for (const part of ['检查底稿', '以下为疑点线索', '床位费 ', '5 天', '，生僻字：㑇', '第 1 页 共 1 页']) expect(text).toContain(part);
		expect(file.pages).toBe(1);
		expect(file.bytes.length).toBeLessThan(40_000);
		expect(Buffer.from(file.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
	});
	it('shows what the font does not have by its number, and says so at the end', async () => {
		const file = await pdf(TITLE, { kind: 'text', text: 'a\u202eb\u0000c\ue863d\u{1f600}' });
		const text = textOfPdf(file.bytes);
		expect(text).toContain('a[U+202E]b[U+0000]c[U+E863]d[U+1F600]');
		expect(file.missing).toEqual(['U+0000', 'U+1F600', 'U+202E', 'U+E863']);
		expect(text).toContain('字库中没有的字符以其 Unicode 码位代替：U+0000、U+1F600、U+202E、U+E863');
	});
	it('repeats the head of a table on each page and cuts a row longer than a page without losing a line', async () => {
		const long = Array.from({ length: 150 }, (_, i) => `行${i}`).join('\n');
		const rows = Array.from({ length: 120 }, (_, i) => [`第${i}条`, i === 60 ? long : '短']);
		const file = await pdf(TITLE, {
			kind: 'table',
			columns: [
				{ heading: '来源列', width: 1 },
				{ heading: '值', width: 3, numeric: true }
			],
			rows,
			foot: [['合计', '9.00']]
		});
		const text = textOfPdf(file.bytes);
		const pages = text.split('\f').filter((page) => page.includes('检查底稿 M1'));
		expect(pages.length).toBe(file.pages);
		expect(pages.every((page) => page.includes('来源列'))).toBe(true);
		for (let i = 0; i < 120; i++) expect(text).toContain(`第${i}条`);
		for (let i = 0; i < 150; i++) expect(text).toMatch(new RegExp(`行${i}(\n|\f|$)`));
	});
	it('draws charts as rectangles, with their words', async () => {
		const file = await pdf(
			TITLE,
			{
				kind: 'bars',
				title: '按违规类型',
				bars: [
					{ label: '重复收费', value: 200, text: '2.00 元' },
					{ label: '无', value: 0, text: '0.00 元' }
				]
			},
			{
				kind: 'shares',
				title: '处理',
				parts: [
					{ label: '确认', value: 1, text: '1 条' },
					{ label: '排除', value: 3, text: '3 条' }
				]
			}
		);
		expect(textOfPdf(file.bytes)).toContain('重复收费');
		expect(streamsOf(file.bytes).join('')).toContain(' re f');
		expect(streamsOf(file.bytes).join('')).not.toContain('/Subtype /Image');
	});
	it('of every kind of block (looked at by hand where PDF_OUT names a file)', async () => {
		const file = await pdf(
			TITLE,
			{
				kind: 'facts',
				columns: 3,
				facts: [
					['就诊ID', 'M1'],
					['姓名', '欧阳娜娜'],
					['机构', '市第一人民医院（东院区）住院部'],
					['主诊断', '']
				]
			},
			{ kind: 'heading', level: 1, text: '疑点 1', tags: '医保合规 · 重复收费' },
			{ kind: 'heading', level: 2, text: '条件' },
			{ kind: 'text', look: 'strong', text: '计 5 天，住院 3 天' },
			{ kind: 'text', look: 'note', text: '说明' },
			{ kind: 'list', ordered: true, items: ['其一', ['其二 ', { strong: '重' }]] },
			{ kind: 'signatures', places: ['检查人员', '被检查单位（盖章）', '日期'] },
			{ kind: 'small', lines: ['摘要 '.concat('a'.repeat(64))] },
			{ ...TITLE, text: '第二份', running: '检查底稿 M2' }
		);
		expect(file.pages).toBe(2);
		expect(textOfPdf(file.bytes)).toContain('欧阳娜娜');
		if (process.env.PDF_OUT) writeFileSync(process.env.PDF_OUT, file.bytes);
	});
});
