import { expect, it } from 'vitest';
import rule from '../../../rules/checks/fraud/doctor-in-two-places.ts';
import { coincidencesOf, type Signings } from '../../../rules/facts/signings.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	at?: string;
	time?: string;
	doctor?: string;
	register?: string;
	more?: string;
}
const scene = ({ at = 'H2', time = '2026-04-08 10:07', doctor = '张伟', register = 'D1|张伟', more = '' }: Scene = {}) => ({
	visit: `mdtrt_id | psn_no | med_type | fixmedins_code | begntime\nA|P1|21|H1|2026-04-06\nB|P2|21|${at}|2026-04-06`,
	order: `
		mdtrt_id | drord_no | drord_begn_time | drord_cont | drord_dr
		A|L1|2026-04-08 10:07|血常规|张伟
		B|L2|${time}|胸片|${doctor}
		${more}`,
	doctor: `dr_code | dr_name\n${register}`
});

testRule(rule, {
	valid: {
		'a minute later': scene({ time: '2026-04-08 10:08' }),
		'another doctor': scene({ doctor: '李娜' }),
		'one institution': scene({ at: 'H1' }),
		'two doctors of one name': scene({ register: 'D1|张伟\nD2|张伟' }),
		'days without hours': { ...scene({ time: '2026-04-08' }) }
	},
	invalid: {
		'two institutions at seven past ten': {
			record: scene({ more: 'B|L3|2026-04-08 10:07|CT|张伟\nA|L4|2026-04-08 11:30|CT|张伟\nB|L5|2026-04-08 11:30|CT|张伟' }),
			visit: 'A',
			grade: 'suspect',
			message: 'both',
			data: { doctor: '张伟', time: '2026-04-08 10:07', times: 2 },
			lines: [],
			fund: null,
			clears: { 'default-time': 'not-found', countersigned: 'no-data' }
		}
	},
	undetermined: {
		'a name that the register does not have': { record: scene({ register: 'D9|李娜' }), missing: { kind: 'value', what: 'doctor.dr_name' } }
	}
});

it('doctor-in-two-places: the order of the shards does not matter', () => {
	const one = (place: number, visit: number): Signings => ({
		doctor: Uint32Array.of(4),
		minute: Float64Array.of(1000),
		place: Uint32Array.of(place),
		visit: Uint32Array.of(visit)
	});
	const [a, b, c] = [one(1, 3), one(2, 1), one(1, 2)];
	expect([...coincidencesOf([a, b, c])]).toEqual([...coincidencesOf([c, b, a])]);
	expect(coincidencesOf([a, c]).size).toBe(0);
});
