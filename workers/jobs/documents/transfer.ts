import { exportPackage } from '../../package/export.ts';
import { evidenceRows } from '../../package/evidence-list.ts';
import { ed25519Signer, keyIdOf, type Signer } from '../../package/suites.ts';
import { readContainer } from '../../package/container.ts';
import type { Sanitized } from '../../package/sanitize.ts';
import { transferBlocks } from '../../package/transfer.ts';
import { sourceOf } from '../../package/work-papers.ts';
import { MEMBERS } from '../../package/statement.ts';
import type { MadeDocument } from '../../protocol/documents.ts';
import { Fault } from '../../store/index.ts';
import type { Ledger } from '../money/ledger.ts';
import { ZIP_TYPE } from '../package-job.ts';
import { DECISIONS } from '../queue-index.ts';
import { evidencePaper, exportHead, maskedIn, write, type Making, type Written } from './making.ts';
import { contentsOf, recordsOfFindings } from './records.ts';

const [SHEET, EVIDENCE] = ['移送说明', '取证材料清单'];

/**
 * Leads handed over (移送线索): a signed package of the confirmed findings chosen, with their decisions alone, and a sheet that goes with them. It is verified
 * as any package is.
 */
export async function transferPackage(making: Making, ledger: Ledger): Promise<MadeDocument> {
	const { request, source, ports, onProgress } = making;
	const { index, info, count } = { ...source.run, count: source.run.index.count };
	const chosen = making.positions.filter((at) => DECISIONS[index.decision[at]!] === 'confirm');
	if (chosen.length === 0) throw new Fault('not-found', 'no confirmed finding');
	const signer = await ed25519Signer(source.actor, await ports.store.keys.getOrCreateSigningKey(ports.now()));
	// The statement speaks of the whole run, so that nobody takes the part for it.
	const all = Array.from({ length: count }, (_, at) => at);
	const records = await recordsOfFindings(source, all, ports, onProgress);
	const written: Written[] = [];
	let content: Sanitized | null = null;
	const bytes = await exportPackage({
		...records,
		...exportHead(source, ports),
		batch: request.batch,
		contents: contentsOf(request.identities, { undecided: false, workPapers: request.papers }),
		chosen: new Set(chosen.map((at) => index.keys[at]!)),
		packs: await ports.store.settings.usedPacks(info.recipe.packs.map(({ digest }) => digest)),
		signers: [signer],
		documents: async (leaving) => {
			content = leaving;
			return documents(making, ledger, chosen, signer, leaving, written);
		}
	});
	return {
		blob: new Blob([bytes], { type: ZIP_TYPE }),
		files: readContainer(bytes).entries.map(({ name, packed }) => ({ name, size: packed.length })),
		pages: written.reduce((sum, { pages }) => sum + pages, 0),
		missing: [...new Set(written.flatMap(({ missing }) => missing))],
		masked: maskedIn(content!)
	};
}

async function documents(
	{ request, source, ports, pdf }: Making,
	ledger: Ledger,
	chosen: readonly number[],
	signer: Signer,
	content: Sanitized,
	written: Written[]
): Promise<readonly Written[]> {
	const head = exportHead(source, ports);
	const from = sourceOf(head, content, true);
	const visits = new Set(content.findings.map(({ visit }) => visit));
	const members = [
		`疑点清单（${MEMBERS.list}，前 34 列为检查组通用列）`,
		...(request.papers ? [`检查底稿（${MEMBERS.workPapers}，${visits.size} 份）`] : []),
		...(request.evidence ? [`取证材料清单（${EVIDENCE}.pdf）`] : []),
		`疑点、证据与处理记录（${MEMBERS.findings}、${MEMBERS.decisions}）及规则、知识包摘要`
	];
	const sheet = transferBlocks({
		batch: source.opened.batch.name,
		receiver: request.receiver,
		reason: request.reason,
		identities: request.identities,
		findings: content.findings.length,
		stays: visits.size,
		accepted: ledger.totals(chosen),
		files: content.files,
		members,
		signer: signer.name,
		keyId: keyIdOf(signer.publicKey),
		source: from
	});
	written.push(await write(pdf, SHEET, source, ports, [sheet]));
	if (request.evidence) written.push(await write(pdf, EVIDENCE, source, ports, [evidencePaper(evidenceRows(content, head.rules), from)]));
	return written;
}
