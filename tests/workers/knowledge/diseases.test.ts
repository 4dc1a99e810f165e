import { expect, test } from 'vitest';
import { diseasesIn } from '../../../workers/knowledge/diseases.ts';

/** Limits in our own words, of the shapes that notices have. */
test.each([
	['限2型糖尿病。', ['2型糖尿病', '糖尿病']],
	['限甲病患者的二线用药', ['甲病']],
	['限成人转移性非小细胞肺癌（NSCLC）患者', ['NSCLC', '肺癌', '非小细胞肺癌']],
	['限表皮生长因子受体（EGFR）突变的乳腺癌', ['乳腺癌']],
	['限：1.中度至重度斑块状银屑病成人患者；2.强直性脊柱炎。', ['强直性脊柱炎', '斑块状银屑病', '脊柱炎', '银屑病']],
	['限肺栓塞、深静脉血栓或非瓣膜性房颤', ['深静脉血栓', '肺栓塞', '非瓣膜性房颤']],
	['限急性心肌梗死发病12小时内使用', ['急性心肌梗死']],
	['限放化疗。', ['放化疗']],
	['限乙病的化疗', ['乙病']],
	['限血糖控制效果不佳者', []],
	['限疾病患者', []],
	['', []]
])('%s', (limit, names) => expect(diseasesIn(limit)).toEqual(names));

test('a hostile limit costs no time', () => {
	const from = performance.now();
	diseasesIn('病'.repeat(1_000_000));
	diseasesIn('（'.repeat(1_000_000));
	expect(performance.now() - from).toBeLessThan(2_000);
});
