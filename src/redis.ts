export type {
	AcquireOptions,
	RateLimit,
	AcquireResult,
	ServerRateLimit,
	QuotaLimiter,
	QuotaState,
	QuotaWait,
} from './pipeline/quota/types.ts';
export type {RedisClient} from './pipeline/quota/redis/client.ts';
export {redisLimiter, type RedisLimiterOptions} from './pipeline/quota/redis/redis-limiter.ts';
