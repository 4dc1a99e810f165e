import { valueText } from '$lib/components/rules/words.ts';
import { bi, m } from '$lib/i18n/index.ts';
import type { Workbench } from '$lib/state/workbench.svelte.ts';
import type { RecipeChange } from '$workers/protocol/back-test.ts';

/** Changes of rules and parameters as sentences, each list in its order. */
export function changeTexts(change: Omit<RecipeChange, 'packs'>, workbench: Pick<Workbench, 'rules' | 'ruleTitle'>) {
	return {
		parameters: change.parameters.map(({ rule, name, value, from, to }) => {
			const spec = workbench.rules.get(rule)?.params[name];
			const days = from || to ? ` (${m.bt_change_dates({ from: from ?? '…', to: to ?? '…' })})` : '';
			return (
				m.bt_change_parameter({
					rule: workbench.ruleTitle(rule),
					name: spec ? bi(spec.title) : name,
					value: spec ? valueText(value, spec.unit) : value
				}) + days
			);
		}),
		rulesOn: change.rulesOn.map((rule) => m.bt_change_on({ rule: workbench.ruleTitle(rule) })),
		rulesOff: change.rulesOff.map((rule) => m.bt_change_off({ rule: workbench.ruleTitle(rule) }))
	};
}
