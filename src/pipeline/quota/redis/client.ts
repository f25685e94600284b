/** What is needed of a client of node-redis, from `createClient()` or `createCluster()`. */
type NodeRedisClient = {
	readonly evalSha: unknown;
	readonly eval: (
		script: string,
		options: {readonly keys: string[]; readonly arguments: string[]},
	) => Promise<unknown>;
};

/** What is needed of a client of ioredis, `Redis` or `Cluster`. */
type IoRedisClient = {
	readonly evalsha: unknown;
	readonly eval: (script: string, keys: number, ...keysAndArguments: string[]) => Promise<unknown>;
};

/** A connected client of node-redis or ioredis, for Redis or Valkey. */
export type RedisClient = NodeRedisClient | IoRedisClient;

/** Whether a value has what is needed of either client. */
export const isRedisClient = (value: unknown): value is RedisClient =>
	typeof value === 'object' &&
	value !== null &&
	typeof Reflect.get(value, 'eval') === 'function' &&
	('evalSha' in value || 'evalsha' in value);

/** Runs a script on one key. */
export const evaluate = (
	client: RedisClient,
	script: string,
	key: string,
	argument: string,
): Promise<unknown> =>
	'evalSha' in client
		? client.eval(script, {keys: [key], arguments: [argument]})
		: client.eval(script, 1, key, argument);
