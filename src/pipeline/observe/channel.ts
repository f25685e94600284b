import type {AwinEvent} from './events.ts';

/** A channel of `node:diagnostics_channel`. */
export type DiagnosticsChannel = {
	readonly hasSubscribers: boolean;
	readonly publish: (event: AwinEvent) => void;
};

/** The name of the channel. */
export const channelName = 'awin-sdk';

const isChannel = (value: unknown): value is DiagnosticsChannel =>
	typeof value === 'object' &&
	value !== null &&
	'hasSubscribers' in value &&
	typeof Reflect.get(value, 'publish') === 'function';

/** Calls a method of a value, if it has one. */
const invoke = (target: unknown, method: string, argument: string): unknown => {
	if (typeof target !== 'object' || target === null) return undefined;
	const found: unknown = Reflect.get(target, method);
	return typeof found === 'function' ? Reflect.apply(found, target, [argument]) : undefined;
};

/**
 * Returns the channel `awin-sdk` of `node:diagnostics_channel`, or `undefined` if the runtime has none. There is no
 * import, because it would fail in browsers.
 */
export const diagnosticsChannel = (
	runtime: unknown = Reflect.get(globalThis, 'process'),
): DiagnosticsChannel | undefined => {
	try {
		const diagnostics = invoke(runtime, 'getBuiltinModule', 'node:diagnostics_channel');
		const channel = invoke(diagnostics, 'channel', channelName);
		return isChannel(channel) ? channel : undefined;
	} catch {
		return undefined;
	}
};
