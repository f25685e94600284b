import {createAwinClient} from 'awin-sdk';
import {expect} from 'vitest';
import {noWait} from './server.ts';

const neverSent = (): Promise<Response> => Promise.reject(new Error('A request was sent.'));

/** A client whose requests all fail. */
export const offline = createAwinClient({...noWait, fetch: neverSent});

/** A call that is refused: a method of {@link offline}, its arguments, and a part of the message. */
export type Refused = readonly [
	name: string,
	method: unknown,
	args: readonly unknown[],
	message: string,
];

/** Expects that a call rejects with a `TypeError` before a request is sent. */
export const expectRefused = async (
	method: unknown,
	args: readonly unknown[],
	message: string,
): Promise<void> => {
	/* By reflection, because the compiler would not let it pass: JavaScript does. */
	if (typeof method !== 'function') throw new TypeError('The method is missing.');
	const call: unknown = Reflect.apply(method, undefined, args);
	await expect(call).rejects.toThrow(TypeError);
	await expect(call).rejects.toThrow(message);
};
