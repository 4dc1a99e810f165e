/** A department of one institution with its stays, as records of share rules: what is charged in each stay, by charge category. */
export interface Department {
	readonly at: string;
	readonly name?: string;
	readonly stays?: number;
	/** Amounts in 元 by charge category and, after a colon, item: `{ '09': 780, '04:血常规': 220 }`. */
	readonly bill: Readonly<Record<string, number>>;
	/** Instead of `bill` for the first stays. */
	readonly first?: readonly Readonly<Record<string, number>>[];
}

/** Visits and fee lines of departments; stay i of institution H is `H-i`, its lines `H-i-0` and on. */
export function departments(list: readonly Department[]): { visit: string; fee: string } {
	const visits: string[] = [];
	const fees: string[] = [];
	for (const { at, name = '皮肤科', stays = 40, bill, first = [] } of list) {
		for (let i = 0; i < stays; i++) {
			const id = `${at}-${i}`;
			visits.push([id, `P-${id}`, '21', at, name, '2026-05-04', '2026-05-10'].join('|'));
			Object.entries(first[i] ?? bill).forEach(([key, amount], n) => {
				const [kind, item = `项目${key}`] = key.split(':');
				fees.push([`${id}-${n}`, id, '2026-05-05', item, kind, '1', String(amount), amount.toFixed(2)].join('|'));
			});
		}
	}
	return {
		visit: `mdtrt_id | psn_no | med_type | fixmedins_code | dscg_dept_name | begntime | endtime\n${visits.join('\n')}`,
		fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | cnt | pric | det_item_fee_sumamt\n${fees.join('\n')}`
	};
}

/** Six institutions with the same department, billing alike. */
export const peers = (bill: Department['bill'], more: Partial<Department> = {}, at = 'Q'): Department[] =>
	Array.from({ length: 6 }, (_, i) => ({ at: `${at}${i}`, stays: 30, bill, ...more }));

/** The same with a quarter of the stays, for tests with `fewStays`. */
export const few = (list: readonly Department[]): { visit: string; fee: string } =>
	departments(list.map((one) => ({ ...one, stays: Math.ceil((one.stays ?? 40) / 4) })));

export const fewStays = (rule: string) => [{ rule, name: 'minStays', value: 8, region: 'fixture', source: 'fixture' }];
