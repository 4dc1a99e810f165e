// What a person feels, on the built app: the longest task of the page's main thread while importing and reviewing (thread time from a trace, wall beside
// it), peak memory of the renderer with its workers, and the time from a key to the evidence on screen.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from '../../workers/node/browser.mjs';
import { root } from '../../workers/node/build.mjs';
import { ensureBuilt, serve } from '../../workers/node/start.mjs';

const PORT = 5219;
/** A sample of memory each 100 ms. */
const SAMPLE_MS = 100;
const CASES = 15;

export async function measureApp({ stays }) {
	await ensureBuilt();
	const work = mkdtempSync(join(tmpdir(), 'mingshen-app-'));
	const files = join(work, 'files');
	execFileSync('node', [join(root, 'workers/node/generate.mjs'), '--stays', String(stays), '--seed', 'bench', '--out', files], { stdio: 'inherit' });
	const server = await serve(PORT);
	const context = await chromium.launchPersistentContext(join(work, 'profile'), {
		...launchOptions(),
		viewport: { width: 1440, height: 900 },
		locale: 'zh-CN'
	});
	try {
		return await walk(
			context,
			readdirSync(files)
				.filter((name) => name !== 'truth.csv')
				.map((name) => join(files, name))
		);
	} finally {
		await context.close();
		server.close();
		rmSync(work, { recursive: true, force: true });
	}
}

async function walk(context, files) {
	const page = await context.newPage();
	page.setDefaultTimeout(900_000);
	await page.goto(`http://127.0.0.1:${PORT}/import`);
	const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '选择文件', exact: true }).click()]);
	await chooser.setFiles(files);
	const start = page.getByRole('button', { name: /^导入 \d+ 个文件$/ });
	await start.waitFor();

	const memory = await watchMemory(context, page);
	const imported = await traced(context, page, async () => {
		await start.click();
		await page.waitForURL(/\/receipt/);
	});
	const reviewed = await traced(context, page, async () => {
		await page.getByRole('button', { name: /^运行审核$/ }).click();
		await page.waitForURL(/\/queue/);
		await page.getByRole('grid', { name: '疑点' }).getByRole('row').nth(1).waitFor();
	});
	const peak = memory.stop();
	const scrolled = await traced(context, page, () => scrollAndFilter(page));
	const searched = [await searchFor(page, '高血压'), await searchFor(page, '糖尿病')];
	const opening = await openCases(page);
	return [
		{
			name: `longest main-thread task while importing (wall ${imported.wall} ms; import took ${imported.seconds} s)`,
			ours: imported.thread,
			peer: 50,
			ratio: ratio(imported.thread / 50),
			unit: 'ms'
		},
		{
			name: `longest main-thread task while reviewing (wall ${reviewed.wall} ms; review took ${reviewed.seconds} s)`,
			ours: reviewed.thread,
			peer: 50,
			ratio: ratio(reviewed.thread / 50),
			unit: 'ms'
		},
		{
			name: 'peak memory of the renderer and its workers, import and review (limit beside it)',
			ours: peak,
			peer: 600,
			ratio: ratio(peak / 600),
			unit: 'MB'
		},
		{
			name: `longest main-thread task while scrolling and filtering the queue (wall ${scrolled.wall} ms)`,
			ours: scrolled.thread,
			peer: 50,
			ratio: ratio(scrolled.thread / 50),
			unit: 'ms'
		},
		{ name: 'first search, which reads all records and documents, key to rows', ours: searched[0], peer: null, ratio: null, unit: 'ms' },
		{ name: 'further search, which reads the documents again, key to rows', ours: searched[1], peer: null, ratio: null, unit: 'ms' },
		{
			name: `opening the case below the row that the cursor rests on, key to evidence painted, median of ${opening.length} (limit beside it; worst ${Math.max(...opening)})`,
			ours: median(opening),
			peer: 100,
			ratio: ratio(median(opening) / 100),
			unit: 'ms'
		}
	];
}

