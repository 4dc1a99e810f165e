import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Trace } from '../../engine/trace.ts';
import { optionalText } from '../../facts/cells.ts';
import { chargeKind } from '../../facts/charge-kind.ts';
import { charges, notRefunded } from '../../facts/charges.ts';
import { frameworkClass } from '../../facts/coding-basis.ts';
import { traceCodes } from '../../facts/trace-codes.ts';
import {
	BOXES,
	institutionsOf,
	mergeUploads,
	type Uploads,
	type UploadsBy,
	uploadShare,
	uploadsIn,
	visitsWithUncodedBoxes
} from '../../facts/trace-uploads.ts';

const params = {
	minUploadShare: {
		default: 50,
		unit: 'percent',
		title: { zh: '机构追溯码上传率下限', en: 'Least share of coded boxes of the institution' },
		why: '整个机构都不上传属于另一类问题；过半已上传时，个别缺失才可逐行认定（未核实）'
	}
} as const;

/** 追溯码缺失: boxes of drugs without their trace codes, at an institution that uploads codes otherwise. */
export default defineRule({
	meta: {
		id: 'trace-code-missing',
		version: 1,
		title: { zh: '按盒结算的药品缺少追溯码', en: 'Boxes of drugs without trace codes' },
		explains: {
			zh: '机构半数以上按盒结算的药品已上传追溯码，而本行没有追溯码，或追溯码个数少于盒数。饮片、耗材和拆零计价的不在此列；机构从不上传的不适用。属数据质量，不是违规认定。',
			en: 'More than half of the boxes that the institution settles carry trace codes; this line has none, or fewer codes than boxes. Herbs, materials and parts of packages are not meant, nor institutions that upload none. A fault of the data, no violation.'
		},
		dimension: 'compliance',
		violation: '数据质量',
		stages: ['settled'],
		scope: 'population',
		basis: [frameworkClass('药品进销存异常')],
		official: ['GZ10000202001000'],
		problems: [],
		pharmacyProblems: [18],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: [],
		clears: { exempt: { zh: '该药品免于采集追溯码，需核对品种目录', en: 'The drug is exempt from codes: the list to be checked' } },
		messages: {
			none: { zh: '{{boxes}} 盒药品没有追溯码', en: '{{boxes}} boxes without a trace code' },
			fewer: { zh: '{{boxes}} 盒药品只有 {{codes}} 个追溯码', en: '{{boxes}} boxes with {{codes}} trace codes' }
		}
	},
	params,
	candidates: visitsWithUncodedBoxes,
	population: { map: uploadsIn, reduce: mergeUploads },
	judge(stay, t, uploads: UploadsBy) {
		const own = uploads[institutionsOf(stay.book.shard, t.context)(stay.index)];
		if (!own || uploadShare(own) < t.known(t.param('minUploadShare'))) return;
		t.each(
			stay.fact(charges).net.filter(({ row }) => chargeKind(row) === 'drug'),
			(charge) => judgeLine(t, charge, own)
		);
	}
});

function judgeLine(t: Trace<typeof params>, charge: Charge, own: Uploads): void {
	const { row } = charge;
	const codes = traceCodes(row.text('drug_trac_codg'));
	const boxes = t.constant({ zh: '整盒单位', en: 'Whole boxes' }, 'text', BOXES);
	const missing = charge.quantity - codes.length * QUANTITY_SCALE;
	if (missing <= 0 || row.text('unt') === '' || !t.in('whole-boxes', optionalText(row, 'unt'), boxes) || !notRefunded(t, charge)) return;
	const share = t.batch({ zh: '机构按盒药品的追溯码上传率（%）', en: 'Coded boxes of the institution, percent' }, 'integer', uploadShare(own));
	t.ge('institution-uploads', share, t.param('minUploadShare'));
	const cell = [{ row, field: 'drug_trac_codg' }];
	const told = t.derived({ zh: '追溯码个数', en: 'Trace codes' }, 'quantity', codes.length * QUANTITY_SCALE, cell);
	const none = codes.length === 0;
	if (none) t.eq('no-code', optionalText(row, 'drug_trac_codg'), t.constant({ zh: '无追溯码', en: 'No trace code' }, 'text', ''));
	else t.gt('more-boxes-than-codes', t.quantity({ zh: '结算盒数', en: 'Boxes' }, [charge]), told);
	t.clear('exempt', null);
	t.report({
		message: none ? 'none' : 'fewer',
		data: { boxes: charge.quantity / QUANTITY_SCALE, codes: codes.length },
		grade: 'suspect',
		lines: [{ charge, role: 'offending', quantity: missing, amount: null }]
	});
}
