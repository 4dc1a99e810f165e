// The command line host: `npm run review -- PATH… --out DIR`.
import { loadHost, root } from './build.mjs';

const { main } = await loadHost('review');
process.exitCode = await main(process.argv.slice(2), root);
