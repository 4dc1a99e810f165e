import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PAGE_HELP } from '../../src/lib/format/page-help.ts';

it('every page of the workbench has help of its own, and no help is left of a page that is gone', () => {
	const routes = globSync('src/routes/(work)/**/+page.svelte').map(
		(path) => path.replace('src/routes/(work)', '').replace('/+page.svelte', '') || '/'
	);
	expect(Object.keys(PAGE_HELP).sort()).toEqual(routes.sort());
});
