import { ESLint } from 'eslint';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({ cwd: root });

async function messages(filePath: string, code: string): Promise<string[]> {
	const [result] = await eslint.lintText(code, { filePath: join(root, filePath) });
	return result!.messages.filter((m) => m.ruleId !== '@typescript-eslint/no-unused-vars').map((m) => m.message);
}

/** file | import that must fail | what the message names */
const AGAINST = `
	rules/domain/x.ts            | ../engine/run.ts                      | rules/domain
	rules/knowledge/x.ts         | ../engine/run.ts                      | rules/knowledge
	rules/engine/x.ts            | ../facts/charges.ts                   | rules/engine
	rules/engine/x.ts            | ../../workers/protocol/review.ts      | rules/engine
	rules/facts/x.ts             | ../checks/dip/low-cost-stay.ts        | rules/facts
	rules/user/x.ts              | ../checks/dip/low-cost-stay.ts        | rules/user
	rules/checks/fraud/x.ts      | ./look-alike-claims.ts                | never imports a rule
	rules/checks/fraud/x.ts      | ../compliance/bed-days-over-stay.ts   | never imports a rule
	workers/ingest/x.ts          | dexie                                 | workers/ingest
	workers/ingest/x.ts          | ../store/open.ts                      | workers/ingest
	workers/jobs/x.ts            | dexie                                 | workers/store
	workers/jobs/x.ts            | ../../src/lib/state/queue.svelte.ts   | 
	workers/generator/x.ts       | ../../rules/domain/units.ts           | generator
	workers/documents/x.ts       | ../package/sanitize.ts                | sets type
	workers/protocol/x.ts        | ../store/open.ts                      | types only
	src/lib/state/x.ts           | ../../../workers/jobs/review.ts       | src/lib/client
	src/lib/state/x.ts           | dexie                                 | src/lib/client
	src/lib/components/x.ts      | ../../../rules/engine/run.ts          | src/lib/client
`;

describe('layers held by the linter', () => {
	for (const [file, target, named] of AGAINST.trim()
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()))) {
		it(`${file} may not import ${target}`, async () => {
			const found = await messages(file!, `import ${JSON.stringify(target)};\n`);
			expect(
				found.some((message) => message.includes('restricted') && message.includes(named!)),
				found.join('\n')
			).toBe(true);
		});
	}
	it('lets imports along the arrows through', async () => {
		expect(await messages('rules/checks/fraud/x.ts', `import { charges } from '../../facts/charges.ts';\nexport default charges;\n`)).toEqual([]);
		expect(await messages('workers/jobs/x.ts', `import { judgeShard } from '../../rules/engine/run.ts';\nexport default judgeShard;\n`)).toEqual([]);
	});
	it('keeps clock and chance out of the rules', async () => {
		expect(await messages('rules/facts/x.ts', 'export const a = Date.now();\n')).toEqual(
			expect.arrayContaining([expect.stringContaining('no clock')])
		);
		expect(await messages('rules/facts/x.ts', 'export const a = Math.random();\n')).toEqual(
			expect.arrayContaining([expect.stringContaining('no randomness')])
		);
	});
	it('keeps records on the page', async () => {
		expect(await messages('src/lib/state/x.ts', `window.open('https://x');\n`)).toEqual(
			expect.arrayContaining([expect.stringContaining('window.open')])
		);
		expect(await messages('src/lib/state/x.ts', `eval('1');\n`)).not.toEqual([]);
	});
});

describe('layers held by the compiler', () => {
	mkdirSync(join(root, '.cache'), { recursive: true });
	const folder = mkdtempSync(join(root, '.cache/layer-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it.each(['document.title', 'indexedDB.open("x")', 'performance.now()', 'fetch("/")', 'setTimeout(() => {}, 1)'])(
		'rules/ does not know %s',
		(code) => {
			writeFileSync(join(folder, 'x.ts'), `export const x: unknown = ${code};\n`);
			writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../rules/tsconfig.json', include: ['x.ts'] }));
			const { status, stdout } = spawnSync('npx', ['--no-install', 'tsc', '-p', folder], { cwd: root, encoding: 'utf8' });
			expect(stdout).toMatch(/error TS(2304|2584|2552)/);
			expect(status).not.toBe(0);
		}
	);
});
