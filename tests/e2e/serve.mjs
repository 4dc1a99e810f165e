// The built page for the tests, on a port of their own.
import { serve } from '../../workers/node/start.mjs';

await serve(5211);
