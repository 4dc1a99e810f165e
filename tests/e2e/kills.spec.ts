// The browser is killed in the middle of the work, again and again: what was said to be saved is there afterwards.
import { chromium, expect, test, type LaunchOptions, type Page } from '@playwright/test';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { root } from './server.ts';
import * as step from './steps.ts';

const KILLS = 20;
const SEED = 20260731;
const SAVED = 'saved ';

test(`no acknowledged decision is lost in ${KILLS} kills`, async ({ baseURL, launchOptions }, info) => {
	test.setTimeout(300_000);
	const profile = mkdtempSync(join(tmpdir(), 'mingshen-kills-'));
	const folder = info.outputPath('files');
	const files = manyCopies(folder, 9);
	const random = mulberry(SEED);
	const acknowledged = new Set<string>();
	let wiped = 0;
	try {
		let running = await start(profile, baseURL!, launchOptions);
		let batch = await step.importFiles(running.page, files);
		await step.review(running.page);
		for (let kill = 0; kill <= KILLS; kill++) {
			const here = await confirmed(running.page, batch);
			if (here === null) {
				wiped++;
				await expect(running.page.getByText('存储受损')).toBeVisible();
				batch = await step.importFiles(running.page, files);
				await step.review(running.page);
			}
			const count = here ?? (await confirmed(running.page, batch))!;
			// One more may have reached the disk in each life without having been acknowledged.
			expect(count, `after kill ${kill}`).toBeGreaterThanOrEqual(acknowledged.size);
			expect(count, `after kill ${kill}`).toBeLessThanOrEqual(acknowledged.size + kill);
			if (kill === KILLS) break;
			await running.page.keyboard.press('n');
			await step.openCase(running.page);
			const { page, kill: end } = running;
			await decideUntilKilled(page, acknowledged, () => setTimeout(end, random() * 900));
			await running.dead;
			running = await start(profile, baseURL!, launchOptions);
		}
		expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS);
		const members = unzipSync(await step.exportPackage(running.page, batch));
		const kept = new Set(
			new TextDecoder()
				.decode(members['findings.jsonl'])
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line).key)
		);
		expect([...acknowledged].filter((key) => !kept.has(key))).toEqual([]);
		info.annotations.push({
			type: 'kills',
			description: `${KILLS} kills, ${acknowledged.size} decisions acknowledged, 0 lost, database wiped ${wiped} times`
		});
		console.log(`    ${KILLS} kills: ${acknowledged.size} decisions acknowledged, 0 lost; the browser wiped its database ${wiped} times`);
		running.kill();
		await running.dead;
	} finally {
		rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
	}
});

/** A training batch several times over, each copy with identifiers of its own: more findings than one holds. */
function manyCopies(folder: string, copies: number): string[] {
	execFileSync('node', [join(root, 'workers/node/generate.mjs'), '--stays', '60', '--seed', '7', '--out', folder]);
	const names = readdirSync(folder).filter((name) => !['truth.csv', 'doctor.csv', 'institution.csv'].includes(name));
	return names.map((name) => {
		const text = readFileSync(join(folder, name), 'utf8');
		const end = text.indexOf('\n') + 1;
		const copy = (_: unknown, i: number): string => text.slice(end).replace(/(M|P|S|ZY)0(\d{7})/g, `$1${i + 1}$2`);
		writeFileSync(join(folder, name), text.slice(0, end) + Array.from({ length: copies }, copy).join(''));
		return join(folder, name);
	});
}

interface Running {
	readonly page: Page;
	readonly kill: () => void;
	readonly dead: Promise<void>;
}

/** A browser of our own in a process group of its own, so that all of it can be killed at once. */
async function start(profile: string, baseURL: string, { executablePath, args, chromiumSandbox }: LaunchOptions): Promise<Running> {
	const words = [
		...(args ?? []),
		'--headless=new',
		'--remote-debugging-port=0',
		`--user-data-dir=${profile}`,
		'--lang=zh-CN',
		'--window-size=1440,900',
		'--hide-crash-restore-bubble'
	];
	const child = spawn(executablePath!, [...words, ...(chromiumSandbox ? [] : ['--no-sandbox']), 'about:blank'], {
		detached: true,
		stdio: ['ignore', 'ignore', 'pipe']
	});
	const dead = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const browser = await chromium.connectOverCDP(await address(child));
	const context = browser.contexts()[0]!;
	const page = await context.newPage();
	const relative = page.goto.bind(page);
	page.goto = (path, options) => relative(new URL(path, baseURL).href, options);
	return { page, dead, kill: () => void process.kill(-child.pid!, 'SIGKILL') };
}

const address = (child: ChildProcess): Promise<string> =>
	new Promise((resolve, reject) => {
		let said = '';
		child.once('exit', () => reject(new Error(`the browser ended: ${said}`)));
		child.stderr!.on('data', (bytes: Buffer) => {
			said += bytes.toString();
			const found = /DevTools listening on (ws:\S+)/.exec(said);
			if (found) resolve(found[1]!);
		});
	});

/** Number of decided findings of the batch, as the status line says it; null where the batch is gone. The queue is on screen. */
async function confirmed(page: Page, batch: string): Promise<number | null> {
	await step.open(page, `/b/${batch}/queue`);
	const gone = page.getByText('本机没有这个批次');
	await expect(gone.or(step.rows(page).first())).toBeVisible();
	if (await gone.isVisible()) return null;
	const words = await page
		.getByRole('contentinfo')
		.getByText(/^已处理 \d+\/\d+$/)
		.innerText();
	return Number(/\d+/.exec(words)![0]);
}

/**
 * Confirms one finding after the other as fast as the page can, until the browser is gone. Key 1 is pressed in the page itself: a round trip for each would
 * leave the journal idle most of the time. `first` is called with the first acknowledgement. The page moves on to the next finding only when the decision is on disk: that is the acknowledgement.
 */
async function decideUntilKilled(page: Page, acknowledged: Set<string>, first: () => void): Promise<void> {
	let begun = false;
	page.on('console', (message) => {
		if (!message.text().startsWith(SAVED)) return;
		acknowledged.add(message.text().slice(SAVED.length));
		if (!begun) first();
		begun = true;
	});
	const gone = new Promise<void>((resolve) => page.once('close', () => resolve()));
	await page
		.evaluate((said) => {
			const shown = (): string | null => document.querySelector('[data-finding]')?.getAttribute('data-finding') ?? null;
			let before = shown();
			const press = (): void => {
				const now = shown();
				if (now !== null && before !== null && now !== before) console.log(said + before);
				before = now ?? before;
				document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true, cancelable: true }));
				setTimeout(press);
			};
			press();
		}, SAVED)
		.catch(() => undefined);
	await gone;
}

function mulberry(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
