// Runs before anything else on the page (TRUST.md): closes the two doors that no policy in a <meta> closes.
(() => {
	'use strict';
	const offline = new URL('service-worker.js', document.currentScript.src).href;
	const ours = `blob:${location.origin}/`;

	// Scripts may only come from workers that we made ourselves (blob: of our origin) and from the service worker.
	// No createHTML and no createScript: text never becomes markup or code.
	if (window.trustedTypes) {
		window.trustedTypes.createPolicy('default', {
			createScriptURL(url) {
				if (url.startsWith(ours) || new URL(url, location.href).href === offline) return url;
				throw new TypeError(`not a script of this page: ${url}`);
			}
		});
	}

	// WebRTC sends past every content policy.
	for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'RTCIceTransport', 'WebTransport']) {
		delete window[name];
	}
})();
