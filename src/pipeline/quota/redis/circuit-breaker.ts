import type {Clock} from '../../clock.ts';
import {evaluate, type RedisClient} from './client.ts';
import {redisScript} from './script.ts';

/** After Redis failed, it is tried again no more often than this, in milliseconds. */
export const retryMs = 1000;

/** What the script answers. */
export type ScriptAnswer = {
	readonly granted: boolean;
	/** How long to wait before asking again, in milliseconds. */
	readonly waitMs: number;
	/** Calls of all processes that count in the window of the token. */
	readonly used: number;
	/** The time to the next slot that comes free, in milliseconds. */
	readonly resetMs: number;
};

/** The way to the script in Redis. */
export type RedisLink = {
	/** Runs the script. Rejects where Redis fails, or does not answer in time; a late answer goes to `onLate`. */
	readonly run: (
		key: string,
		ask: object,
		onLate?: (answer: ScriptAnswer) => void,
	) => Promise<ScriptAnswer>;
	/** What Redis failed with last; `undefined` while it is there. Asking lets it be tried again now and then. */
	readonly failure: (key: string, ask: object) => {readonly cause: unknown} | undefined;
};

/** What the link needs. */
export type RedisLinkOptions = {
	readonly client: RedisClient;
	readonly prefix: string;
	readonly clock: Clock;
	/** How long Redis may take to answer, in milliseconds. */
	readonly timeoutMs: number;
	/** Told once of each time that Redis goes away. */
	readonly onError: (error: unknown) => void;
};

const read = (reply: unknown): ScriptAnswer => {
	const [granted, waitMs, used, resetMs] = Array.isArray(reply) ? reply.map(Number) : [];
	if (waitMs === undefined || used === undefined || resetMs === undefined) {
		throw new TypeError('the answer of Redis is not that of the script');
	}
	return {granted: granted === 1, waitMs, used, resetMs};
};

/** Makes the link that all credentials of one limiter share. */
export const createRedisLink = (options: RedisLinkOptions): RedisLink => {
	const {client, prefix, clock, timeoutMs, onError} = options;
	let failure: {readonly cause: unknown} | undefined;
	let trying = false;
	let tryAt = 0;

	const send = async (key: string, ask: object) =>
		read(await evaluate(client, redisScript, `${prefix}:{${key}}`, JSON.stringify(ask)));

	const fail = (cause: unknown) => {
		tryAt = clock.elapsed() + retryMs;
		const reported = failure !== undefined;
		failure = {cause};
		if (!reported) onError(cause);
	};

	/** Clients may hold commands back until they are connected again: nobody waits for this one. */
	const tryAgain = async (key: string, ask: object) => {
		trying = true;
		try {
			await send(key, ask);
			failure = undefined;
		} catch (error) {
			fail(error);
		}
		trying = false;
	};

	return {
		run: (key, ask, onLate) =>
			new Promise((resolve, reject) => {
				let late = false;
				const refuse = (error: unknown) => {
					cancel();
					fail(error);
					reject(error);
				};
				const cancel = clock.after(timeoutMs, () => {
					late = true;
					refuse(new Error(`Redis did not answer within ${timeoutMs} ms`));
				});
				send(key, ask).then((answer) => {
					if (late) {
						failure = undefined;
						onLate?.(answer);
					}
					cancel();
					resolve(answer);
				}, refuse);
			}),
		failure: (key, ask) => {
			if (failure !== undefined && !trying && clock.elapsed() >= tryAt) void tryAgain(key, ask);
			return failure;
		},
	};
};
