/** A value that a region sets for a rule's parameter from a day on (本地化). */
export interface ParameterSetting {
	readonly rule: string;
	readonly name: string;
	readonly value: number;
	/** First and last day in force, yyyy-MM-dd. */
	readonly from?: string;
	readonly to?: string;
	readonly region: string;
	/** Document that sets it. */
	readonly source: string;
}
