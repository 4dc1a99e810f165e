import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from './workers/node/browser.mjs';

/** End to end in real Chromium on the built page, as a person would use it. */
export default defineConfig({
	testDir: 'tests/e2e',
	fullyParallel: false,
	// A loaded CI machine may starve a browser once; a test that needs its retry is named in the report.
	retries: process.env['CI'] ? 2 : 0,
	// Each test has a browser context, and so a workspace, of its own; the server only hands out files.
	workers: 2,
	timeout: 300_000,
	expect: { timeout: 20_000 },
	reporter: [['list']],
	use: {
		...devices['Desktop Chrome'],
		baseURL: 'http://127.0.0.1:5211',
		viewport: { width: 1440, height: 900 },
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		launchOptions: launchOptions()
	},
	webServer: { command: 'node tests/e2e/serve.mjs', url: 'http://127.0.0.1:5211', reuseExistingServer: false }
});
