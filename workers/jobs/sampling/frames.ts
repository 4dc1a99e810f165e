import type { FrameBase, FrameQuery, FrameView } from '../../protocol/sampling.ts';
import type { KnowledgePack } from '../../../rules/knowledge/pack.ts';
import type { OpenRun } from '../open-run.ts';
import type { SamplingPorts } from './desk.ts';
import { frameOf, type Frame } from './frame.ts';
import { unitsOf, type UnitSource } from './units.ts';

interface Known {
	readonly frame: Frame;
	readonly view: Omit<FrameView, 'earlier'>;
}
/** Frames kept: the one of the form and the one of the draw that is open. */
const KEPT = 3;

/** Frames of batches as they are now, each built once for its files, run and packs. */
export class Frames {
	readonly #ports: SamplingPorts;
	readonly #known = new Map<string, Promise<Known>>();

	constructor(ports: SamplingPorts) {
		this.#ports = ports;
	}

	async institutions(batch: string): Promise<string[]> {
		const { context } = await (await this.#ports.state()).batch(batch);
		const names = context.dictionaries.get('fixmedins_name');
		const codes = context.dictionaries.get('fixmedins_code');
		const own = names.size > 1 ? names : codes;
		return Array.from({ length: own.size - 1 }, (_, i) => own.text(i + 1)).sort();
	}

	/** @throws Fault not-found where findings are asked for and nothing was judged */
	async of(batch: string, query: FrameQuery): Promise<Known> {
		const source = await this.#source(batch, query);
		const base = baseOf(source);
		const key = JSON.stringify([source.opened.batch.storage, query, base]);
		let known = this.#known.get(key);
		if (!known) {
			known = unitsOf(source, query).then((units) => knownOf(frameOf(units), query, base));
			this.#known.set(key, known);
			known.catch(() => this.#known.delete(key));
			if (this.#known.size > KEPT) this.#known.delete(this.#known.keys().next().value!);
		}
		return known;
	}

	async #source(batch: string, query: FrameQuery): Promise<UnitSource> {
		const state = await this.#ports.state();
		const opened = await state.batch(batch);
		const run: OpenRun | null = query.unit === 'stay' ? null : await state.runOf(batch);
		const packs = query.by === 'group' ? (await state.store.settings.packs()).filter(hasGroups) : [];
		return { opened, run, store: state.store, registry: this.#ports.registry, packs };
	}
}

const hasGroups = ({ points }: KnowledgePack): boolean => points.some(({ table }) => table === 'dipGroups');

function baseOf({ opened, run, packs }: UnitSource): FrameBase {
	return {
		files: opened.batch.content.files.map(({ name, digest }) => ({ name, digest })),
		run: run && { id: run.info.id, at: run.info.at, ruleBase: run.info.recipe.ruleBase, findings: run.info.findings },
		packs: packs.map(({ id, version, digest }) => ({ id, version, digest }))
	};
}

function knownOf(frame: Frame, query: FrameQuery, base: FrameBase): Known {
	const { digest, units, strata } = frame;
	const sum = (pick: (stratum: (typeof strata)[number]) => number): number => strata.reduce((total, stratum) => total + pick(stratum), 0);
	const notPositive = units.filter(({ amount }) => amount !== null && amount <= 0).length;
	return {
		frame,
		view: { query, digest, units: units.length, amount: sum((one) => one.amount), unknown: sum((one) => one.unknown), notPositive, strata, base }
	};
}
