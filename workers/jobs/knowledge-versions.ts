import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { headOf } from '../knowledge/pack-head.ts';
import type { KeptVersion } from '../protocol/knowledge.ts';
import { Fault, type Store } from '../store/index.ts';

type Settings = Store['settings'];

/**
 * Versions of packs that are not in force (旧版知识包). Their content lies with the packs that runs used, by digest; the list of them is a setting. The content is
 * written first, the list next, and what is in force last: where that is cut short, nothing is lost and a version in force is not listed as kept.
 */
export async function keptVersions(settings: Settings): Promise<KeptVersion[]> {
	const current = new Set((await settings.packs()).map(({ digest }) => digest));
	return (await settings.keptVersions()).filter(({ digest }) => !current.has(digest)).toSorted((a, b) => b.at - a.at);
}

/** Puts a pack in force; the version that it takes the place of is kept. */
export async function takePack(settings: Settings, pack: KnowledgePack, at: number): Promise<void> {
	const known = (await settings.packs()).find(({ id }) => id === pack.id);
	if (known?.digest === pack.digest) return;
	if (known) await keep(settings, known, at, 'replaced');
	await settings.savePack(pack);
	await drop(settings, pack.digest);
}

/** Takes a pack out of force and keeps it. */
export async function removePack(settings: Settings, id: string, at: number): Promise<void> {
	const known = (await settings.packs()).find((pack) => pack.id === id);
	if (!known) return;
	await keep(settings, known, at, 'removed');
	await settings.removePack(id);
}

/** A kept version. @throws Fault not-found */
export async function keptPack(settings: Settings, digest: string): Promise<KnowledgePack> {
	const known = (await settings.keptVersions()).some((version) => version.digest === digest);
	if (!known) throw new Fault('not-found', `pack ${digest}`);
	return (await settings.usedPacks([digest]))[0]!;
}

async function keep(settings: Settings, pack: KnowledgePack, at: number, why: KeptVersion['why']): Promise<void> {
	await settings.keepUsedPacks([pack]);
	const others = (await settings.keptVersions()).filter(({ digest }) => digest !== pack.digest);
	await settings.saveKeptVersions([...others, { ...headOf(pack), at, why }]);
}

async function drop(settings: Settings, digest: string): Promise<void> {
	const kept = await settings.keptVersions();
	if (kept.some((version) => version.digest === digest)) await settings.saveKeptVersions(kept.filter((version) => version.digest !== digest));
}
