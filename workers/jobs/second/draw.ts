import { digest, utf8 } from '../../package/bytes.ts';
import type { PlanStratum, PlanTerms } from '../../protocol/second.ts';

/** A finding of the frame (抽样总体): digests only, so that the frame may be shown to anyone. */
export interface FrameLine {
	/** SHA-256 of the finding's key. */
	readonly key: string;
	readonly evidence: string;
	readonly rule: string;
	/** 分; null where not known. */
	readonly amount: number | null;
}
export interface Drawn extends FrameLine {
	/** 0-based place of the reviewer that it goes to. */
	readonly place: number;
}
export interface Draw {
	readonly drawn: readonly Drawn[];
	readonly strata: readonly PlanStratum[];
	readonly topUp: number;
}

export const keyHash = (key: string): string => digest(utf8(key));

/** One line a finding, sorted: key digest, evidence digest, rule, amount in 分 or nothing, parted by tabs. SHA-256 over it is what is committed. */
export function frameText(lines: readonly FrameLine[]): string {
	const sorted = [...lines].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
	return sorted.map(({ key, evidence, rule, amount }) => `${key}\t${evidence}\t${rule}\t${amount ?? ''}\n`).join('');
}
export function readFrame(text: string): FrameLine[] {
	return text
		.split('\n')
		.filter(Boolean)
		.map((line) => {
			const [key, evidence, rule, amount] = line.split('\t') as [string, string, string, string];
			return { key, evidence, rule, amount: amount === '' ? null : Number(amount) };
		});
}

/**
 * Draws by `mingshen.second/1`. Each finding has a rank, SHA-256 over "<frame digest>\n<seed>\n<key digest>" in hexadecimal digits. Of each stratum
 * the lowest ⌈size × permille / 1000⌉ ranks are drawn; then of each rule that has fewer than `perRule`, its next lowest ranks. All that is drawn, in the
 * order of ranks, goes round among the reviewers. With sha256sum and sort anyone draws the same.
 * @param frame its digest
 */
export function draw(lines: readonly FrameLine[], frame: string, seed: string, terms: PlanTerms): Draw {
	const ranked = lines.map((line) => ({ line, rank: digest(utf8(`${frame}\n${seed}\n${line.key}`)) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
	const sizes = strataOf(lines, terms);
	const left = new Map(sizes.map(({ band, drawn }) => [band, drawn]));
	const chosen = new Set<FrameLine>();
	for (const { line } of ranked) {
		const band = bandOf(line.amount, terms);
		const open = left.get(band) ?? 0;
		if (open === 0) continue;
		left.set(band, open - 1);
		chosen.add(line);
	}
	const shares = chosen.size;
	const byRule = new Map<string, number>();
	for (const { rule } of chosen) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
	for (const { line } of ranked) {
		const had = byRule.get(line.rule) ?? 0;
		if (chosen.has(line) || had >= terms.perRule) continue;
		byRule.set(line.rule, had + 1);
		chosen.add(line);
	}
	const drawn = ranked.filter(({ line }) => chosen.has(line)).map(({ line }, i) => ({ ...line, place: i % terms.reviewers.length }));
	return { drawn, strata: sizes, topUp: chosen.size - shares };
}

/** Sizes of the strata and what would be drawn of each: known before anything is drawn, whatever the seed. */
export function strataOf(lines: readonly Pick<FrameLine, 'amount'>[], terms: Pick<PlanTerms, 'bands' | 'unknown'>): PlanStratum[] {
	const sizes = new Map<number, number>();
	for (const { amount } of lines) {
		const band = bandOf(amount, terms);
		sizes.set(band, (sizes.get(band) ?? 0) + 1);
	}
	const strata = [...terms.bands.map((band, i) => ({ band: i, permille: band.permille })), { band: -1, permille: terms.unknown }];
	return strata.map(({ band, permille }) => {
		const size = sizes.get(band) ?? 0;
		return { band, size, drawn: Math.ceil((size * permille) / 1000) };
	});
}

/** The first band that an amount reaches; refunds and amounts below all bands belong to the last. */
function bandOf(amount: number | null, { bands }: Pick<PlanTerms, 'bands'>): number {
	if (amount === null) return -1;
	const at = bands.findIndex(({ from }) => amount >= from);
	return at < 0 ? bands.length - 1 : at;
}

/** What keeps terms from being drawn by: null where they are sound. */
export function faultOfTerms({ bands, unknown, perRule, reviewers }: PlanTerms): 'bands' | 'share' | 'per-rule' | 'reviewers' | null {
	const falling = bands.every(({ from }, i) => Number.isSafeInteger(from) && from >= 0 && (i === 0 || from < bands[i - 1]!.from));
	if (bands.length === 0 || !falling || bands.at(-1)!.from !== 0) return 'bands';
	const share = (permille: number): boolean => Number.isSafeInteger(permille) && permille >= 0 && permille <= 1000;
	if (!share(unknown) || !bands.every(({ permille }) => share(permille))) return 'share';
	if (!Number.isSafeInteger(perRule) || perRule < 0) return 'per-rule';
	const names = reviewers.map((name) => name.trim());
	return names.length === 0 || names.some((name) => name === '') || new Set(names).size < names.length ? 'reviewers' : null;
}
