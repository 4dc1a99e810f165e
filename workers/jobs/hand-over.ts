import { transfer } from 'comlink';

/** A value whose arrays are moved to the receiver, not copied: the sender must not touch it again. */
export function handedOver<T>(value: T): T {
	const buffers = new Set<ArrayBuffer>();
	collect(value, buffers);
	return transfer(value, [...buffers]);
}

function collect(value: unknown, buffers: Set<ArrayBuffer>): void {
	if (ArrayBuffer.isView(value)) {
		// An array of length 0 may share the buffer of another one; a buffer is moved once.
		buffers.add(value.buffer as ArrayBuffer);
	} else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part, buffers);
}
