import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../../workers/package/bytes.ts';
import { exportPackage } from '../../../workers/package/export.ts';
import { Masker, maskName, maskNumber } from '../../../workers/package/mask.ts';
import type { ExportInput } from '../../../workers/package/model.ts';
import { sanitize } from '../../../workers/package/sanitize.ts';
import { BATCH, decide, exportInput, finding, journal, listRow, NAMES, NUMBERS } from './fixture.ts';

const masked = { undecided: true, identities: false, workPapers: true };

/** All text of a package, members of the workbook too. */
async function textOfPackage(input: ExportInput): Promise<string> {
	const files = unzipSync(await exportPackage(input));
	const sheets = unzipSync(files['疑点清单.xlsx']!);
	const envelope = JSON.parse(textOf(files['statement.dsse.json']!)) as { payload: string };
	const texts = Object.entries(files)
		.filter(([name]) => !name.endsWith('.xlsx'))
		.map(([name, bytes]) => `${name}\n${textOf(bytes)}`);
	return [...texts, ...Object.values(sheets).map(textOf), Buffer.from(envelope.payload, 'base64').toString('utf8')].join('\n');
}
/** A number with a right check digit. */
function citizenNumber(n: number): string {
	const day = new Date(Date.UTC(1930, 0, 1 + ((n * 37) % 32_000))).toISOString().slice(0, 10).replaceAll('-', '');
	const body = `${110_000 + (n % 500) * 101}${day}${String(n % 1_000).padStart(3, '0')}`;
	const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce((total, weight, i) => total + weight * Number(body[i]), 0);
	return body + '10X98765432'[sum % 11];
}
const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许';
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平';
const personName = (n: number): string => SURNAMES[n % 20]! + GIVEN[Math.floor(n / 20) % 20]! + GIVEN[(n * 7 + Math.floor(n / 400)) % 20]!;

describe('masking', () => {
	it.each([
		['王小明', '王*'],
		['欧阳娜娜', '欧*'],
		['王*', '王*'],
		['A', 'A*'],
		['', ''],
		['😀x', '😀*']
	])('name %s', (name, expected) => expect(maskName(name)).toBe(expected));
	it.each([
		['330102198001011234', '3301************34'],
		['3301************34', '3301************34'],
		['H1234567(8)', 'H*********)'],
		['12345', '*****'],
		['', '']
	])('number %s', (number, expected) => expect(maskNumber(number)).toBe(expected));
	it('finds numbers inside longer ones, whatever the case, and leaves serial numbers and digests alone', () => {
		const masker = new Masker(new Set(), new Set(['33010219800101123X', 'E12345678']));
		expect(masker.identifier('H133010219800101123xZ9')).toBe('H13301************3xZ9');
		expect(masker.identifier('aE12345678b')).toBe('aE*******8b');
		expect(masker.identifier('202401150000012345')).toBe('202401150000012345');
		expect(masker.identifier(citizenNumber(5))).toContain('*');
		expect(masker.text('见330102198001019999号')).toBe('见3301************99号');
		const digest = '1'.repeat(64);
		expect([masker.text(digest), masker.text('13812345678')]).toEqual([digest, '138******78']);
	});
	it('takes the longer of two names that begin alike', () => {
		const masker = new Masker(new Set(['王伟', '王伟明']), new Set());
		expect(masker.text('王伟明与王伟、王大伟')).toBe('王*与王*、王大伟');
	});
});

