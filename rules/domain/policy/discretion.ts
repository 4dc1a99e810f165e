import type { Amounts, Basis, Bilingual } from '../finding.ts';
import { validityOf, type Days } from './validity.ts';

const REGULATION = '医疗保障基金使用监督管理条例';

/**
 * What an article lets the authority do with a loss (裁量): a range in times of the amount, never a verdict. Which of it applies, and where in the range, is for
 * the authority to weigh: the workbench only multiplies.
 */
export interface Discretion {
	readonly id: 'return' | 'fine-38' | 'fine-40';
	readonly doc: string;
	readonly clause: string;
	readonly act: Bilingual;
	/** Times the loss, both ends included. */
	readonly times: readonly [least: number, most: number];
	/** What has to be established for it to apply. */
	readonly needs: Bilingual;
	/** What the article adds that is no money. */
	readonly besides: Bilingual | null;
	/** First and last day in force, yyyy-MM-dd. */
	readonly from: string;
	readonly to?: string;
	/** Checked against the published text. */
	readonly verified: boolean;
	readonly source: Bilingual;
}

const READ: Bilingual = {
	zh: '条文已与公开转载的全文核对（app.www.gov.cn，2021-02-19）；地方裁量基准未载入，请按当地规定掌握',
	en: 'Checked against the full text as republished (app.www.gov.cn, 2021-02-19); local rules of discretion are not loaded: follow those of the place'
};

/** Articles 38 and 40 of the regulation, in our own short words. */
export const DISCRETION: readonly Discretion[] = [
	{
		id: 'return',
		doc: REGULATION,
		clause: '第三十八条',
		act: { zh: '责令退回', en: 'Order to return the loss' },
		times: [1, 1],
		needs: { zh: '造成基金损失', en: 'The fund suffered a loss' },
		besides: { zh: '责令改正，可约谈有关负责人', en: 'With an order to mend; those responsible may be summoned' },
		from: '2021-05-01',
		verified: true,
		source: READ
	},
	{
		id: 'fine-38',
		doc: REGULATION,
		clause: '第三十八条',
		act: { zh: '处 1–2 倍罚款', en: 'Fine of 1 to 2 times' },
		times: [1, 2],
		needs: { zh: '造成基金损失，另行立案认定', en: 'The fund suffered a loss, established in proceedings' },
		besides: { zh: '拒不改正或后果严重的，可暂停涉及基金的服务 6–12 个月', en: 'Refusal or grave harm may suspend service for 6 to 12 months' },
		from: '2021-05-01',
		verified: true,
		source: READ
	},
	{
		id: 'fine-40',
		doc: REGULATION,
		clause: '第四十条',
		act: { zh: '处 2–5 倍罚款', en: 'Fine of 2 to 5 times' },
		times: [2, 5],
		needs: {
			zh: '仅在查实以骗取基金为目的时适用；本疑点不作此认定',
			en: 'Only where fraud is the aim and is proven; the finding claims no such thing'
		},
		besides: {
			zh: '另责令退回；可暂停服务 6–12 个月，直至解除协议',
			en: 'With return of the amount; service may be suspended for 6 to 12 months, up to the end of the agreement'
		},
		from: '2021-05-01',
		verified: true,
		source: READ
	}
];

export interface DiscretionRange {
	readonly row: Discretion;
	/** 分, from the least to the most; null where the loss is not known. */
	readonly range: readonly [number, number] | null;
}

/**
 * Ranges in money for a confirmed finding. Only where it cites article 38 of the regulation: other clauses found leads and fine nobody.
 * @param loss 基金损失 of what stands, 分
 * @param days of the conduct: a row that was not in force on all of them is left out; null where no day is known
 */
export function discretionOf(basis: readonly Basis[], loss: Amounts['fund'], days: Days | null): DiscretionRange[] {
	if (!basis.some(({ doc, clause }) => doc === REGULATION && clause.startsWith('第三十八条'))) return [];
	return DISCRETION.filter((row) => ['in-force', 'unknown'].includes(validityOf(row, days))).map((row) => ({
		row,
		range: loss === null || loss < 0 ? null : [loss * row.times[0], loss * row.times[1]]
	}));
}
