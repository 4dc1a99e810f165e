import { parseArgs } from 'node:util';
import type { Stage } from '../../rules/domain/finding.ts';

export interface ReviewArguments {
	readonly paths: readonly string[];
	readonly knowledge: readonly string[];
	readonly rules: readonly string[];
	readonly stage: Stage;
	readonly out: string;
	readonly parameters: string | null;
	readonly profile: string | null;
}

/** A fault of the call: a sentence for the person, exit code 2. */
export class UsageError extends Error {}

export const USAGE = `npm run review -- PATH… --out DIR [--knowledge FILE…] [--rules ID,…] [--stage in-stay|settled] [--parameters FILE] [--profile FILE]`;

/**
 * Reads the command line. `--knowledge` takes every following word up to the next option.
 * @throws UsageError naming the argument that is wrong
 */
export function readArguments(argv: readonly string[]): ReviewArguments {
	const spread = spreadKnowledge(argv);
	let parsed;
	try {
		parsed = parseArgs({
			args: spread,
			allowPositionals: true,
			strict: true,
			options: {
				knowledge: { type: 'string', multiple: true },
				rules: { type: 'string', multiple: true },
				stage: { type: 'string' },
				out: { type: 'string' },
				parameters: { type: 'string' },
				profile: { type: 'string' }
			}
		});
	} catch (error) {
		throw new UsageError(`${(error as Error).message.split('\n')[0]}\n${USAGE}`);
	}
	const { values, positionals } = parsed;
	if (positionals.length === 0) throw new UsageError(`no PATH given: name the files or folders to review\n${USAGE}`);
	if (!values.out) throw new UsageError(`--out DIR is missing: where shall the findings go?\n${USAGE}`);
	const stage = values.stage ?? 'settled';
	if (stage !== 'settled' && stage !== 'in-stay') throw new UsageError(`--stage ${stage}: expected in-stay or settled\n${USAGE}`);
	return {
		paths: positionals,
		knowledge: values.knowledge ?? [],
		rules: (values.rules ?? []).flatMap((list) => list.split(',')).filter(Boolean),
		stage,
		out: values.out,
		parameters: values.parameters ?? null,
		profile: values.profile ?? null
	};
}

function spreadKnowledge(argv: readonly string[]): string[] {
	const spread: string[] = [];
	let inKnowledge = false;
	for (const [i, word] of argv.entries()) {
		if (word.startsWith('-')) inKnowledge = word === '--knowledge';
		else if (inKnowledge && argv[i - 1] !== '--knowledge') spread.push('--knowledge');
		spread.push(word);
	}
	return spread;
}
