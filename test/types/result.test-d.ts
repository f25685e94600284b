import type * as sdk from 'awin-sdk';
import type {AwinResult, Kind, SuccessKind} from 'awin-sdk';
import {describe, expectTypeOf, it} from 'vitest';

type Programme = {readonly id: number};
declare const result: AwinResult<Programme[]>;

type FailureKind = Extract<AwinResult, {readonly ok: false}>['kind'];

/* Does not compile unless every kind is handled. */
const none = (left: never): string => String(left);

describe('a switch over kind', () => {
	it('needs no default if it handles every kind', () => {
		const say = ({kind}: AwinResult): string => {
			switch (kind) {
				case 'ok':
				case 'created':
				case 'accepted':
				case 'no-content':
				case 'partial':
				case 'cache-hit':
				case 'not-modified':
					return 'fine';
				case 'bad-request':
				case 'unauthorized':
				case 'forbidden':
				case 'not-found':
				case 'not-acceptable':
				case 'conflict':
				case 'unprocessable':
				case 'too-many-requests':
					return 'refused';
				case 'server-error':
				case 'bad-gateway':
				case 'unavailable':
				case 'gateway-timeout':
					return 'broken';
				case 'undocumented':
				case 'network':
				case 'timeout':
				case 'aborted':
				case 'quota-exceeded':
				case 'invalid-body':
					return 'odd';
			}
		};
		expectTypeOf(say).returns.toBeString();
	});

	it('does not compile if it misses a kind', () => {
		type Few = AwinResult<Programme, 'ok' | 'cache-hit'>;
		// @ts-expect-error The failures have no return.
		const forgetful = ({kind}: Few): string => {
			switch (kind) {
				case 'ok':
				case 'cache-hit':
					return 'fine';
			}
		};
		expectTypeOf(forgetful).toBeFunction();
	});

	it('leaves the remaining kinds to the default', () => {
		const say = ({kind}: AwinResult<Programme, 'ok' | 'cache-hit'>): string => {
			switch (kind) {
				case 'ok':
				case 'cache-hit':
					return 'fine';
				default:
					expectTypeOf(kind).toEqualTypeOf<FailureKind>();
					// @ts-expect-error The failures remain.
					return none(kind);
			}
		};
		expectTypeOf(say).toBeFunction();
	});
});

describe('the kinds', () => {
	it('are those of the table and those without a response', () => {
		type Rows = typeof sdk.statusTable;
		type OfTable = Rows[keyof Rows]['kind'] | Rows[304]['kindWithoutBody'];
		type Others =
			| 'undocumented'
			| 'network'
			| 'timeout'
			| 'aborted'
			| 'quota-exceeded'
			| 'invalid-body';
		expectTypeOf<Kind>().toEqualTypeOf<OfTable | Others>();
	});

	it('can be narrowed to the successes of an endpoint', () => {
		type Few = AwinResult<Programme, 'ok'>;
		expectTypeOf<Few['kind']>().toEqualTypeOf<'ok' | FailureKind>();
		expectTypeOf<Extract<Few, {readonly ok: true}>['status']>().toEqualTypeOf<200>();
		// @ts-expect-error There is no such kind.
		expectTypeOf<AwinResult<Programme, 'okay'>>().toBeObject();
		// @ts-expect-error No endpoint can rule out a failure.
		expectTypeOf<AwinResult<Programme, 'ok' | 'not-found'>>().toBeObject();
	});

	it('of a success are those whose `ok` is true', () => {
		type Successful = Extract<AwinResult, {readonly ok: true}>;
		expectTypeOf<Successful['kind']>().toEqualTypeOf<SuccessKind>();
	});
});

describe('data', () => {
	it('has the declared type in every variant with data', () => {
		type DataOf<K extends Kind> = Extract<AwinResult<Programme>, {readonly kind: K}>['data'];
		expectTypeOf<DataOf<'ok'>>().toEqualTypeOf<Programme>();
		expectTypeOf<DataOf<'partial'>>().toEqualTypeOf<Programme>();
		expectTypeOf<DataOf<'cache-hit'>>().toEqualTypeOf<Programme>();
		expectTypeOf<DataOf<'created'>>().toEqualTypeOf<Programme | undefined>();
		expectTypeOf<DataOf<'accepted'>>().toEqualTypeOf<Programme | undefined>();
		expectTypeOf<DataOf<'undocumented'>>().toEqualTypeOf<Programme | undefined>();
		type Bare = Exclude<
			Kind,
			'ok' | 'partial' | 'cache-hit' | 'created' | 'accepted' | 'undocumented'
		>;
		expectTypeOf<DataOf<Bare>>().toEqualTypeOf<undefined>();
	});

	it('can be undefined until the result is narrowed', () => {
		// @ts-expect-error It can be undefined.
		expectTypeOf(result.data.length).toBeNumber();
		expectTypeOf(result.data).toEqualTypeOf<Programme[] | undefined>();
	});

	it('has the declared type after one check', () => {
		if (result.data !== undefined) {
			expectTypeOf(result.data).toEqualTypeOf<Programme[]>();
			expectTypeOf(result.ok).toEqualTypeOf<true>();
		}
		const generic = <T>(some: AwinResult<T>, otherwise: T): T =>
			some.data === undefined ? otherwise : some.data;
		expectTypeOf(generic).toBeFunction();
	});

	it('is unknown by default', () => {
		expectTypeOf<AwinResult['data']>().toBeUnknown();
	});
});

