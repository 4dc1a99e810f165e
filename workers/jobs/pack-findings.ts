import type { Finding } from '../../rules/domain/finding.ts';
import type { BatchContext, Shard } from '../../rules/domain/shard.ts';
import type { ShardResult } from '../../rules/engine/run.ts';
import { CODED_FACETS, type Chunk, type ChunkBlob, type ChunkFacets, type CodedFacet, type CodedTexts } from '../store/index.ts';
import type { RuleException } from '../protocol/rule-life.ts';
import { claimsOf } from './claims.ts';
import { patientsOf, type Patient } from './patient.ts';
import { mainItems } from './queue/main-item.ts';
import { exceptedBy } from './rule-life-run.ts';

/** Errors kept of one shard: a rule that always throws must not fill the disk. */
const MOST_ERRORS = 200;

/** Findings of a shard as columns of facets and evidence, ordered by stay: what lies on disk. */
export function packFindings(shard: Shard, context: BatchContext, result: ShardResult, exceptions: readonly RuleException[] = []): Chunk {
	const patient = patientsOf(shard, context);
	const position = new Map(Array.from(shard.visitCode, (code, i) => [context.dictionaries.get('visit').text(code), i]));
	const at = (finding: Finding): number => position.get(finding.visit) ?? -1;
	const findings = result.findings.toSorted((a, b) => at(a) - at(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
	const claims = claimsOf(findings);
	return {
		facets: {
			...facetsOf(
				findings,
				findings.map((finding) => patient(at(finding))),
				mainItems(findings, shard, context),
				claims
			),
			...(exceptions.length > 0 ? { excepted: exceptedBy(findings, exceptions, shard, context) } : {})
		},
		blob: blobOf(findings),
		tally: {
			findings: findings.length,
			stays: shard.visitCount,
			rows: Object.values(shard.tables).reduce((sum, table) => sum + table.rowCount, 0),
			amount: claims.total,
			undetermined: result.undetermined.map(({ rule, missing, visits }) => ({ rule, missing, visits: visits && Uint32Array.from(visits) })),
			errors: result.errors.slice(0, MOST_ERRORS).map((error) => ({ ...error, message: error.message.slice(0, 500) }))
		}
	};
}

function facetsOf(
	findings: readonly Finding[],
	patients: readonly Patient[],
	items: readonly string[],
	claims: ReturnType<typeof claimsOf>
): ChunkFacets {
	const textOf = (facet: CodedFacet, i: number): string => {
		if (facet === 'item') return items[i]!;
		return facet === 'patient' ? patients[i]!.name : facet === 'sex' ? patients[i]!.sex : findings[i]![facet];
	};
	const money = (pick: (finding: Finding) => number | null): Float64Array => Float64Array.from(findings, (finding) => pick(finding) ?? NaN);
	const digests = new Uint8Array(findings.length * 32);
	findings.forEach((finding, i) => digests.set(bytesOfHex(finding.evidenceDigest), i * 32));
	return {
		count: findings.length,
		coded: Object.fromEntries(CODED_FACETS.map((facet) => [facet, codedTexts(findings.map((_, i) => textOf(facet, i)))])) as Record<
			CodedFacet,
			CodedTexts
		>,
		keys: findings.map((finding) => finding.key),
		digests,
		age: Int16Array.from(patients, ({ age }) => age ?? -1),
		lines: Uint32Array.from(findings, (finding) => finding.lines.filter((line) => line.role === 'offending').length),
		amount: money((finding) => finding.amounts.amount),
		inScope: money((finding) => finding.amounts.inScope),
		fund: money((finding) => finding.amounts.fund),
		messages: findings.map((finding) => JSON.stringify(finding.messages)),
		claimStart: claims.start,
		claimLine: claims.line,
		claimAmount: claims.amount,
		claimInScope: claims.inScope,
		claimFund: claims.fund
	};
}

function codedTexts(values: readonly string[]): CodedTexts {
	const codes = new Map<string, number>();
	const coded = values.map((value) => codes.get(value) ?? codes.set(value, codes.size).size - 1);
	const narrow = codes.size <= 0x100 ? Uint8Array.from(coded) : codes.size <= 0x1_0000 ? Uint16Array.from(coded) : Uint32Array.from(coded);
	return { texts: [...codes.keys()], codes: narrow };
}

function blobOf(findings: readonly Finding[]): ChunkBlob {
	const encoder = new TextEncoder();
	const parts = findings.map((finding) => encoder.encode(JSON.stringify(finding)));
	const offsets = new Uint32Array(parts.length + 1);
	parts.forEach((part, i) => (offsets[i + 1] = offsets[i]! + part.length));
	const bytes = new Uint8Array(offsets[parts.length]!);
	parts.forEach((part, i) => bytes.set(part, offsets[i]));
	return { bytes, offsets };
}

export function findingAt(blob: ChunkBlob, index: number): Finding {
	return JSON.parse(new TextDecoder().decode(blob.bytes.subarray(blob.offsets[index], blob.offsets[index + 1]))) as Finding;
}

const bytesOfHex = (hex: string): Uint8Array => Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16) || 0);
