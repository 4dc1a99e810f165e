import type { Bilingual, EvidenceRef, Missing } from '../../rules/domain/finding.ts';

/** What the city sets for a settlement, by name: those of the rules' parameters, and the city's mean cost M. */
export const DIP_PARAMETERS = ['regionMean', 'pointValue', 'hospitalFactor', 'auxiliaryFactor', 'lower', 'upper'] as const;
export type DipParameterName = (typeof DIP_PARAMETERS)[number];

/** A change to try (如果……), and values of parameters to try with; none of it is kept. */
export interface DipTrial {
	/** Another main diagnosis; absent: as coded. */
	readonly mainDiagnosis?: string;
	/** Codes of procedures struck off. */
	readonly strike: readonly string[];
	/** 1/1 000 000 元 for money, 1/10 000 for factors and limits. */
	readonly values: Readonly<Partial<Record<DipParameterName, number>>>;
}
export interface DipRequest extends DipTrial {
	readonly batch: string;
	readonly visit: string;
}

export interface DipParameter {
	readonly name: DipParameterName;
	/** 1/1 000 000 元 for money, 1/10 000 for factors and limits; null: 未设置. */
	readonly value: number | null;
	/** catalogue: the city's own file says it; region: set on this machine, with its document; default: the rule's own; trial: tried here; unset. */
	readonly origin: 'catalogue' | 'region' | 'default' | 'trial' | 'unset';
	/** Region and document; '' where none. */
	readonly source: string;
}

/** A step of the grouper with what it kept and dropped, and why (入组步骤). */
export interface DipStep {
	readonly step: Bilingual;
	readonly kept: readonly string[];
	readonly dropped: readonly { readonly code: string; readonly why: Bilingual }[];
	readonly presumed: boolean;
}
/** A stay as the city would settle it. Null where something that it needs is not known. */
export interface DipOutcome {
	readonly mainDiagnosis: string;
	readonly procedures: readonly string[];
	readonly group: { readonly code: string; readonly name: string } | null;
	/** Why there is no group. */
	readonly reason: Bilingual | null;
	/** Groups that stayed alike. */
	readonly tied: readonly string[];
	readonly presumed: boolean;
	readonly steps: readonly DipStep[];
	/** Mean cost of the group, 分. */
	readonly mean: number | null;
	/** Cost over mean, 1/10 000. */
	readonly deviation: number | null;
	readonly band: 'low' | 'normal' | 'high' | null;
	/** 1/1 000 000 point: of the group, after the band, after the factors. */
	readonly groupPoints: number | null;
	readonly bandPoints: number | null;
	readonly points: number | null;
	/** 分. */
	readonly payment: number | null;
	/** 疾病严重程度 and Charlson index of its secondary diagnoses; cut-offs are unverified defaults. */
	readonly severity: string | null;
	readonly charlson: number;
}

/** A record line that speaks for a code. */
export interface DipLine extends EvidenceRef {
	/** Words around the place in a document; else the value. */
	readonly quote: string;
}
/** A diagnosis or procedure of the settlement list with the record lines that support it. */
export interface DipCode {
	readonly code: string;
	readonly name: string;
	readonly main: boolean;
	/** The cell of the code itself. */
	readonly place: EvidenceRef;
	readonly supports: readonly {
		readonly by: 'labs' | 'drugs' | 'items' | 'words' | 'indication' | 'charge' | 'note' | 'order' | 'mention';
		/** At most `DIP_LINES` of them. */
		readonly lines: readonly DipLine[];
		readonly total: number;
	}[];
	/** Kinds of support that knowledge asks for, and how many were found; null where it names none. */
	readonly asked: { readonly least: number; readonly found: number } | null;
	readonly missing: readonly Missing[];
}
/** Lines listed of one kind; the record holds the rest. */
export const DIP_LINES = 30;

export interface DipReady {
	readonly kind: 'ready';
	readonly catalogue: {
		readonly name: string;
		readonly groups: number;
		/** Pack, "id@version". */
		readonly pack: string;
		/** The latest review worked with this pack too. */
		readonly reviewed: boolean;
	};
	readonly parameters: readonly DipParameter[];
	/** Total cost of the stay, 分; null where neither settlement nor fee lines say it. */
	readonly cost: number | null;
	readonly coded: DipOutcome;
	/** Null where nothing was changed. */
	readonly changed: DipOutcome | null;
	/** Changed less coded; null where one is not known. Points 1/1 000 000, money 分. */
	readonly difference: {
		readonly groupPoints: number | null;
		readonly bandPoints: number | null;
		readonly points: number | null;
		readonly payment: number | null;
	} | null;
	readonly diagnoses: readonly DipCode[];
	readonly procedures: readonly DipCode[];
}
export type DipView =
	| DipReady
	/** No catalogue is in force on the day of the stay; `loaded`: those that are here, and not in force. */
	| { readonly kind: 'no-catalogue'; readonly loaded: readonly string[]; readonly day: string }
	/** 门诊: no stay to be grouped. */
	| { readonly kind: 'not-inpatient' }
	| { readonly kind: 'undetermined'; readonly missing: Missing };

export interface DipApi {
	/** Groups a stay as coded and as changed, with the lines that support each code. @throws Fault not-found */
	dip(request: DipRequest): Promise<DipView>;
}