describe('a result', () => {
	it('is narrowed by ok', () => {
		if (result.ok) {
			expectTypeOf(result.error).toBeUndefined();
			expectTypeOf(result.data).toEqualTypeOf<Programme[] | undefined>();
			// @ts-expect-error No success is not-found.
			expectTypeOf(result.kind === 'not-found').toBeBoolean();
		} else {
			expectTypeOf(result.data).toBeUndefined();
			expectTypeOf(result.error).toExtend<sdk.AwinError>();
			// @ts-expect-error No failure is a cache-hit.
			expectTypeOf(result.kind === 'cache-hit').toBeBoolean();
		}
	});

	it('is narrowed by a literal status', () => {
		if (result.status === 200) {
			expectTypeOf(result.kind).toEqualTypeOf<'ok'>();
			expectTypeOf(result.data).toEqualTypeOf<Programme[]>();
		}
		if (result.status === 304) {
			expectTypeOf(result.kind).toEqualTypeOf<'cache-hit' | 'not-modified'>();
			expectTypeOf(result.data).toEqualTypeOf<Programme[] | undefined>();
		}
		if (result.status === 404) expectTypeOf(result.error).toEqualTypeOf<sdk.NotFoundError>();
		if (result.status === 410) {
			expectTypeOf(result.kind).toEqualTypeOf<'undocumented'>();
			expectTypeOf(result.data).toEqualTypeOf<Programme[] | undefined>();
		}
		if (result.status === undefined) {
			expectTypeOf(result.kind).toEqualTypeOf<
				'network' | 'timeout' | 'aborted' | 'quota-exceeded' | 'invalid-body'
			>();
		}
	});

	it('is narrowed by kind', () => {
		if (result.kind === 'created') {
			expectTypeOf(result.status).toEqualTypeOf<201>();
			expectTypeOf(result.location).toEqualTypeOf<string | undefined>();
			expectTypeOf(result.retryAfterMs).toBeUndefined();
		}
		if (result.kind === 'accepted') {
			expectTypeOf(result.status).toEqualTypeOf<202>();
			expectTypeOf(result.retryAfterMs).toEqualTypeOf<number | undefined>();
		}
		if (result.kind === 'cache-hit') expectTypeOf(result.storedAt).toEqualTypeOf<Date>();
		if (result.kind === 'undocumented' && result.ok) expectTypeOf(result.error).toBeUndefined();
		if (result.kind === 'too-many-requests') {
			expectTypeOf(result.error.limit).toEqualTypeOf<number | undefined>();
		}
		if (result.kind === 'invalid-body') {
			expectTypeOf(result.error).toEqualTypeOf<sdk.InvalidBodyError>();
		}
	});

	it('has every field in every variant', () => {
		expectTypeOf(result.location).toEqualTypeOf<string | undefined>();
		expectTypeOf(result.retryAfterMs).toEqualTypeOf<number | undefined>();
		expectTypeOf(result.storedAt).toEqualTypeOf<Date | undefined>();
		expectTypeOf(result.meta).toEqualTypeOf<sdk.Meta>();
		expectTypeOf(result.error).toExtend<sdk.AwinError | undefined>();
		// @ts-expect-error It is readonly.
		result.ok = true;
	});

	it('has a class with a literal status for each failing code', () => {
		type ErrorOf<K extends Kind> = Extract<AwinResult, {readonly kind: K}>['error'];
		expectTypeOf<ErrorOf<'unauthorized'>>().toEqualTypeOf<sdk.UnauthorizedError>();
		expectTypeOf<ErrorOf<'server-error'>>().toEqualTypeOf<sdk.ServerError>();
		expectTypeOf<sdk.ServerError['status']>().toEqualTypeOf<500>();
		expectTypeOf<sdk.NetworkError['status']>().toEqualTypeOf<undefined>();
		type Failing = Extract<AwinResult, {readonly ok: false}>;
		expectTypeOf<Extract<Failing['status'], sdk.Status>>().toEqualTypeOf<sdk.ErrorStatus>();
	});
});

describe('the table', () => {
	it('separates successes from failures', () => {
		expectTypeOf<sdk.SuccessStatus>().toEqualTypeOf<200 | 201 | 202 | 204 | 206 | 304>();
		expectTypeOf<sdk.ErrorStatus>().toEqualTypeOf<
			400 | 401 | 403 | 404 | 406 | 409 | 422 | 429 | 500 | 502 | 503 | 504
		>();
	});
});
