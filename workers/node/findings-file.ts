import type { Condition, Finding, FindingLine, Operand } from '../../rules/domain/finding.ts';
import { operandText } from '../../rules/domain/operand-text.ts';
import type { SourceFile } from '../../rules/domain/shard.ts';
import { fillTemplate } from '../../rules/domain/template.ts';
import { QUANTITY_SCALE } from '../../rules/domain/units.ts';
import type { Registry } from '../../rules/engine/registry.ts';

/** One line of findings.jsonl: a finding in plain names and 分, readable without this program. */
export function findingRecord(finding: Finding, registry: Registry, files: readonly SourceFile[]): object {
	const { meta } = registry.get(finding.rule)!;
	const nameOf = new Map(files.map((file) => [file.digest, file.name]));
	const side = (operand: Operand): object => ({
		label: operand.label.zh,
		value: operandText(operand),
		source:
			operand.sources.length > 0
				? operand.sources.map((ref) => ({
						table: ref.table,
						file: nameOf.get(ref.file),
						record: ref.record,
						id: ref.rowId,
						field: ref.field,
						...(ref.span ? { span: ref.span } : {}),
						value: ref.value
					}))
				: [{ origin: operand.origin, ref: operand.originRef ?? '' }]
	});
	return {
		key: finding.key,
		rule: finding.rule,
		version: finding.version,
		verdict: 'finding',
		violation: finding.violation,
		grade: finding.grade,
		stay: finding.visit,
		person: finding.person,
		related: finding.related,
		amount_fen: finding.amounts.amount,
		in_scope_fen: finding.amounts.inScope,
		fund_fen: finding.amounts.fund,
		fund_method: finding.amounts.fundMethod,
		amount_reasons: finding.amounts.reasons,
		lines: finding.lines.map((line) => lineRecord(line, nameOf)),
		conditions: finding.conditions.map((condition: Condition) => ({
			name: condition.name,
			left: side(condition.left),
			op: condition.op,
			right: side(condition.right)
		})),
		clears: finding.clears.map((clear) => ({ text: clear.text.zh, state: clear.state })),
		basis: finding.basis.map(({ doc, clause }) => ({ doc, clause })),
		message: finding.messages.map((message) => fillTemplate(meta.messages[message.id]!.zh, message.data)).join('；'),
		evidence_digest: finding.evidenceDigest
	};
}

function lineRecord(line: FindingLine, nameOf: ReadonlyMap<string, string>): object {
	return {
		table: line.table,
		id: line.rowId || `${nameOf.get(line.file)}#${line.record}`,
		role: line.role,
		qty: line.qty === null ? null : line.qty / QUANTITY_SCALE,
		amount_fen: line.amount,
		in_scope_fen: line.inScope,
		fund_fen: line.fund
	};
}
