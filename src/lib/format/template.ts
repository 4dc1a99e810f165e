import type { FindingMessage } from '$rules/domain/finding.ts';
import { fillTemplate } from '$rules/domain/template.ts';

/** Fills {{name}} of a rule's template; a name without data stays visible rather than vanishing. */
export const fill = (template: string, data: FindingMessage['data']): string => fillTemplate(template, data, (placeholder) => placeholder);
