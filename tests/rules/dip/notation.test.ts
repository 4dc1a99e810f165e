import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCode, parseGroupCode } from '../../../rules/dip/notation.ts';

/** code | kind | diagnosis | procedures: parts by space, any-of by slash | mode */
const VALID = `
	A03.9                          | core  | A03.9   |                         |
	i10.x                          | core  | I10.X   |                         |
	A09.9:44.1300x001              | core  | A09.9   | 44.1300X001             |
	A09.9:44.1300X001_45.2302      | core  | A09.9   | 44.1300X001 45.2302     |
	C34.1:32.4100_33.3903+40.5914  | core  | C34.1   | 32.4100 33.3903 40.5914 |
	K80.1:51.2300/51.2200          | core  | K80.1   | 51.2300/51.2200         |
	J03.9:28.2x03                  | core  | J03.9   | 28.2X03                 |
	N13.2:56.0x00x005              | core  | N13.2   | 56.0X00X005             |
	Ａ０９．９：45.2302             | core  | A09.9   | 45.2302                 |
	E11:SS                         | mixed | E11     |                         | surgery
	E11:zlxcz                      | mixed | E11     |                         | therapeutic
	E1:ZDXCZ                       | mixed | E1      |                         | diagnostic
	A00-B99:BSZL                   | mixed | A00-B99 |                         | conservative`;

const INVALID = ['', 'A09', 'A09.9:', 'A09.9:XX', 'A09.9:SS', 'E11:QT', 'A09.9:44.13:45.23', 'A09.9:44.1300_', '9.9', 'A09.99', 'E11:SS:SS', ':SS'];

describe('the notation of groups', () => {
	for (const [code, kind, diagnosis, procedures, mode] of VALID.trim()
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()))) {
		it(`reads ${code}`, () => {
			const sets = procedures ? procedures.split(' ').map((part) => part.split('/')) : [];
			expect(parseGroupCode(code!)).toEqual({ kind, diagnosis, procedures: sets, mode: mode || null });
		});
	}
	for (const code of INVALID) it(`refuses “${code}”`, () => expect(parseGroupCode(code)).toBeNull());

	it('folds once and for all', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void expect(foldCode(foldCode(text))).toBe(foldCode(text))));
	});
	it('never throws for what a file holds', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseGroupCode(text)));
	});
});
