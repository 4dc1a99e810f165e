import { codes, day, oneOf, optional, PACK_LIMITS, patterned, text, texts, type FieldRules } from './field-rules.ts';
import { descriptorOf, type KnowledgeTableId } from './tables/index.ts';

/** Fields that every point has, whatever its table. `got` is checked by hand. */
export const BASE_FIELDS = {
	id: text(),
	officialClass: text(80),
	officialCode: optional(text(32)),
	codes,
	name: text(),
	aliases: optional(texts),
	from: optional(day),
	to: optional(day),
	notice: text()
} satisfies FieldRules;

/** Parameters of a point, as `got` names them. */
export function parametersOf(table: KnowledgeTableId): readonly string[] {
	return Object.entries(descriptorOf(table).fields).flatMap(([name, rule]) => (rule.named ? [] : [name]));
}

export const PACK_FIELDS: FieldRules = {
	format: oneOf('mingshen.knowledge/1'),
	id: patterned(80, /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'letters, digits, . _ -'),
	version: patterned(40, /^[0-9A-Za-z][0-9A-Za-z.+_-]*$/u, 'letters, digits, . + _ -'),
	region: patterned(16, /^(?:CN|CN-[0-9A-Z]{1,12}|\d{2,9})$/u, 'CN, CN-… or an administrative code'),
	published: patterned(10, /^(?:|\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))$/u, 'yyyy-MM-dd'),
	digest: patterned(64, /^[0-9a-f]{64}$/u, '64 hexadecimal digits')
};

export { PACK_LIMITS };
