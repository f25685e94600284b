import type {Cluster, Redis} from 'ioredis';
import {createClient, createCluster} from 'redis';
import {describe, expectTypeOf, it} from 'vitest';
import type {RedisClient} from '../../../../src/redis.ts';

describe('RedisClient', () => {
	it('takes the clients of node-redis', () => {
		expectTypeOf(createClient()).toExtend<RedisClient>();
		expectTypeOf(createCluster({rootNodes: []})).toExtend<RedisClient>();
	});

	it('takes the clients of ioredis', () => {
		expectTypeOf<Redis>().toExtend<RedisClient>();
		expectTypeOf<Cluster>().toExtend<RedisClient>();
	});

	it('takes nothing that cannot run a script', () => {
		expectTypeOf<{get: () => string}>().not.toExtend<RedisClient>();
	});
});
