import { expect, test } from 'vitest';
import bedDays from '../../../rules/checks/compliance/bed-days-over-stay.ts';
import type { AnyRule } from '../../../rules/engine/rule.ts';
import { createRegistry } from '../../../rules/engine/registry.ts';

const PATH = '../checks/compliance/bed-days-over-stay.ts';
const changed = (meta: object): AnyRule => ({ ...bedDays, meta: { ...bedDays.meta, ...meta } });

test('a rule is found by its id', () => {
	expect(createRegistry({ [PATH]: { default: changed({ problems: [1, 183], pharmacyProblems: [1, 19] }) } }).get('bed-days-over-stay')).toBeDefined();
});

test.each<[string, object, RegExp]>([
	['another file', { id: 'bed-days' }, /is not its id/],
	['another folder', { dimension: 'fraud' }, /is not its dimension/],
	['a term of our own', { violation: '乱收费' }, /no official term/],
	['no basis', { basis: [] }, /no basis/],
	['a problem beyond the list', { problems: [184] }, /problems are no numbers/],
	['a problem twice', { problems: [3, 3] }, /problems are no numbers/],
	['a problem of pharmacies beyond the list', { pharmacyProblems: [20] }, /pharmacyProblems are no numbers/],
	['no problem of pharmacies', { pharmacyProblems: [0] }, /pharmacyProblems are no numbers/],
	['a problem of imaging beyond the list', { imagingProblems: [15] }, /imagingProblems are no numbers/],
	['a table by inheritance', { uses: ['constructor'] }, /unknown table constructor/]
])('%s is refused', (_, meta, message) => {
	expect(() => createRegistry({ [PATH]: { default: changed(meta) } })).toThrow(message);
});

test('an id stands once', () => {
	expect(() => createRegistry({ [PATH]: { default: changed({}) }, [`b/${PATH}`]: { default: changed({}) } })).toThrow(/id used twice/);
});
