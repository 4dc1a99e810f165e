// `npm start`: builds what is not built and serves it on one fixed port of this machine alone.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import sirv from 'sirv';
import { changedAt, newestChange, root } from './build.mjs';

/** Fixed: another port is another origin, and the workspace would seem gone. */
export const PORT = 5210;

/** Builds the page where a source is newer than the build. */
export async function ensureBuilt() {
	if (changedAt('build/index.html') >= newestChange('src', 'workers', 'rules', 'static')) return;
	console.log('Building 明审 …');
	const { build } = await import('vite');
	await build({ root, logLevel: 'warn' });
}

/** Serves the build; every unknown address answers with the shell. */
export function serve(port = PORT, host = '127.0.0.1') {
	const handler = sirv(join(root, 'build'), { single: true, etag: true, dev: true });
	const server = createServer((request, response) => {
		response.setHeader('X-Content-Type-Options', 'nosniff');
		response.setHeader('Referrer-Policy', 'no-referrer');
		handler(request, response);
	});
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => resolve(server));
	});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	await ensureBuilt();
	try {
		await serve();
		console.log(`明审 is ready: http://127.0.0.1:${PORT}/  (Ctrl+C ends it; the records stay in the browser)`);
	} catch (error) {
		if (error.code !== 'EADDRINUSE') throw error;
		console.error(
			`Port ${PORT} is taken, perhaps by another 明审: open http://127.0.0.1:${PORT}/ or end that program. The port is fixed because the browser keeps the workspace for this address alone.`
		);
		process.exitCode = 1;
	}
}
