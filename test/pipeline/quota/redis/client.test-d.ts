import type {Cluster, Redis} from 'ioredis';
import {createClient, createCluster} from 'redis';
import {describe, expectTypeOf, it} from 'vitest';
import type {RedisClient} from '../../../../src/redis.ts';

describe('RedisClient', () => {
	it('accepts node-redis clients', () => {
		expectTypeOf(createClient()).toExtend<RedisClient>();
		expectTypeOf(createCluster({rootNodes: []})).toExtend<RedisClient>();
	});

	it('accepts ioredis clients', () => {
		expectTypeOf<Redis>().toExtend<RedisClient>();
		expectTypeOf<Cluster>().toExtend<RedisClient>();
	});

	it('rejects clients that cannot run a script', () => {
		expectTypeOf<{get: () => string}>().not.toExtend<RedisClient>();
	});
});
