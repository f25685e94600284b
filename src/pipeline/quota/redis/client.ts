/** The part of a node-redis client that is used: `createClient()` or `createCluster()`. */
type NodeRedisClient = {
	/** Tells the client from one of ioredis. */
	readonly evalSha: unknown;
	/** Runs a Lua script. */
	readonly eval: (
		script: string,
		options: {readonly keys: string[]; readonly arguments: string[]},
	) => Promise<unknown>;
};

/** The part of an ioredis client that is used: `Redis` or `Cluster`. */
type IoRedisClient = {
	/** Tells the client from one of node-redis. */
	readonly evalsha: unknown;
	/** Runs a Lua script. */
	readonly eval: (script: string, keys: number, ...keysAndArguments: string[]) => Promise<unknown>;
};

/** A connected node-redis or ioredis client, for Redis or Valkey. */
export type RedisClient = NodeRedisClient | IoRedisClient;

/** Whether a value has the methods of a node-redis or ioredis client. */
export const isRedisClient = (value: unknown): value is RedisClient =>
	typeof value === 'object' &&
	value !== null &&
	typeof Reflect.get(value, 'eval') === 'function' &&
	('evalSha' in value || 'evalsha' in value);

/** Runs a Lua script with one key and one argument. */
export const evaluate = (
	client: RedisClient,
	script: string,
	key: string,
	argument: string,
): Promise<unknown> =>
	'evalSha' in client
		? client.eval(script, {keys: [key], arguments: [argument]})
		: client.eval(script, 1, key, argument);
