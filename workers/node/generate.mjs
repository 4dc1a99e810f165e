// Writes a training batch: `node workers/node/generate.mjs --stays 2000 --seed 7 --out DIR`.
import { parseArgs } from 'node:util';
import { loadHost } from './build.mjs';

const { values } = parseArgs({
	options: { stays: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, out: { type: 'string' } }
});
if (!values.out || !/^[1-9]\d*$/.test(values.stays)) {
	console.error('node workers/node/generate.mjs --stays N [--seed S] --out DIR: N is a whole number of stays, DIR a folder for the files');
	process.exit(2);
}
const { generateInto } = await loadHost('generate');
const begun = performance.now();
const summary = await generateInto(values.out, Number(values.stays), values.seed);
console.log(`${JSON.stringify(summary)} in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
