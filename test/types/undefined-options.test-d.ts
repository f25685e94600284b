import type {
	AwinClientOptions,
	CacheClientOptions,
	CacheOptions,
	keyvStore,
	memoryLimiter,
	memoryStore,
	QuotaOptions,
	RateLimit,
	RetryBudgetOptions,
	RetryOptions,
} from 'awin-sdk';
import type {byStatus, cached, inTurn} from 'awin-sdk/mocks';
import type {RedisLimiterOptions} from 'awin-sdk/redis';
import {describe, expectTypeOf, it} from 'vitest';
import type {CallOptions} from '../../src/request/call-options.ts';
import type {CallRetryOptions} from '../../src/request/policy.ts';
import type {AllUndefined, Optional} from '../helpers/all-undefined.ts';

type OptionsOf<F extends (...args: never) => unknown, Index extends number> = NonNullable<
	Parameters<F>[Index]
>;

/* With `exactOptionalPropertyTypes`, an optional property takes `undefined` only if its type says so. */
describe('every optional option accepts `undefined`', () => {
	it('of a client', () => {
		expectTypeOf<AllUndefined<AwinClientOptions>>().toExtend<Optional<AwinClientOptions>>();
		expectTypeOf<AllUndefined<RetryOptions>>().toExtend<Optional<RetryOptions>>();
		expectTypeOf<AllUndefined<RetryBudgetOptions>>().toExtend<Optional<RetryBudgetOptions>>();
		expectTypeOf<AllUndefined<CacheClientOptions>>().toExtend<Optional<CacheClientOptions>>();
		expectTypeOf<AllUndefined<QuotaOptions>>().toExtend<Optional<QuotaOptions>>();
		expectTypeOf<AllUndefined<RateLimit>>().toExtend<Optional<RateLimit>>();
	});

	it('of a call', () => {
		expectTypeOf<AllUndefined<CallOptions>>().toExtend<Optional<CallOptions>>();
		expectTypeOf<AllUndefined<CallRetryOptions>>().toExtend<Optional<CallRetryOptions>>();
		expectTypeOf<AllUndefined<CacheOptions>>().toExtend<Optional<CacheOptions>>();
	});

	it('of limiters and stores', () => {
		type Memory = OptionsOf<typeof memoryLimiter, 0>;
		expectTypeOf<AllUndefined<Memory>>().toExtend<Optional<Memory>>();
		expectTypeOf<AllUndefined<RedisLimiterOptions>>().toExtend<Optional<RedisLimiterOptions>>();
		type Store = OptionsOf<typeof memoryStore, 0>;
		expectTypeOf<AllUndefined<Store>>().toExtend<Optional<Store>>();
		type Keyv = OptionsOf<typeof keyvStore, 1>;
		expectTypeOf<AllUndefined<Keyv>>().toExtend<Optional<Keyv>>();
	});

	it('of mocks', () => {
		type ByStatus = OptionsOf<typeof byStatus, 2>;
		expectTypeOf<AllUndefined<ByStatus>>().toExtend<Optional<ByStatus>>();
		type Cached = OptionsOf<typeof cached, 1>;
		expectTypeOf<AllUndefined<Cached>>().toExtend<Optional<Cached>>();
		type InTurn = OptionsOf<typeof inTurn, 2>;
		expectTypeOf<AllUndefined<InTurn>>().toExtend<Optional<InTurn>>();
	});

	it('and the check would notice one that does not', () => {
		type Wrong = {readonly a?: number; readonly b?: string | undefined};
		expectTypeOf<AllUndefined<Wrong>>().not.toExtend<Optional<Wrong>>();
		expectTypeOf<AllUndefined<Wrong>>().toEqualTypeOf<{
			readonly a: undefined;
			readonly b: undefined;
		}>();
	});
});