/** Longest task of the renderer's main thread during `work`. */
async function traced(context, page, work) {
	const session = await context.newCDPSession(page);
	const events = [];
	session.on('Tracing.dataCollected', ({ value }) =>
		events.push(
			...value.filter((event) => event.name === 'RunTask' || event.name === 'ThreadControllerImpl::RunTask' || event.name === 'thread_name')
		)
	);
	await session.send('Tracing.start', {
		transferMode: 'ReportEvents',
		traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'] }
	});
	const begun = Date.now();
	await work();
	const seconds = ((Date.now() - begun) / 1000).toFixed(1);
	const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
	await session.send('Tracing.end');
	await complete;
	const mains = new Set(
		events.filter((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain').map((event) => `${event.pid} ${event.tid}`)
	);
	const tasks = events.filter((event) => event.ph === 'X' && mains.has(`${event.pid} ${event.tid}`));
	if (tasks.length === 0) throw new Error('the trace has no tasks of the main thread');
	const longest = tasks.reduce((a, b) => ((b.tdur ?? 0) > (a.tdur ?? 0) ? b : a));
	return { thread: Math.round((longest.tdur ?? 0) / 1e3), wall: Math.round(Math.max(...tasks.map((task) => task.dur)) / 1e3), seconds };
}

/** Peak of the anonymous resident memory of the page's renderer: heap, typed arrays and workers, without the shared pages of the browser's program. */
async function watchMemory(context, page) {
	const pid = await rendererOf(context, page);
	let peak = 0;
	const timer = setInterval(() => (peak = Math.max(peak, anonymous(pid))), SAMPLE_MS);
	return { stop: () => (clearInterval(timer), Math.round(peak / 1024)) };
}

/** Process of the page; the browser has renderers for its own surfaces too. A trace names the process of each frame as it begins. */
async function rendererOf(context, page) {
	const session = await context.newCDPSession(page);
	const frames = [];
	session.on('Tracing.dataCollected', ({ value }) => {
		for (const { name, args } of value) if (name === 'TracingStartedInBrowser') frames.push(...args.data.frames);
	});
	const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
	await session.send('Tracing.start', { traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline'] } });
	await session.send('Tracing.end');
	await complete;
	const frame = frames.find(({ url }) => url === page.url());
	if (!frame) throw new Error(`the trace names no process for ${page.url()}`);
	return frame.processId;
}

const anonymous = (pid) => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

/** Scrolls through the queue from end to end, by pages and by the wheel, and sets and clears filters. */
async function scrollAndFilter(page) {
	const grid = page.getByRole('grid', { name: '疑点' });
	await grid.hover();
	for (let i = 0; i < 40; i++) {
		await page.mouse.wheel(0, i % 2 === 0 ? 2_400 : 36_000);
		await page.waitForTimeout(50);
	}
	for (let i = 0; i < 20; i++) await page.keyboard.press('PageUp');
	for (const name of [/^明确违规/, /^未处理/, /^可疑/]) {
		await page.getByRole('checkbox', { name }).first().check();
		await page.waitForTimeout(200);
	}
	await page.getByRole('button', { name: '清除筛选' }).click();
	await page.waitForTimeout(200);
}

/** From Enter to the rows that were found. */
async function searchFor(page, words) {
	const box = page.getByRole('search').getByRole('searchbox');
	await box.fill(words);
	const from = Date.now();
	await box.press('Enter');
	await page.getByRole('button', { name: `移除筛选 “${words}”` }).waitFor();
	const ms = Date.now() - from;
	await page.getByRole('button', { name: '清除筛选' }).click();
	await page.getByRole('button', { name: `移除筛选 “${words}”` }).waitFor({ state: 'detached' });
	return ms;
}

/** Opens cases from the queue by the keyboard: from the key to the frame after the evidence card has its conditions. */
async function openCases(page) {
	const times = [];
	for (let i = 0; i < CASES; i++) {
		await page.getByRole('grid', { name: '疑点' }).getByRole('row').nth(1).waitFor();
		await page.waitForTimeout(300);
		await page.keyboard.press('j');
		await page.evaluate(() => {
			window.opened = new Promise((resolve) => {
				addEventListener(
					'keydown',
					() => {
						const begun = performance.now();
						const look = () => {
							const shown = document.querySelector('article[aria-label="证据卡"] ol li, article[aria-label="证据卡"] section li');
							if (shown) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
							else requestAnimationFrame(look);
						};
						look();
					},
					{ once: true, capture: true }
				);
			});
		});
		await page.keyboard.press('Enter');
		times.push(Math.round(await page.evaluate(() => window.opened)));
		await page.goBack();
	}
	return times;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const ratio = (value) => Number(value.toPrecision(3));
