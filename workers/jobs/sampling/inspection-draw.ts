import { canonical, digest, utf8 } from '../../package/bytes.ts';
import {
	INSPECTION_ALGORITHM,
	MOST_WEIGHT,
	type Assignment,
	type InspectionAnswer,
	type InspectionCommitment,
	type InspectionRequest
} from '../../protocol/inspection.ts';
import type { InspectionFrame } from './inspection-frame.ts';
import { shuffled, weighted } from './select.ts';
import { DrawStream } from './stream.ts';

export const inspectionDigest = (commitment: InspectionCommitment): string => digest(utf8(canonical(commitment)));
/** Digest of a result: a line an institution with its inspectors, each ended by a line feed. */
export const resultDigest = (assignments: readonly Assignment[]): string =>
	digest(utf8(assignments.map(({ institution, inspectors }) => `${[institution, ...inspectors].join(',')}\n`).join('')));

type Refused = Pick<InspectionAnswer, 'refused' | 'detail'>;
const refuse = (refused: InspectionAnswer['refused'], detail = ''): Refused => ({ refused, detail });

/** Why a request cannot be committed; null where it can. Institutions that could never get their inspectors are told before, not after the draw. */
export function inspectionRefusal(request: InspectionRequest, frame: InspectionFrame): Refused | null {
	const { weights, take, perInstitution, mostEach, seed } = request;
	const drawable = frame.lists.institutions.filter((_, i) => frame.weights[i]! > 0);
	const bad = [...Object.values(weights.credit), ...Object.values(weights.risk)].find(
		(weight) => !Number.isSafeInteger(weight) || weight < 0 || weight > MOST_WEIGHT
	);
	if (bad !== undefined) return refuse('bad-weight', String(bad));
	if (weights.reason.trim() === '') return refuse('no-reason');
	if (drawable.length === 0) return refuse('no-institutions');
	if (!Number.isSafeInteger(take) || take < 1 || !Number.isSafeInteger(perInstitution) || perInstitution < 1 || mostEach < 0)
		return refuse('no-take');
	if (take > drawable.length) return refuse('take-over', String(drawable.length));
	if (seed.value.trim() === '' || (seed.kind === 'public' && seed.source.trim() === '')) return refuse('no-seed');
	const stranger = strangerOf(frame);
	if (stranger) return stranger;
	const able = ableInspectors(frame, request.certified);
	if (able.length === 0) return refuse('no-inspectors');
	const short = drawable.find(({ code }) => able.filter((id) => !avoids(frame, id, code)).length < perInstitution);
	if (short) return refuse('not-enough-for', short.name);
	return mostEach > 0 && able.length * mostEach < take * perInstitution ? refuse('not-enough', String(able.length)) : null;
}

/** An avoidance of someone, or somewhere, that no list names would silently hold back nobody. */
function strangerOf({ lists }: InspectionFrame): Refused | null {
	const [people, houses] = [new Set(lists.inspectors.map(({ id }) => id)), new Set(lists.institutions.map(({ code }) => code))];
	const person = lists.avoidances.find(({ inspector }) => !people.has(inspector));
	if (person) return refuse('unknown-inspector', person.inspector);
	const house = lists.avoidances.find(({ institution }) => !houses.has(institution));
	return house ? refuse('unknown-institution', house.institution) : null;
}

const ableInspectors = ({ lists }: InspectionFrame, certified: boolean): string[] =>
	lists.inspectors.filter(({ excluded, certificate }) => excluded === '' && (!certified || certificate !== '')).map(({ id }) => id);
const avoids = ({ lists }: InspectionFrame, inspector: string, institution: string): boolean =>
	lists.avoidances.some((one) => one.inspector === inspector && one.institution === institution);

/**
 * The result of a commitment (双随机): institutions one after the other with chances in proportion to their weights, then for each in that order its
 * inspectors, every one who may go as likely. Whoever has as many institutions as one may get stands out of the rest.
 */
export function drawInspection({ seed, take, perInstitution, mostEach, certified }: InspectionCommitment, frame: InspectionFrame): Assignment[] {
	const stream = (label: string): DrawStream => new DrawStream(seed.value, frame.digest, label);
	const able = ableInspectors(frame, certified);
	const loads = new Map<string, number>();
	return weighted(frame.weights, take, stream('institutions')).map((at) => {
		const { code } = frame.lists.institutions[at]!;
		const free = able.filter((id) => !avoids(frame, id, code) && (mostEach === 0 || (loads.get(id) ?? 0) < mostEach));
		const places = shuffled(free.length, Math.min(perInstitution, free.length), stream(`inspectors ${code}`));
		const inspectors = places.map((place) => free[place]!);
		for (const id of inspectors) loads.set(id, (loads.get(id) ?? 0) + 1);
		return { institution: code, inspectors };
	});
}

export function inspectionCommitment(request: InspectionRequest, { digest: own, lists }: InspectionFrame, earlier: number): InspectionCommitment {
	const { title, weights, take, perInstitution, mostEach, certified, seed } = request;
	const counts = { institutions: lists.institutions.length, inspectors: lists.inspectors.length, avoidances: lists.avoidances.length };
	return {
		algorithm: INSPECTION_ALGORITHM,
		title: title.trim(),
		frame: { digest: own, ...counts },
		weights: { ...weights, reason: weights.reason.trim() },
		take,
		perInstitution,
		mostEach,
		certified,
		seed: { kind: seed.kind, source: seed.source.trim(), value: seed.value.trim() },
		earlier
	};
}
