import { describe, expect, it } from 'vitest';
import { validatePack } from '../../../rules/knowledge/validate.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import { dipPackOf } from '../../../workers/knowledge/dip-pack.ts';
import { readKnowledgeFile } from '../../../workers/knowledge/read.ts';
import { catalogue } from '../../rules/dip/build.ts';
import { build } from '../../rules/harness/record.ts';

const head = { catalogue: '某市 2025', region: '4104', version: '1', from: '2025-01-01', regionMean: 5_718_153_489, meanBy: 'human' } as const;

describe('a catalogue as a pack', () => {
	const pack = dipPackOf(catalogue('A03.9 385.35787\nA09.9:44.1300x001 635.323555 3632.9\nE11:SS 2152.1'), head);
	it('is sound', () => expect(validatePack(JSON.parse(JSON.stringify(pack)))).toMatchObject({ ok: true }));
	it('says of M who set it', () => {
		expect(pack.points[1]).toMatchObject({ group: 'A09.9:44.1300X001', points: 635_323_555, meanCost: 363_290, regionMean: 5_718_153_489 });
		expect(pack.points[1]!.got).toEqual({
			points: { by: 'column', verified: true },
			meanCost: { by: 'column', verified: true },
			regionMean: { by: 'human', verified: false }
		});
	});
	it('keeps all its groups when compiled, beside another year’s', () => {
		const other = dipPackOf(catalogue('A03.9 300\nB00.2 339.6'), { ...head, catalogue: '某市 2024' });
		const { batch } = build({});
		const points = compileKnowledge([other, pack], batch.dictionaries, {}).points('dipGroups');
		expect(points.map((point) => `${point.catalogue} ${point.group}`).sort()).toEqual([
			'某市 2024 A03.9',
			'某市 2024 B00.2',
			'某市 2025 A03.9',
			'某市 2025 A09.9:44.1300X001',
			'某市 2025 E11:SS'
		]);
	});
	it('comes through the door of knowledge files', async () => {
		const bytes = new TextEncoder().encode('病种编码,病种分值\nA03.9,385.35787\n');
		const { packs, problems } = await readKnowledgeFile('某市2025.csv', bytes);
		expect(problems).toEqual([]);
		expect(packs).toMatchObject([{ id: 'dip-某市2025', points: [{ group: 'A03.9', points: 385_357_870 }] }]);
	});
	it('a refused catalogue is refused at the door with its own sentence', async () => {
		const { packs, problems } = await readKnowledgeFile('a.csv', new TextEncoder().encode('病种编码,病种分值\nA03.9,0\n'));
		expect([packs, problems.map(({ id }) => id)]).toEqual([[], ['dip-points']]);
	});
	it('any other table stays unrecognised', async () => {
		const { problems } = await readKnowledgeFile('a.csv', new TextEncoder().encode('姓名,年龄\n甲,3\n'));
		expect(problems.map(({ id }) => id)).toEqual(['unrecognised']);
	});
});
