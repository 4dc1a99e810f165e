/**
 * Fills `{{name}}` of a message template.
 * @param absent what stands for a placeholder without data
 */
export const fillTemplate = (
	template: string,
	data: Readonly<Record<string, string | number>>,
	absent: (placeholder: string) => string = () => ''
): string =>
	template.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => (Object.hasOwn(data, name) ? String(data[name]) : absent(placeholder)));
