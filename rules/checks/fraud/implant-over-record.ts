import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { itemName } from '../../facts/cells.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { piecesNoted, piecesOf, registeredDevices, visitsWithDevice, type Registered } from '../../facts/implant-register.ts';
import { cellsSaying, together } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';

/** 植入物收费数量超过使用登记: more pieces of a device charged than the register of implants has. */
export default defineRule({
	meta: {
		id: 'implant-over-record',
		version: 1,
		title: { zh: '植入类耗材收费数量超过使用登记', en: 'More implants charged than registered' },
		explains: {
			zh: '本次就诊同名植入类耗材的净计费数量多于高值耗材登记的数量之和；手术记录写明植入数量的，也须少于计费数量。登记没有该耗材、没有数量，或成套登记而没有包装内数量时无法判断。',
			en: 'More pieces of a device are charged in a visit than the register of implants has; where the operation notes say how many were put in, they too say fewer. Without such a row, its count, or the pieces of a set, nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: ['医用耗材数量超标'],
		problems: [13, 32],
		requires: ['visit', 'fee', 'implant'],
		uses: ['document', 'settlement'],
		knowledge: [],
		clears: {
			discarded: { zh: '登记备注或文书提到废弃、失败、脱落', en: 'The register or documents tell of pieces discarded' },
			'count-in-note': { zh: '手术记录提到该耗材但数量不能核对', en: 'Operation notes name the device with a count that cannot be compared' }
		},
		messages: {
			over: {
				zh: '{{item}} 计费 {{billed}}，登记 {{registered}}，多计 {{extra}}',
				en: '{{item}}: {{billed}} charged, {{registered}} registered, {{extra}} too many'
			},
			'over-noted': {
				zh: '{{item}} 计费 {{billed}}，登记 {{registered}}，手术记录 {{noted}}，多计 {{extra}}',
				en: '{{item}}: {{billed}} charged, {{registered}} registered, {{noted}} in the notes, {{extra}} too many'
			}
		}
	},
	params: {},
	candidates: visitsWithDevice,
	judge(stay, t) {
		const found: Registered[] = [];
		t.each(registeredDevices(stay), (device) => void (judgeDevice(t, stay, device) && found.push(device)));
		if (found.length === 0) return;
		const memos = found.flatMap(({ rows }) => rows.filter((row) => DISCARDED.test(row.text('memo')))).map((row) => ({ row, field: 'memo' }));
		t.clear('discarded', together([memos, cellsSaying(stay, 'document', ['text'], DISCARDED)]));
		const uncounted = found.map(({ name }) => piecesNoted(stay, name)).filter(({ pieces }) => pieces === null);
		t.clear('count-in-note', stay.has('document') ? uncounted.flatMap(({ sources }) => sources) : null);
	}
});

const DISCARDED = /废弃|报废|弃用|植入失败|释放失败|脱载|脱落|污染/;

function judgeDevice(t: Trace, stay: Stay<'fee' | 'implant'>, { name, charges, rows }: Registered): boolean {
	if (rows.length === 0) {
		t.cannotTell({ kind: 'document', what: 'implant' });
		return false;
	}
	const billed = t.quantity({ zh: '计费数量（减退费）', en: 'Charged net of refunds' }, charges);
	const { pieces, sources, missing } = piecesOf(rows);
	const registered = t.derived<number>({ zh: '登记数量', en: 'Registered' }, 'quantity', pieces, sources, missing);
	if (!t.gt('more-than-registered', billed, registered)) return false;
	const noted = piecesNoted(stay, name);
	if (noted.pieces !== null) {
		const said = t.derived<number>({ zh: '手术记录的植入数量', en: 'Put in by the notes' }, 'quantity', noted.pieces, noted.sources);
		// The cells of the count charged stand on the condition before: here the notes alone are the evidence.
		const charged = t.derived<number>(billed.label, 'quantity', t.known(billed), []);
		if (!t.lt('notes-say-fewer', said, charged)) return false;
	}
	// What either record has was used.
	const extra = t.known(billed) - Math.max(t.known(registered), noted.pieces ?? 0);
	t.report({
		message: noted.pieces === null ? 'over' : 'over-noted',
		data: {
			item: itemName(charges[0]!.row),
			billed: t.known(billed) / QUANTITY_SCALE,
			registered: t.known(registered) / QUANTITY_SCALE,
			noted: (noted.pieces ?? 0) / QUANTITY_SCALE,
			extra: extra / QUANTITY_SCALE
		},
		grade: 'suspect',
		lines: allocate(charges, extra).map(offending)
	});
	return true;
}
