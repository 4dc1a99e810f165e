import { describe, expect, it } from 'vitest';
import type { Operand } from '../../../rules/domain/finding.ts';
import { operandText } from '../../../rules/domain/operand-text.ts';
import { fillTemplate } from '../../../rules/domain/template.ts';
import { PAPER_WORDS } from '../../../workers/package/paper-words.ts';

const DAY = 20_583; // 2026-05-10
const NOON = DAY * 86_400 + 12 * 3_600;

/** unit, value, text of findings.jsonl, text of a work paper */
const CASES: readonly (readonly [Operand['unit'], Operand['value'], string, string])[] = [
	['quantity', 15_000, '1.5', '1.5'],
	['hours', 960_000, '96', '96 小时'],
	['days', 4, '4', '4 天'],
	['amount', 120_050, '1200.50', '1200.50 元'],
	['integer', -3, '-3', '-3'],
	['day', DAY, '2026-05-10', '2026-05-10'],
	['time', NOON, '2026-05-10 12:00', '2026-05-10 12:00'],
	['time', DAY * 86_400, '2026-05-10', '2026-05-10'],
	['span', [DAY, DAY + 4], '2026-05-10 ~ 2026-05-14', '2026-05-10 至 2026-05-14'],
	['span', [NOON, NOON + 3_600], '2026-05-10 12:00 ~ 2026-05-10 13:00', '2026-05-10 12:00 至 2026-05-10 13:00'],
	['text', ['甲', '乙'], '甲、乙', '甲、乙'],
	['text', '', '', '']
];

describe('text of an operand', () => {
	it.each(CASES)('%s %s', (unit, value, plain, onPaper) => {
		expect(operandText({ unit, value })).toBe(plain);
		expect(operandText({ unit, value }, PAPER_WORDS)).toBe(onPaper);
	});
});

describe('templates', () => {
	it('fills what there is, and says what stands for the rest', () => {
		expect(fillTemplate('计 {{n}} 天 {{x}}', { n: 3 })).toBe('计 3 天 ');
		expect(fillTemplate('{{constructor}}', {}, (placeholder) => placeholder)).toBe('{{constructor}}');
	});
});
