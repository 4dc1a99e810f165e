import { tableFromArrays, vectorFromArray, Utf8 } from 'apache-arrow';
import * as duckdb from 'duckdb-blocking';
import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import type { Resident } from './resident.ts';

/** Refunds are netted once, for all rules. */
const NET = `
	CREATE OR REPLACE TEMP TABLE net AS
	SELECT f.*, f.amount + coalesce(r.amount, 0) AS net_amount, f.cnt + coalesce(r.cnt, 0) AS net_cnt, f.inscp + coalesce(r.inscp, 0) AS net_inscp
	FROM fee f LEFT JOIN (SELECT original, sum(amount) amount, sum(cnt) cnt, sum(inscp) inscp FROM fee WHERE original >= 0 GROUP BY original) r ON r.original = f.line
	WHERE f.cnt > 0 AND f.amount > 0 AND f.cnt + coalesce(r.cnt, 0) > 0`;

const limited = (rule: string, point: string, condition: string): string => `
	SELECT '${rule}' AS rule, n.line, n.net_amount AS amount FROM net n JOIN points p ON p.item = n.item AND p.rule = '${point}' JOIN visit v ON v.visit = n.visit
	WHERE n.net_inscp > 0 AND (${condition})`;

const AGE = `date_diff('year', v.birth, n.charged) - CASE WHEN (month(n.charged), day(n.charged)) < (month(v.birth), day(v.birth)) THEN 1 ELSE 0 END`;

const RULES = [
	limited('item-against-sex', 'sex', 'v.sex IN (1, 2) AND v.sex <> p.a'),
	limited('drug-above-hospital-level', 'level', 'v.rank >= 0 AND v.rank < p.a'),
	limited('drug-outside-insurance', 'insurance', `v.insurance IN (310, 390, 391, 392) AND (p.a = 1 OR (v.kind NOT IN (51, 52) AND n.maternity = 0))`),
	limited(
		'drug-outside-visit-kind',
		'kind',
		`(p.a = 1 AND v.kind IN (11, 12, 13, 14, 41)) OR (p.a = 2 AND v.kind IN (21, 28, 52)) OR (p.a = 3 AND v.kind IN (11, 12, 14, 41))`
	),
	limited('item-outside-age', 'age', `${AGE} < p.a OR ${AGE} > p.b`),
	`SELECT 'price-over-limit', line, CAST(round((pric - ceiling) * net_cnt / 100000000.0) AS INTEGER) FROM net WHERE ceiling > 0 AND pric > ceiling AND net_inscp > 0`,
	`SELECT 'amount-not-price-times-quantity', line, CAST(greatest(0, amount - round(pric * cnt / 100000000.0)) AS INTEGER) FROM net
		WHERE abs(amount - round(pric * cnt / 100000000.0)) > 1`,
	`SELECT 'charge-outside-stay', n.line, n.net_amount FROM net n JOIN visit v ON v.visit = n.visit
		WHERE v.kind IN (21, 28, 52) AND n.taken_home = 0 AND (n.day < v.first OR (n.day > v.last AND v.died < 0))`
];
const QUERY = `SELECT rule, line, amount FROM (${RULES.join(' UNION ALL ')})`;

/** DuckDB-WASM in this worker, blocking: one thread on both sides. */
export class Duck {
	private constructor(
		private readonly connection: {
			query(sql: string): { toArray(): { rule: string; line: number; amount: number | bigint }[] };
			insertArrowTable(table: unknown, options: object): void;
		},
		private readonly ids: readonly string[]
	) {}

	/** @param text items and codes as text instead of integers */
	static async load(resident: Resident, text: boolean): Promise<Duck> {
		const bundle = { mainModule: new URL(wasm, self.location.href).href, mainWorker: '' };
		const db = await duckdb.createDuckDB({ mvp: bundle, eh: bundle }, new duckdb.VoidLogger(), duckdb.BROWSER_RUNTIME);
		await db.instantiate(() => undefined);
		const connection = db.connect();
		const itemText = (items: Iterable<number>) =>
			vectorFromArray(
				[...items].map((item) => resident.items[item]!),
				new Utf8()
			);
		const item = (items: Int32Array | Float64Array) => (text ? itemText(items) : items);
		connection.insertArrowTable(tableFromArrays({ ...resident.fee, item: item(resident.fee.item) } as never), { name: 'raw_fee' });
		connection.insertArrowTable(tableFromArrays(resident.visit as never), { name: 'raw_visit' });
		const column = (name: 'item' | 'a' | 'b') => Int32Array.from(resident.points, (point) => point[name]);
		const points = {
			item: item(column('item')),
			a: column('a'),
			b: column('b'),
			rule: vectorFromArray(
				resident.points.map((point) => point.rule),
				new Utf8()
			)
		};
		connection.insertArrowTable(tableFromArrays(points as never), { name: 'points' });
		connection.query(`CREATE TABLE fee AS SELECT *, DATE '1970-01-01' + day AS charged FROM raw_fee`);
		connection.query(`CREATE TABLE visit AS SELECT *, DATE '1970-01-01' + born AS birth FROM raw_visit`);
		connection.query('DROP TABLE raw_fee');
		return new Duck(connection as never, resident.ids);
	}

	run(): { lines: string[]; ms: number } {
		const begun = performance.now();
		this.connection.query(NET);
		const rows = this.connection.query(QUERY).toArray();
		const ms = performance.now() - begun;
		return { lines: rows.map((row) => `${row.rule} ${this.ids[row.line]} ${Number(row.amount)}`).sort(), ms };
	}
}
