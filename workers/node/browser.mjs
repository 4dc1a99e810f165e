// Finds a Chromium for the tests, or installs one. Order (STACK.md): environment variable, Playwright's own, system paths,
// `playwright install chromium`, as root `apt-get install chromium fonts-noto-cjk`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const SYSTEM = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/** Path of a browser on this machine, or null. */
export function findBrowser() {
	const named = process.env.MINGSHEN_CHROMIUM;
	if (named) {
		if (!existsSync(named)) throw new Error(`MINGSHEN_CHROMIUM names ${named}, which is not there`);
		return named;
	}
	const hidden = (process.env.MINGSHEN_HIDE_BROWSERS ?? '').split(':').filter(Boolean);
	return [chromium.executablePath(), ...SYSTEM].find((path) => path && !hidden.includes(path) && existsSync(path)) ?? null;
}

/** Finds a browser, installing one where there is none. @returns its path */
export function ensureBrowser() {
	const found = findBrowser();
	if (found) return found;
	console.log('No Chromium found: trying `playwright install chromium`');
	spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit', timeout: 300_000 });
	const own = findBrowser();
	if (own) return own;
	if (process.getuid?.() === 0) {
		console.log('Playwright could not download one: trying `apt-get install chromium fonts-noto-cjk`');
		spawnSync('apt-get', ['update'], { stdio: 'inherit' });
		spawnSync('apt-get', ['install', '-y', 'chromium', 'fonts-noto-cjk'], {
			stdio: 'inherit',
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		});
		if (existsSync(SYSTEM[0])) return SYSTEM[0];
	}
	throw new Error('No Chromium, and none could be installed. Install one and name it: MINGSHEN_CHROMIUM=/path/to/chromium npm test');
}

/** One set of launch options for every test and bench: no sandbox as root, no background networking. */
export const launchOptions = () => ({
	executablePath: ensureBrowser(),
	chromiumSandbox: process.getuid?.() !== 0,
	args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic', '--disable-gpu']
});
