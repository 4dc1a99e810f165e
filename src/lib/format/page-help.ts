import { m } from '$lib/i18n/index.ts';

/** What a page is for and how work there begins, by its route; every page has its own (tests/house/page-help.test.ts). */
export const PAGE_HELP: Readonly<Record<string, () => string>> = {
	'/': m.help_start,
	'/import': m.help_import,
	'/b/[batch]/receipt': m.help_receipt,
	'/b/[batch]/overview': m.help_overview,
	'/b/[batch]/queue': m.help_queue,
	'/b/[batch]/case/[[visit]]': m.help_case,
	'/b/[batch]/changes': m.help_changes,
	'/b/[batch]/second': m.help_second,
	'/b/[batch]/sampling': m.help_sampling,
	'/b/[batch]/training': m.help_training,
	'/b/[batch]/export': m.help_export,
	'/draw': m.help_draw,
	'/problems': m.help_problems,
	'/rules/[[id]]': m.help_rules,
	'/rules/own': m.help_own_rules,
	'/rules/back-test': m.help_back_test,
	'/rules/coverage': m.help_coverage,
	'/knowledge': m.help_knowledge,
	'/knowledge/[pack]': m.help_pack,
	'/knowledge/codes': m.help_codes,
	'/verify': m.help_verify,
	'/proof': m.help_proof
};

/** @param route as SvelteKit names it, groups in brackets among its parts */
export const pageHelp = (route: string | null): string => PAGE_HELP[(route ?? '').replace(/\/\([^/]*\)/g, '') || '/']?.() ?? '';
