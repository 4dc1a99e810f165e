import { display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { optionalText, zero } from '../../facts/cells.ts';
import { visitsThat } from '../../facts/columns.ts';
import { article38 } from '../../facts/regulation.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { wholeStay } from '../../facts/settled.ts';
import { admittedIn, clusterFrom, clusterKey, clustersOf, writtenOffIn, type Clusters, type WrittenOff } from '../../facts/written-off.ts';

const ACUTE = /急诊|突发|突然|急性|加重|外伤|摔伤/;
const EMERGENCY = ['1', '急诊'] as const;

const params = {
	minPersons: {
		default: 10,
		unit: 'count',
		title: { zh: '同村同期住院人数下限', en: 'Least persons' },
		why: '典型问题所举为二十人；由地方设定（未核实）'
	},
	days: { default: 2, unit: 'day', title: { zh: '同期天数', en: 'Days' }, why: '典型问题所举为两日内；由地方设定（未核实）' }
} as const;

/** 集中收治且免收个人费用（诱导住院）: neighbours admitted together, the patients' own part collected from none. */
export default defineRule({
	meta: {
		id: 'clustered-admissions',
		version: 1,
		title: { zh: '同村多人同期住院且个人费用均未收取', en: 'Neighbours admitted together, their own part collected from none' },
		explains: {
			zh: '同一村或社区的多人在数日内入住同一机构，结算中个人应负担部分大于零而现金支付为零，也没有医疗救助支付，且本次住院无急诊、急性起病记载，提示以减免费用诱导住院。属线索，需现场核实；每批只报一次。',
			en: 'Persons of one village are admitted to one institution within days; each owes a part of the cost, none paid cash and no medical aid did, and this stay tells of nothing acute: perhaps induced by waiving the patients’ part. A lead for the site; told once a cluster.'
		},
		dimension: 'fraud',
		violation: '诱导就医',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('七'), article40IfProven('一')],
		official: [],
		problems: [1],
		requires: ['visit', 'settlement'],
		uses: ['document', 'fee'],
		knowledge: [],
		clears: { arrears: { zh: '个人部分挂账或事后补收，需核对收款记录', en: 'The own part owed or collected later: the till to be checked' } },
		messages: {
			cluster: {
				zh: '{{village}} {{persons}} 人 {{days}} 日内住院，个人负担均未收取（本次 {{own}} 元）',
				en: '{{persons}} persons of {{village}} admitted within {{days}} days, none paid the own part ({{own}} here)'
			}
		}
	},
	params,
	candidates(shard, context, clusters: Clusters) {
		const stays = writtenOffIn(shard, context);
		return visitsThat(shard, (visit) => {
			const own = stays[visit];
			return own != null && (own.village === '' || (clusters.get(clusterKey(own))?.length ?? 0) > 1);
		});
	},
	population: { map: admittedIn, reduce: clustersOf },
	judge(stay, t, clusters: Clusters) {
		const own = writtenOffIn(stay.book.shard, t.context)[stay.index];
		if (!own) return;
		if (own.village === '') return t.cannotTell({ kind: own.visit.hasField('addr') ? 'value' : 'field', what: 'visit.addr' });
		const [least, days] = [t.known(t.param('minPersons')), t.known(t.param('days'))];
		const code = stay.book.shard.visitCode[stay.index]!;
		const all = clusterFrom(clusters.get(clusterKey(own)) ?? [], code, least, days);
		if (!all) return;
		const paid = all.filter((one) => one.clear);
		const persons = new Set(paid.map(({ person }) => person)).size;
		if (!own.clear || persons < least) return t.cannotTell({ kind: 'value', what: 'settlement.cash_payamt' });
		if (!nothingPaid(t, own) || !notAcute(t, stay, own)) return;
		t.ge(
			'persons',
			t.batch({ zh: `同村 ${days} 日内住院且未收个人费用的人数`, en: 'Persons of the village' }, 'integer', persons),
			t.param('minPersons')
		);
		const village = t.derived({ zh: '村或社区', en: 'Village' }, 'text', own.village, [{ row: own.visit, field: 'addr' }]);
		t.eq('same-village', village, t.batch({ zh: '同批住院者的村或社区', en: 'Village of the others' }, 'text', own.village));
		t.clear('arrears', null);
		const ids = t.context.batch.dictionaries.get('visit');
		t.report({
			message: 'cluster',
			data: { village: own.village, persons, days, own: display.amount(own.ownPart) },
			grade: 'suspect',
			related: paid.filter((one) => one.visit !== code).map((one) => ids.text(one.visit)),
			...wholeStay(stay)
		});
	}
});

function nothingPaid(t: Trace<typeof params>, { settlement, ownPart }: WrittenOff): boolean {
	const part = t.derived({ zh: '个人应负担', en: 'Own part' }, 'amount', ownPart, [{ row: settlement, field: 'medfee_sumamt' }]);
	return (
		t.gt('own-part', part, zero('amount')) &&
		t.le('no-cash', t.number(settlement, 'cash_payamt'), zero('amount')) &&
		t.le('no-medical-aid', t.number(settlement, 'maf_pay'), zero('amount'))
	);
}

function notAcute(t: Trace<typeof params>, stay: Stay, { visit }: WrittenOff): boolean {
	const documents = stay.has('document') ? stay.rows('document') : [];
	const acute = documents.filter((row) => ACUTE.test(row.text('text')));
	const witness = { table: 'document', fields: { mdtrt_id: stay.id, doc_type: '入院记录', text: '突发胸痛 2 小时。' } } as const;
	return (
		t.notIn('no-emergency', optionalText(visit, 'adm_way'), t.constant({ zh: '急诊', en: 'Emergency' }, 'text', EMERGENCY)) &&
		t.absent('nothing-acute', { zh: '急性起病、加重的记载', en: 'Words of something acute' }, acute, documents, witness)
	);
}
