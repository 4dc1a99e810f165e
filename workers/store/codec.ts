declare const sealed: unique symbol;
/** A value as it lies on disk: opaque outside the codec. */
export type Sealed<T> = { readonly [sealed]: T };

/**
 * The one door between values and the disk: everything that holds record text, findings or decisions goes through it, so that encryption is a
 * second implementation of this interface and nothing else. Asynchronous since WebCrypto is: seal before a transaction begins and open
 * after it ended, never inside (an IndexedDB transaction ends while it waits for anything else).
 */
export interface Codec {
	seal<T>(value: T): Promise<Sealed<T>>;
	open<T>(value: Sealed<T>): Promise<T>;
}

/** Values as they are. */
export const plainCodec: Codec = {
	seal: <T>(value: T) => Promise.resolve(value as unknown as Sealed<T>),
	open: <T>(value: Sealed<T>) => Promise.resolve(value as unknown as T)
};
