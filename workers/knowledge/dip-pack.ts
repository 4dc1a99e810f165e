import type { Catalogue } from '../../rules/dip/catalogue.ts';
import type { KnowledgePack, PointOf } from '../../rules/knowledge/pack.ts';
import type { KnowledgeProblem } from '../../rules/knowledge/problem.ts';
import { readDipCatalogue } from './dip.ts';
import { sealPack } from './seal.ts';

/** What a file of a catalogue does not say of itself. */
export interface DipPackHead {
	/** City and year, 某市 2025: groups of one catalogue belong together. */
	readonly catalogue: string;
	readonly region: string;
	readonly version: string;
	/** First and last day in force, yyyy-MM-dd. */
	readonly from?: string;
	readonly to?: string;
	/** 全市次均费用 M, 1/1 000 000 元; null where nobody has said it. */
	readonly regionMean: number | null;
	/** Whether M stood in a column of the file or was set by a person. */
	readonly meanBy: 'column' | 'human';
}

const COLUMN = { by: 'column', verified: true } as const;
const HUMAN = { by: 'human', verified: false } as const;

/** A catalogue as a sealed pack: one point a group, so that rules, packages and replays carry it as they carry all knowledge. */
export function dipPackOf({ groups }: Catalogue, head: DipPackHead): KnowledgePack {
	const title = `DIP 病种目录（${head.catalogue}）`;
	const points = groups.map((group): PointOf<'dipGroups'> => {
		const { meanCost, meanDays } = group;
		const values = {
			points: group.points,
			...(meanCost === null ? {} : { meanCost }),
			...(meanDays === null ? {} : { meanDays }),
			...(head.regionMean === null ? {} : { regionMean: head.regionMean })
		};
		return {
			table: 'dipGroups',
			id: group.code,
			officialClass: 'DIP 病种目录',
			codes: [],
			name: group.name,
			notice: title,
			...(head.from ? { from: head.from } : {}),
			...(head.to ? { to: head.to } : {}),
			got: Object.fromEntries(Object.keys(values).map((name) => [name, name === 'regionMean' && head.meanBy === 'human' ? HUMAN : COLUMN])),
			catalogue: head.catalogue,
			group: group.code,
			...values
		};
	});
	return sealPack({
		format: 'mingshen.knowledge/1',
		id: `dip-${head.catalogue.replace(/[^\p{L}\p{N}._-]/gu, '_')}`.slice(0, 80),
		title: { zh: title, en: `DIP catalogue (${head.catalogue})` },
		version: head.version,
		region: head.region,
		published: '',
		source: { title },
		points
	});
}

/**
 * A file as a city's catalogue, or null where it is none. The file's name stands for city and year, and its region is not known: who loads it may
 * say more by `dipPackOf`.
 */
export async function readCataloguePack(
	name: string,
	bytes: Uint8Array,
	version: string
): Promise<{ readonly packs: readonly KnowledgePack[]; readonly problems: readonly KnowledgeProblem[] } | null> {
	const { catalogue, regionMean, problems } = await readDipCatalogue(name, bytes);
	if (problems.some(({ id }) => id === 'dip-unrecognised')) return null;
	if (!catalogue) return { packs: [], problems };
	const stem = name.replace(/\.[A-Za-z]{1,5}$/u, '').slice(0, 60) || 'DIP';
	return { packs: [dipPackOf(catalogue, { catalogue: stem, region: 'CN', version, regionMean, meanBy: 'column' })], problems };
}
