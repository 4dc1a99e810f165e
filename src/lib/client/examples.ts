import { base } from '$app/paths';
import type { RuleExamples } from '../../../workers/protocol/rule-example.ts';

/** One case of each rule that fires and one that does not, from this origin or, offline, from the service worker's cache. */
export async function ruleExamples(): Promise<RuleExamples> {
	const response = await fetch(`${base}/rules/examples.json`);
	if (!response.ok) throw new Error(`the examples are not there: ${response.status}`);
	return (await response.json()) as RuleExamples;
}
