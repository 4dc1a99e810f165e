// The built page for the tests, on a port of their own: `node tests/e2e/serve.mjs [PORT]`.
import { serve } from '../../workers/node/start.mjs';

await serve(Number(process.argv[2] ?? 5211));
