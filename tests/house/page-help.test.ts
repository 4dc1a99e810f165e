import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PAGE_HELP } from '../../src/lib/format/page-help.ts';

it('every page of the workbench has help of its own, and no help is left of a page that is gone', () => {
	const routes = (readdirSync('src/routes/(work)', { recursive: true }) as string[])
		.filter((path) => path.endsWith('+page.svelte'))
		.map((path) => `/${path.replace(/\/?\+page\.svelte$/, '')}`);
	expect(Object.keys(PAGE_HELP).sort()).toEqual(routes.sort());
});
