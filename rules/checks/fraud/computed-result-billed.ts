import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { Row } from '../../engine/row.ts';
import { itemName } from '../../facts/cells.ts';
import { notRefunded } from '../../facts/charges.ts';
import { countReports, FORMULAE, mergeCounts, reportsWithFormula, type Counts, type Formula } from '../../facts/computed-results.ts';
import { institutionKey } from '../../facts/institutions.ts';
import { normalized } from '../../facts/memo.ts';
import { namedCharges } from '../../facts/named-charges.ts';
import { article38 } from '../../facts/regulation.ts';

const items = namedCharges(
	{ zh: '可由计算得出的检验', en: 'Tests that can be reckoned' },
	FORMULAE.flatMap((formula) => formula.items),
	['尿渗透压', '试剂']
);

const params = {
	minReports: {
		default: 20,
		unit: 'count',
		title: { zh: '可比报告份数下限', en: 'Least reports to compare' },
		why: '少量报告可能因四舍五入偶然相等；经验值，未核实'
	},
	minEqual: {
		default: 98,
		unit: 'percent',
		title: { zh: '与计算值相等的占比下限', en: 'Least share that equals what is reckoned' },
		why: '实测值与计算值难以次次相等；经验值，未核实'
	}
} as const;

/** 计算值收费: a result reckoned from others is charged as a test. */
export default defineRule({
	meta: {
		id: 'computed-result-billed',
		version: 1,
		title: { zh: '计算得出的结果按检验项目收费', en: 'A reckoned result charged as a test' },
		explains: {
			zh: '该机构的间接胆红素（总胆红素减直接胆红素）或渗透压结果几乎全部等于由同一份报告其他结果算出的数值，进销存也没有其试剂，却作为检验项目收费。',
			en: 'At the institution nearly all results of indirect bilirubin or osmolality are what the other results of the report give by reckoning, its stock has no reagent for them, and they are charged as tests.'
		},
		dimension: 'fraud',
		violation: '串换项目',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('四')],
		official: [],
		problems: [134, 136],
		requires: ['visit', 'fee', 'lab'],
		uses: ['stock', 'settlement'],
		knowledge: [],
		clears: { 'reagent-in-stock': { zh: '进销存中的试剂', en: 'Reagents in the stock' } },
		messages: {
			reckoned: {
				zh: '{{item}} 收费，该机构 {{reports}} 份报告中 {{share}}% 等于计算值',
				en: '{{item}} charged; {{share}}% of {{reports}} reports of the institution equal what is reckoned'
			}
		}
	},
	params,
	candidates: (shard, context, counts: Counts) => (Object.keys(counts).length === 0 ? [] : items.visits(shard, context)),
	population: { map: countReports, reduce: mergeCounts },
	judge(stay, t, counts: Counts) {
		if (Object.keys(counts).length === 0) return;
		t.each(items.of(stay, t.context), (charge) => {
			const place = institutionKey(stay.visit);
			const name = normalized(itemName(charge.row));
			const formula = FORMULAE.find((one) => one.items.some((item) => name.includes(item)));
			const known = formula && counts[`${place}|${formula.id}`];
			if (known) judgeLine(stay, t, charge, formula, known);
		});
		if (t.reports.length > 0) t.clear('reagent-in-stock', t.context.batch.tables.stock ? [] : null);
	}
});

function judgeLine(stay: Stay<'lab'>, t: Trace<typeof params>, charge: Charge, formula: Formula, { reports, equal }: Counts[string]): void {
	const most = Math.max(...equal);
	const way = equal.indexOf(most);
	items.record(t, 'computable-item', charge);
	const made = t.batch<number>({ zh: '该机构可比报告份数', en: 'Reports of the institution' }, 'integer', reports);
	if (!notRefunded(t, charge) || !t.ge('enough-reports', made, t.param('minReports'))) return;
	const share = t.batch<number>({ zh: '等于计算值的占比', en: 'Share equal to what is reckoned' }, 'integer', Math.floor((most * 100) / reports));
	if (!t.ge('equal-nearly-always', share, t.param('minEqual'))) return;
	const reagents = reagentsOf(stay, t, formula.reagent);
	const witness = { table: 'stock', fields: { fixmedins_code: stay.visit.text('fixmedins_code'), name: `${formula.reagent}测定试剂盒` } } as const;
	if (!t.absent('no-reagent', { zh: '试剂', en: 'Reagents' }, reagents, reagents, witness)) return;
	const own = reportsWithFormula(stay as Stay<never>).find((report) => report.formula === formula);
	if (!own) return t.cannotTell({ kind: 'document', what: 'lab' });
	const cells = own.rows.map((row) => ({ row, field: 'result' }));
	const is = t.derived<number>(
		{ zh: '本次报告等于计算值', en: 'This report equals what is reckoned' },
		'integer',
		own.equal[way] ? 1 : 0,
		cells.slice(0, 1)
	);
	if (!t.eq('own-result-reckoned', is, t.constant({ zh: '是', en: 'Yes' }, 'integer', 1))) return;
	const data = { item: itemName(charge.row), reports, share: t.known(share) };
	t.report({ message: 'reckoned', data, grade: 'suspect', lines: [{ charge, role: 'offending' }] });
}

/** Reagents of the institution by name; none where no stock is loaded. */
function reagentsOf(stay: Stay<'lab'>, { context: { batch } }: Trace<typeof params>, word: string): Row<'stock'>[] {
	const table = batch.tables.stock;
	const place = stay.visit.text('fixmedins_code');
	const rows = Array.from({ length: table?.rowCount ?? 0 }, (_, index) => new Row<'stock'>(table!, index, batch));
	return rows.filter((row) => ['', place].includes(row.text('fixmedins_code')) && normalized(row.text('name')).includes(word));
}
