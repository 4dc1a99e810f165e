import type { Row } from '../../engine/row.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { zero } from '../../facts/cells.ts';
import { charges } from '../../facts/charges.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { codesReused, implantCodes, visitsWithReusedCode, type Codes } from '../../facts/implant-codes.ts';
import { alike } from '../../facts/implant-register.ts';
import { namesOf } from '../../facts/item-names.ts';
import { article38 } from '../../facts/regulation.ts';

/** 高值耗材唯一标识重复: one piece of a device, by its serial number, is registered as implanted in two persons. */
export default defineRule({
	meta: {
		id: 'implant-code-reused',
		version: 1,
		title: { zh: '同一植入耗材序列号用于不同患者', en: 'One implant registered in two persons' },
		explains: {
			zh: '带序列号的高值耗材唯一标识（UDI）已在更早时用于另一患者，提示虚构使用或登记错误。只有产品标识或批号的条码本来就会相同，不在此列。记在较晚的一例。',
			en: 'A device code with a serial number was registered in another person before: a use that never was, or a wrong entry. Codes of a product or a lot are lawfully the same and not meant. Told at the later stay.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('七'), article40IfProven('三')],
		official: [],
		problems: [],
		requires: ['visit', 'fee', 'implant'],
		uses: ['settlement'],
		knowledge: [],
		clears: { 'scanned-wrongly': { zh: '扫码或登记错误，需核对实物标签', en: 'Scanned or entered wrongly: the label to be checked' } },
		messages: { reused: { zh: '{{name}} 序列号 {{code}} 此前已用于另一患者', en: '{{name}}: serial {{code}} was used in another person before' } }
	},
	params: {},
	candidates: visitsWithReusedCode,
	population: { map: implantCodes, reduce: codesReused },
	judge(stay, t, codes: Codes) {
		t.each(stay.rows('implant'), (row) => judgeRow(stay as unknown as Stay, t, row, codes));
		if (t.reports.length > 0) t.clear('scanned-wrongly', null);
	}
});

function judgeRow(stay: Stay, t: Trace, row: Row<'implant'>, codes: Codes): void {
	const udi = row.text('udi').trim();
	const uses = Object.hasOwn(codes, udi) ? codes[udi]! : [];
	const { shard, batch } = stay.book;
	const own = uses.findIndex(({ visit }) => visit === shard.visitCode[stay.index]);
	const person = shard.personCode[stay.personIndex]!;
	const before = uses.slice(0, Math.max(0, own)).filter((use) => use.person !== person);
	if (before.length === 0) return;
	const label = { zh: '唯一标识（UDI）', en: 'Code of the device' };
	const code = t.derived<string>(label, 'text', udi, [{ row, field: 'udi' }]);
	if (!t.eq('same-code', code, t.batch<string>({ zh: '此前登记的标识', en: 'Code registered before' }, 'text', udi))) return;
	const times = t.batch<number>({ zh: '此前另一患者使用次数', en: 'Earlier uses in other persons' }, 'integer', before.length);
	if (!t.gt('used-before', times, zero('integer'))) return;
	const lines = stay.fact(charges).net.filter(({ row: fee, quantity }) => quantity > 0 && namesOf(fee).some((name) => alike(name, row.text('name'))));
	if (lines.length === 0) return;
	// One piece of each line is the one with this code; a refund that fits several lines leaves it open which was charged.
	if (!t.gt('device-charged', t.quantity({ zh: '该耗材计费数量（减退费）', en: 'Pieces charged' }, lines), zero('quantity'))) return;
	const ids = batch.dictionaries.get('visit');
	t.report({
		message: 'reused',
		data: { name: row.text('name'), code: udi },
		grade: 'suspect',
		related: [...new Set(before.map(({ visit }) => ids.text(visit)))],
		lines: lines
			.slice(0, 1)
			.map((charge) => ({
				charge,
				role: 'offending',
				quantity: Math.min(charge.quantity, ONE),
				amount: Math.round((charge.amount * Math.min(charge.quantity, ONE)) / charge.quantity)
			}))
	});
}
const ONE = 10_000;