describe('what may leave', () => {
	it('of 1,000 identities in findings, evidence, notes, lists, work papers, file names and receipt: nothing raw', async () => {
		const people = Array.from({ length: 1_000 }, (_, n) => ({ name: personName(n), number: citizenNumber(n) }));
		const findings = people.map(({ name, number }, n) => {
			const f = finding(n, { key: `bed-days:H1_${n}_${number}`, visit: `H1_${n}_${number}`, person: number, related: [`x${number}`] });
			const text = JSON.stringify(f)
				.replaceAll(NAMES[n % 3]!, name)
				.replaceAll(NUMBERS[n % 3]!, number);
			return JSON.parse(text) as typeof f;
		});
		const rows = findings.flatMap((f, n) =>
			f.lines.map((_, line) => ({ ...listRow(f, line, n), name: people[n]!.name, certificate: people[n]!.number }))
		);
		const stays = (await exportInput(1)).stays.flatMap((stay) =>
			findings.map((f, n) => ({ ...stay, visit: f.visit, person: f.person, name: people[n]!.name, certificate: people[n]!.number }))
		);
		const input = await exportInput(0, {
			contents: masked,
			findings,
			rows,
			stays,
			files: people.slice(0, 50).map(({ name, number }, n) => ({ name: `${name}${number}.csv`, digest: String(n), size: 1 })),
			journal: journal(findings.map((f, n) => decide([f], 'confirm', `问过${people[(n * 7) % 1_000]!.name}（${people[(n * 3) % 1_000]!.number}）`)))
		});
		const text = await textOfPackage(input);
		expect(people.filter(({ name }) => text.includes(name)).map(({ name }) => name)).toEqual([]);
		expect(people.filter(({ number }) => text.includes(number)).map(({ number }) => number)).toEqual([]);
		expect(text).not.toMatch(/13800138000/);
		expect(new Set(people.map((person) => person.number)).size).toBe(1_000);
	}, 120_000);
	it('has no name in the reason of an exception, neither in the recipe nor in the list', async () => {
		const base = await exportInput(6);
		const reason = `${NAMES[0]}（${NUMBERS[0]}）已复核`;
		const exception = { id: 'x1', rule: 'bed-days', limits: { department: '内科' }, reason, until: '2026-12-31', actor: '王审核', at: 1 };
		const input = {
			...base,
			contents: { ...masked, undecided: true },
			recipe: { ...base.recipe, exceptions: [exception] },
			exceptions: [exception],
			excepted: [{ key: base.findings[5]!.key, until: exception.until, reason }]
		};
		const text = await textOfPackage(input);
		expect(text).toContain('已复核');
		expect(text).toContain('2026-12-31');
		for (const raw of [NAMES[0]!, NUMBERS[0]!]) expect(text).not.toContain(raw);
	});
	it('is everything when it was ticked', async () => {
		const input = await exportInput(6, { contents: { undecided: true, identities: true, workPapers: true } });
		const text = await textOfPackage(input);
		for (const raw of [...NAMES, ...NUMBERS, '13800138000']) expect(text).toContain(raw);
		expect(sanitize(input, input.contents, BATCH).withheld).toEqual({ undecided: 0, masked: null });
	});
	it('leaves undecided findings behind, their rows and stays too, and says how many', async () => {
		const input = await exportInput(6);
		const content = sanitize(input, { ...masked, undecided: false }, BATCH);
		expect(content.findings).toHaveLength(3);
		expect(content.rows).toHaveLength(6);
		expect(content.stays).toHaveLength(3);
		expect(content.withheld.undecided).toBe(3);
		expect(sanitize(input, { ...masked, workPapers: false }, BATCH).stays).toEqual([]);
	});
	it('leaves serial numbers in evidence alone, though they look like telephones', async () => {
		const f = finding(1);
		const [first, ...rest] = f.conditions;
		const serial = { ...first!.left.sources[0]!, field: 'feedetl_sn', value: '13812345678' };
		const conditions = [{ ...first!, left: { ...first!.left, value: '13812345678', sources: [serial] } }, ...rest];
		const content = sanitize(await exportInput(0, { findings: [{ ...f, conditions }] }), masked, BATCH);
		expect(content.findings[0]!.conditions[0]!.left).toMatchObject({ value: '13812345678', sources: [{ value: '13812345678' }] });
	});
	it('masks addresses, and what is derived of them', async () => {
		const f = finding(1);
		const [first, ...rest] = f.conditions;
		const cell = { ...first!.left.sources[0]!, field: 'addr', value: '明川市柳湾路12号' };
		const conditions = [{ ...first!, left: { ...first!.left, origin: 'derived' as const, value: '明川市柳湾路', sources: [cell] } }, ...rest];
		const content = sanitize(await exportInput(0, { findings: [{ ...f, conditions }] }), masked, BATCH);
		expect(content.findings[0]!.conditions[0]!.left).toMatchObject({ value: '明*', sources: [{ value: '明*' }] });
		expect(JSON.stringify(content)).not.toContain('柳湾路');
	});
	it('counts a decision about other evidence as none', async () => {
		const input = await exportInput(6);
		const findings = input.findings.map((f) => ({ ...f, evidenceDigest: 'x' }));
		expect(sanitize({ ...input, findings }, { ...masked, undecided: false }, BATCH).findings).toEqual([]);
	});
	it('changes nothing that it was given, and gives the same again', async () => {
		const input = await exportInput(6);
		const before = JSON.stringify({ ...input, signers: [] });
		const [one, two] = [sanitize(input, masked, BATCH), sanitize(input, masked, BATCH)];
		expect(JSON.stringify({ ...input, signers: [] })).toBe(before);
		expect(one).toEqual(two);
	});
	it('drops the event id of masked frames, so that their hash cannot be used to guess', async () => {
		const content = sanitize(await exportInput(6), masked, BATCH);
		expect(content.lines.join('\n')).not.toMatch(/event-[0234]/);
		expect([...content.states.values()].map((state) => state.decision)).toEqual(['confirm', 'confirm', 'ask', null]);
	});
});
