import type { FindingMessage } from '$rules/domain/finding.ts';

/** Fills {{name}} of a rule's template; a name without data stays visible rather than vanishing. */
export function fill(template: string, data: FindingMessage['data']): string {
	return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole));
}
