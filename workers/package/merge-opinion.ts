import type { Leaning } from '../protocol/second.ts';
import type { Bytes } from './bytes.ts';
import { Masker } from './mask.ts';
import { OPINION_TYPE, writeSigned, type SignedFile } from './merge-file.ts';
import type { Signer } from './suites.ts';

export const OPINION_FORMAT = 'mingshen.opinion/1';

/** An expert's word on one finding (专家意见): about this evidence, and no other. */
export interface OpinionFile {
	readonly format: typeof OPINION_FORMAT;
	readonly batch: string;
	/** SHA-256 of the finding's key, and digest of the evidence that the expert saw. */
	readonly key: string;
	readonly evidence: string;
	readonly leaning: Leaning;
	readonly text: string;
	readonly expert: string;
	readonly title: string;
	/** Epoch milliseconds, claimed. */
	readonly at: number;
}
export const LEANINGS: readonly Leaning[] = ['supports', 'against', 'undetermined'];

/** Numbers of identity documents and telephones in the expert's words are masked on the way out, as in a package. */
export function writeOpinion(opinion: OpinionFile, inputs: readonly string[], signer: Signer): Promise<Bytes> {
	const text = new Masker(new Set(), new Set()).text(opinion.text);
	return writeSigned(OPINION_TYPE, { ...opinion, text }, inputs, signer);
}

export function opinionOf({ predicateType, predicate }: SignedFile): OpinionFile | null {
	if (predicateType !== OPINION_TYPE) return null;
	const given = predicate as Partial<OpinionFile> | null;
	if (given?.format !== OPINION_FORMAT) return null;
	const texts = [given.batch, given.key, given.evidence, given.text, given.expert, given.title];
	const sound = texts.every((text) => typeof text === 'string') && LEANINGS.includes(given.leaning!) && Number.isFinite(given.at);
	return sound ? (given as OpinionFile) : null;
}
