/**
 * Peers of a stay (同组): closed inpatient stays of the batch that share its DIP group, its department or its attending doctor (both within one institution).
 * The stay itself is not among them.
 */
export const PEER_GROUPS = ['dip', 'department', 'doctor'] as const;
export type PeerGroup = (typeof PEER_GROUPS)[number];
/** 总费用 and 日均费用 in 分, 住院天数 in days. */
export const PEER_MEASURES = ['cost', 'days', 'perDay'] as const;
export type PeerMeasure = (typeof PEER_MEASURES)[number];

/**
 * Fewest peers (同组例数下限) with which quartiles are said at all: below ten a single case moves a quartile by more than a tenth of the places. A choice of ours,
 * the default of the rules that compare with peers (`minPeers`), which no regulation sets.
 */
export const LEAST_PEERS = 10;

/** Where a stay stands among its peers in one measure. */
export interface PeerPlace {
	/** Peers of which the measure is known. */
	readonly count: number;
	/** Quartiles by linear interpolation between places (type 7 of Hyndman & Fan 1996, QUARTILE.INC), least and greatest value; null under `LEAST_PEERS`. */
	readonly quartiles: readonly [least: number, first: number, median: number, third: number, greatest: number] | null;
	/** Null where it is not known of the stay itself. */
	readonly own: number | null;
	/** Peers below the stay, and level with it. */
	readonly below: number;
	readonly level: number;
}
/**
 * 无法比较: `open` the stay has no end or is no inpatient stay; `unknown` the record names no doctor or department; `no-catalogue` no DIP catalogue is loaded for its
 * day; `no-group` the catalogue has no group, or no single one, for it.
 */
export type NoPeers = 'open' | 'unknown' | 'no-catalogue' | 'no-group';

export interface PeerComparison {
	readonly by: PeerGroup;
	/** Group code and name, department, doctor; '' where there is none. */
	readonly name: string;
	readonly why: NoPeers | null;
	readonly places: Readonly<Record<PeerMeasure, PeerPlace>> | null;
}
export interface PeersView {
	/** What a stay's cost is: its settlements, in batches that have none the sum of its fee lines. One source for all, so that like is compared with like. */
	readonly cost: 'settlement' | 'fee';
	/** Closed inpatient stays of the batch. */
	readonly stays: number;
	readonly comparisons: readonly PeerComparison[];
}

/** What the case screen asks about the surroundings of a stay. */
export interface AroundCalls {
	/** Reads the batch once; later calls are answered from columns. @throws Fault not-found */
	peers(batch: string, visit: string): Promise<PeersView>;
	/** Keys of all findings of a person in the latest run. */
	findingsOf(batch: string, person: string): Promise<readonly string[]>;
}

export interface AroundApi {
	around<K extends keyof AroundCalls>(call: K, ...args: Parameters<AroundCalls[K]>): Promise<Awaited<ReturnType<AroundCalls[K]>>>;
}
