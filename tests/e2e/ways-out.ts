/**
 * Tries every way out that script has, in a page or a worker, and tells what became of each: 'refused', 'absent', or what worked. It is sent to the browser
 * as source, so it names nothing outside itself. Each is tried from a timer: code that a debugger runs directly may be let through.
 */
export async function attempts(port: number): Promise<Record<string, string>> {
	const elsewhere = `http://127.0.0.1:${port}`;
	const scope = globalThis as unknown as Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
	const data: string = 'data:text/javascript,export default 1';
	const beacon = 'sendBeacon';
	const inPage = 'document' in scope;
	const settled = (start: (ok: () => void, no: () => void) => void): Promise<string> =>
		new Promise((resolve, reject) => {
			start(
				() => resolve('worked'),
				() => reject(new Error('refused'))
			);
			setTimeout(() => reject(new Error('refused: silence')), 1_500);
		});
	const loaded = (tag: string, attribute: string, extra: Record<string, string> = {}): Promise<string> =>
		settled((ok, no) => {
			const element = document.createElement(tag);
			for (const [name, value] of Object.entries(extra)) element.setAttribute(name, value);
			element.addEventListener('load', ok);
			element.addEventListener('error', no);
			element.setAttribute(attribute, `${elsewhere}/${tag}`);
			document.body.append(element);
			setTimeout(() => element.remove(), 1_400);
		});
	const ways: Record<string, () => unknown> = {
		eval: () => scope['eval']('1'),
		Function: () => new scope['Function']('return 1')(),
		AsyncFunction: () => Object.getPrototypeOf(async () => undefined).constructor('return 1')(),
		'fetch cors': () => fetch(elsewhere),
		'fetch opaque': () => fetch(elsewhere, { mode: 'no-cors' }),
		'fetch keepalive': () => fetch(elsewhere, { mode: 'no-cors', keepalive: true, method: 'POST', body: 'record' }),
		XMLHttpRequest: () =>
			settled((ok, no) => {
				const request = new XMLHttpRequest();
				request.onload = ok;
				request.onerror = no;
				request.open('GET', elsewhere);
				request.send();
			}),
		WebSocket: () =>
			settled((ok, no) => {
				const socket = new WebSocket(`ws://127.0.0.1:${port}`);
				socket.onopen = ok;
				socket.onerror = no;
			}),
		EventSource: () =>
			settled((ok, no) => {
				const source = new EventSource(elsewhere);
				source.onopen = ok;
				source.onerror = no;
			}),
		WebTransport: () => new scope['WebTransport'](`https://127.0.0.1:${port}`).ready,
		RTCPeerConnection: () => new scope['RTCPeerConnection'](),
		importScripts: () => scope['importScripts'](`${elsewhere}/x.js`),
		'worker of another origin': () => new Worker(`${elsewhere}/x.js`),
		'worker of data': () => new Worker(data),
		'import of another origin': () => import(`${elsewhere}/x.js`),
		'import of data': () => import(data),
		...(inPage
			? {
					timer: () => settled((ok) => ((scope['escaped'] = ok), setTimeout('globalThis.escaped()' as never))),
					innerHTML: () => (document.createElement('div').innerHTML = '<b>x</b>'),
					'inline script': () => document.body.append(Object.assign(document.createElement('script'), { text: '1' })),
					image: () => loaded('img', 'src'),
					script: () => loaded('script', 'src'),
					frame: () => settled((ok) => frameReaches(ok)),
					stylesheet: () => loaded('link', 'href', { rel: 'stylesheet' }),
					prefetch: () => loaded('link', 'href', { rel: 'prefetch' }),
					font: () => new FontFace('x', `url(${elsewhere}/x.woff2)`).load(),
					media: () => settled((ok, no) => Object.assign(new Audio(), { onloadeddata: ok, onerror: no }).setAttribute('src', `${elsewhere}/x.mp3`)),
					form: () => settled(() => submitForm()),
					beacon: () => (scope['navigator'][beacon](elsewhere, 'record'), settled(() => undefined))
				}
			: {})
	};
	function frameReaches(ok: () => void): void {
		const frame = document.createElement('iframe');
		frame.addEventListener('load', () => {
			try {
				if (frame.contentDocument === null) return;
			} catch {
				return;
			}
			if (frame.contentWindow?.location.href.startsWith(elsewhere)) ok();
		});
		frame.src = elsewhere;
		document.body.append(frame);
		setTimeout(() => frame.remove(), 1_400);
	}
	function submitForm(): void {
		const form = document.createElement('form');
		form.action = elsewhere;
		form.method = 'post';
		form.target = 'nowhere';
		document.body.append(form);
		form.submit();
		form.remove();
	}
	const told = await Promise.all(
		Object.entries(ways).map(async ([name, way]): Promise<[string, string]> => {
			try {
				await new Promise((turn) => setTimeout(turn));
				const result = await way();
				return [name, `worked: ${String(result)}`];
			} catch (error) {
				return [
					name,
					error instanceof Error && /is not a (function|constructor)|is not defined/.test(error.message) ? 'absent' : `refused: ${String(error)}`
				];
			}
		})
	);
	return Object.fromEntries(told);
}
