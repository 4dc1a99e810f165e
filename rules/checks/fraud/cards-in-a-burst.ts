import { display } from '../../domain/display.ts';
import type { TableId } from '../../domain/tables/index.ts';
import { PRECISION, type CivilSeconds } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { burstFrom, chargedBefore, mergeSettled, personsOf, settledColumns, settledOf, type Bursts } from '../../facts/bursts.ts';
import { charges } from '../../facts/charges.ts';
import { visitsThat } from '../../facts/columns.ts';
import { outboundOfVisit } from '../../facts/outbound.ts';
import { article38 } from '../../facts/regulation.ts';
import { wholeStay } from '../../facts/settled.ts';

const SECONDS_PER_MINUTE = 60;
/** What a visit that took place leaves behind, beside goods that left the stock and their trace codes. */
const TRACES = ['order', 'document', 'lab', 'exam'] as const;

const params = {
	minPersons: {
		default: 20,
		unit: 'count',
		title: { zh: '集中结算人数下限', en: 'Least persons' },
		why: '典型问题所举为一个窗口连续结算三四十张凭证；人数由地方设定（未核实）'
	},
	minutes: { default: 60, unit: 'count', title: { zh: '集中结算分钟数', en: 'Minutes within which they settle' }, why: '一个窗口一小时（未核实）' }
} as const;

/** 集中刷卡: many cards settled at one place within the hour, the same items on each and nothing behind any. */
export default defineRule({
	meta: {
		id: 'cards-in-a-burst',
		version: 1,
		title: { zh: '短时间集中结算且无就诊痕迹', en: 'Many cards settled within the hour, no trace of a visit' },
		explains: {
			zh: '同一机构在短时间内为多人结算，项目与数量完全相同，且本次就诊没有医嘱、文书、检验检查记录，也没有出库和追溯码，提示留存凭证集中刷卡。费用发生时间与结算时间分开的（断网后补传）列为反证。一段集中结算只报一次。',
			en: 'An institution settles for many persons within minutes, the same items and quantities on each, and this visit left no order, note, test, goods or trace code: cards kept and swiped together. Charges dated well before (an upload after a break) are counter-evidence. A burst is told once.'
		},
		dimension: 'fraud',
		violation: '虚假就医',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('七'), article40IfProven('一')],
		official: [],
		problems: [2],
		pharmacyProblems: [1, 2],
		requires: ['visit', 'fee', 'settlement'],
		uses: [...TRACES, 'stock'],
		knowledge: [],
		clears: {
			'uploaded-later': {
				zh: '费用发生时间早于结算，可能为断网后集中补传',
				en: 'Charged well before the settlement: perhaps uploaded after a break'
			},
			till: { zh: '另有收款或取药记录，需核对', en: 'Records of the till or the counter, to be checked' }
		},
		messages: {
			burst: {
				zh: '{{from}} 起 {{minutes}} 分钟内 {{persons}} 人结算相同项目',
				en: '{{persons}} persons settled the same items within {{minutes}} minutes from {{from}}'
			}
		}
	},
	params,
	candidates(shard, _context, bursts: Bursts) {
		const visits = new Set([...bursts.values()].flatMap((members) => members.map((member) => member.visit)));
		return visitsThat(shard, (visit) => visits.has(shard.visitCode[visit]!));
	},
	population: { map: settledColumns, reduce: mergeSettled },
	judge(stay, t, bursts: Bursts) {
		const own = settledOf(stay, t.context);
		const members = own ? bursts.get(own.key) : undefined;
		if (!own || !members) return;
		const [least, minutes] = [t.known(t.param('minPersons')), t.known(t.param('minutes'))];
		if (!own.exact) return personsOf(members) >= least ? t.cannotTell({ kind: 'precision', what: 'settlement.setl_time' }) : undefined;
		const burst = burstFrom(members, stay.book.shard.visitCode[stay.index]!, least, minutes * SECONDS_PER_MINUTE);
		if (!burst || !leftNothing(t, stay)) return;
		const persons = t.batch({ zh: `${minutes} 分钟内结算相同项目的人数`, en: `Persons within ${minutes} minutes` }, 'integer', personsOf(burst));
		t.ge('persons', persons, t.param('minPersons'));
		const last = { seconds: burst.at(-1)!.seconds as CivilSeconds, precision: PRECISION.minute };
		t.le('within-the-burst', t.instant(own.row, 'setl_time'), t.batch({ zh: '最后一笔结算时间', en: 'Last settlement' }, 'time', last));
		const label = { zh: '项目与数量的特征码', en: 'Digest of items and quantities' };
		const lines = stay.fact(charges).net.map(({ row }) => ({ row, field: 'cnt' }));
		t.eq('same-items', t.derived(label, 'text', String(own.key), lines), t.batch(label, 'text', String(own.key)));
		t.clear('uploaded-later', chargedBefore(stay, own.seconds - minutes * SECONDS_PER_MINUTE));
		t.clear('till', null);
		const ids = t.context.batch.dictionaries.get('visit');
		t.report({
			message: 'burst',
			data: { from: display.time({ seconds: own.seconds as CivilSeconds, precision: PRECISION.minute }), minutes, persons: personsOf(burst) },
			grade: 'suspect',
			related: burst.slice(1).map((member) => ids.text(member.visit)),
			...wholeStay(stay)
		});
	}
});

/** That the visit left no order, note, test or examination and no goods; 无法判断 where none of those tables was handed over. */
function leftNothing(t: Trace<typeof params>, stay: Stay): boolean {
	const loaded = TRACES.filter((table) => stay.has(table as TableId));
	if (loaded.length === 0 && !('stock' in t.context.batch.tables)) {
		t.cannotTell({ kind: 'table', what: 'order' });
		return false;
	}
	const coded = stay.fact(charges).net.filter(({ row }) => row.text('drug_trac_codg') !== '');
	const rows: Row[] = [...loaded.flatMap((table) => [...stay.rows(table)]), ...outboundOfVisit(stay), ...coded.map(({ row }) => row)];
	const witness = { table: 'order', fields: { mdtrt_id: stay.id, drord_no: 'W1', drord_cont: '口服药物' } } as const;
	return t.absent(
		'no-trace',
		{ zh: '医嘱、文书、检验检查记录、出库与追溯码', en: 'Orders, notes, tests, goods and their codes' },
		rows,
		rows,
		witness
	);
}
