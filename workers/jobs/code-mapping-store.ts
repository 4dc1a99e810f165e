import { normalizeCode } from '../../rules/knowledge/codes.ts';
import type { CodeTarget } from '../protocol/code-mapping.ts';
import type { MappingProfile } from '../protocol/mapping.ts';
import type { Store } from '../store/index.ts';

type Settings = Store['settings'];

/** Name of the profile that holds what is said on the page of codes; the engine reads the codes of all profiles. */
export const CODE_PROFILE = '本地编码对照';

/** What a person said of local codes, as a review reads it: a later profile wins. */
export async function saidOfCodes(
	settings: Settings
): Promise<{ readonly mapped: ReadonlyMap<string, string>; readonly outside: ReadonlySet<string> }> {
	const mapped = new Map((await settings.profiles()).flatMap(({ localCodes }) => Object.entries(localCodes)));
	return { mapped, outside: new Set(await settings.codesOutside()) };
}

/** Says what a local code is, in every profile that says something of it, so that none of them says otherwise. @returns what stood before */
export async function sayOfCode(settings: Settings, code: string, target: CodeTarget): Promise<CodeTarget> {
	const { mapped, outside } = await saidOfCodes(settings);
	const before: CodeTarget = outside.has(code) ? 'outside' : mapped.has(code) ? { national: mapped.get(code)! } : null;
	const national = target !== null && target !== 'outside' ? normalizeCode(target.national) : null;
	const profiles = await settings.profiles();
	for (const profile of profiles) if (Object.hasOwn(profile.localCodes, code)) await settings.saveProfile(withCode(profile, code, national));
	if (national !== null && !mapped.has(code)) {
		const own = profiles.find(({ name }) => name === CODE_PROFILE) ?? {
			format: 'mingshen.mapping/1',
			name: CODE_PROFILE,
			entries: [],
			localCodes: {}
		};
		await settings.saveProfile(withCode(own, code, national));
	}
	if (outside.has(code) !== (target === 'outside')) {
		await settings.saveCodesOutside(target === 'outside' ? [...outside, code] : [...outside].filter((one) => one !== code));
	}
	return before;
}

/** A local code may be "__proto__": the codes are copied as entries, never set by name. */
function withCode(profile: MappingProfile, code: string, national: string | null): MappingProfile {
	const others = Object.entries(profile.localCodes).filter(([one]) => one !== code);
	return { ...profile, localCodes: Object.fromEntries(national === null ? others : [...others, [code, national]]) };
}
