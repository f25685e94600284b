import {createClient, createCluster} from 'redis';
import {Redis, Cluster} from 'ioredis';
import type {RedisClient} from '../../../src/pipeline/quota/redis-client.ts';
export const a: RedisClient = createClient();
export const b: RedisClient = createCluster({rootNodes: []});
export const c: RedisClient = new Redis();
export const d: RedisClient = new Cluster([]);
// @ts-expect-error
export const e: RedisClient = {get: () => 1};
