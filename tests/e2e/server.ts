// Servers that a test starts and switches off itself.
import { spawn } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built page on a port of its own; `stop` resolves when nobody answers there any more. */
export async function serveOn(port: number): Promise<{ readonly stop: () => Promise<void> }> {
	const server = spawn('node', [join(root, 'tests/e2e/serve.mjs'), String(port)], { stdio: 'inherit' });
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	for (let tries = 0; !(await answers(port)); tries++) {
		if (tries > 100 || server.exitCode !== null) throw new Error(`no server on port ${port}`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return {
		stop: async () => {
			server.kill('SIGKILL');
			await ended;
		}
	};
}
export const answers = (port: number): Promise<boolean> =>
	fetch(`http://127.0.0.1:${port}/`).then(
		(response) => response.ok,
		() => false
	);

/**
 * Another origin, which counts who says anything to it. A connection alone does not count: Chromium opens one before the policy refuses a frame or a form,
 * and closes it in silence.
 */
export async function trap(): Promise<{ readonly port: number; readonly visitors: () => number; readonly stop: () => void }> {
	const sockets: Socket[] = [];
	let visitors = 0;
	const server = createServer((socket) => {
		sockets.push(socket);
		socket.on('error', () => undefined);
		socket.once('data', () => {
			visitors++;
			socket.end('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: text/javascript\r\nContent-Length: 0\r\n\r\n');
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the trap has no port');
	return {
		port: address.port,
		visitors: () => visitors,
		stop: () => {
			for (const socket of sockets) socket.destroy();
			server.close();
		}
	};
}
