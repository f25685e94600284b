import {createAwinClient} from 'awin-sdk';
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

/** Makes a call whose arguments the compiler would not let pass. JavaScript does. */
export const callWith = async (method: unknown, args: readonly unknown[]): Promise<unknown> => {
	if (typeof method !== 'function') throw new Error('The method is missing.');
	return Reflect.apply(method, undefined, args);
};

/** A list of the same value. */
export const times = <Value>(count: number, value: Value): Value[] =>
	Array.from({length: count}, () => value);
