// Coverage of the official classes and of the typical problems: `npm run coverage -- --json FILE`. The records are the tests' own.
import { loadHost, root } from './build.mjs';

const { main } = await loadHost('coverage', { entry: 'tests/coverage/host.ts', sources: ['tests/coverage', 'tests/rules/harness'] });
process.exitCode = await main(process.argv.slice(2), root);
