import { createCatalogue, type Catalogue } from '../dip/catalogue.ts';
import { createGrouper, type Grouper } from '../dip/grouper.ts';
import type { RunContext } from '../engine/rule.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { Knowledge } from '../knowledge/lookup.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { pointOfCode } from './code-prefixes.ts';
import { inForce } from './items.ts';

type GroupPoint = PointOf<'dipGroups'>;

/** A city's catalogue as the loaded packs carry it. */
export interface CityCatalogue {
	readonly name: string;
	readonly catalogue: Catalogue;
	/** Points of the pack by the folded code of their group. */
	readonly points: ReadonlyMap<string, GroupPoint>;
	/** The city's M, 1/1 000 000 元, where the catalogue says it. */
	readonly regionMean: number | null;
	/** Groupers by M: ties by cost depend on it. */
	readonly groupers: Map<number | null, Grouper>;
}
const known = new WeakMap<Knowledge, readonly CityCatalogue[]>();

/** Catalogues of all loaded packs, weakest first, made once a run. One that contradicts itself is left out: nobody can group by it. */
function catalogues(knowledge: Knowledge): readonly CityCatalogue[] {
	let made = known.get(knowledge);
	if (!made) {
		const byName = new Map<string, GroupPoint[]>();
		for (const point of knowledge.points('dipGroups')) {
			const list = byName.get(point.catalogue);
			if (list) list.push(point);
			else byName.set(point.catalogue, [point]);
		}
		known.set(knowledge, (made = [...byName].flatMap(([name, points]) => cityCatalogue(name, points) ?? [])));
	}
	return made;
}

function cityCatalogue(name: string, points: readonly GroupPoint[]): CityCatalogue | null {
	const reading = createCatalogue(
		points.map((point) => ({
			code: point.group,
			name: point.name,
			points: point.points,
			meanCost: point.meanCost ?? null,
			meanDays: point.meanDays ?? null
		}))
	);
	if (!reading.ok) return null;
	const byCode = new Map(points.map((point) => [point.group, point]));
	return { name, catalogue: reading.catalogue, points: byCode, regionMean: points[0]!.regionMean ?? null, groupers: new Map() };
}

/** The catalogue in force on a day, the last loaded where several are; 无法判断 where there is none. */
export function catalogueOn({ knowledge }: RunContext, day: number | null): CityCatalogue {
	const found = catalogues(knowledge).findLast(({ points }) => inForce(points.values().next().value!, day));
	if (!found) throw new Undetermined({ kind: 'knowledge', what: 'dipGroups' });
	return found;
}

/** The grouper of a catalogue. @param regionMean M where the catalogue does not say it, 1/1 000 000 元 */
export function grouperOf(context: RunContext, city: CityCatalogue, regionMean: number | null): Grouper {
	const mean = city.regionMean ?? regionMean;
	let grouper = city.groupers.get(mean);
	if (!grouper) {
		const outside = new Map<string, boolean>();
		const notForGrouping = (code: string): boolean => {
			let is = outside.get(code);
			if (is === undefined) outside.set(code, (is = pointOfCode(context, 'notGrouping', code, null) !== undefined));
			return is;
		};
		city.groupers.set(mean, (grouper = createGrouper(city.catalogue, { regionMean: mean, notForGrouping })));
	}
	return grouper;
}
