import {vi} from 'vitest';
import {cache} from '../../../src/pipeline/cache/cache.ts';
import {coalesce} from '../../../src/pipeline/coalesce/coalesce.ts';
import type {CacheStoreFailure} from '../../../src/pipeline/cache/store/circuit-breaker.ts';
import {memoryStore} from '../../../src/pipeline/cache/store/memory-store.ts';
import type {CacheStore} from '../../../src/pipeline/cache/store/types.ts';
import type {Clock} from '../../../src/pipeline/clock.ts';
import type {Handler} from '../../../src/pipeline/middleware.ts';
import type {ApiRequest} from '../../../src/request/api-request.ts';
import {collectSecrets} from '../../../src/request/call-secrets.ts';
import {aborted, type Answer, type Reply} from '../../../src/response/reply.ts';
import {makeAnswer} from '../../helpers/make-answer.ts';

/** A GET as the cache receives it, with the digest of a credential. */
export const request = (fields: Partial<ApiRequest> = {}): ApiRequest => ({
	method: 'GET',
	url: 'https://api.awin.com/accounts',
	template: '/accounts',
	headers: {},
	body: undefined,
	signal: undefined,
	redirect: 'follow',
	credential: 'bearer',
	credentialDigest: 'digest-of-a',
	secrets: collectSecrets(),
	schema: undefined,
	as: 'text',
	maxBodyBytes: undefined,
	idleTimeoutMs: 60_000,
	idempotent: true,
	retry: false,
	attemptTimeoutMs: 60_000,
	deadlineMs: 180_000,
	totalTimeoutMs: Infinity,
	cache: {},
	quota: {priority: 0, bucket: undefined},
	...fields,
});

/** A GET with the caller's header fields. */
export const requestWith = (headers: Record<string, string>): ApiRequest => request({headers});

/** Encodes a string as UTF-8. */
export const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Returns the body of a reply as text, or the kind of a failure. */
export const text = (reply: Reply): string =>
	reply.type === 'answer' ? new TextDecoder().decode(reply.body) : reply.kind;

/** A response from the server. */
export const answered = (
	status: number,
	headers: Record<string, string> = {},
	body = '',
	fields: Partial<Answer> = {},
): Answer => makeAnswer(status, body, headers, fields);

/** A 200 with a body. */
export const ok = (headers: Record<string, string>, body = 'one'): Answer =>
	answered(200, headers, body);

/** A 304. */
export const notModified = (headers: Record<string, string> = {}): Answer => answered(304, headers);

/** A clock that a test controls. `advance` also runs the timers that are due. */
export const fakeClock = () => {
	let now = Date.parse('2026-01-01T00:00:00Z');
	const timers = new Set<{at: number; callback: () => void}>();
	const clock: Clock = {
		now: () => now,
		elapsed: () => now,
		random: () => 0.5,
		after: (ms, callback) => {
			const timer = {at: now + ms, callback};
			timers.add(timer);
			return () => timers.delete(timer);
		},
	};
	const advance = async (ms: number) => {
		now += ms;
		for (const timer of timers) {
			if (timer.at > now) continue;
			timers.delete(timer);
			timer.callback();
		}
		await settled();
	};
	return {
		...clock,
		advance,
		timers: () => timers.size,
		set: (at: number) => {
			now = at;
		},
	};
};

/** Resolves after all pending promise callbacks have run. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Creates a cache over a mocked next handler. */
export const setUp = (store: CacheStore = memoryStore()) => {
	const clock = fakeClock();
	const next = vi.fn<Handler>();
	const onError = vi.fn<(failure: CacheStoreFailure) => void>();
	const handler = cache({store, clock, onError})(next);
	return {clock, next, onError, handler, store};
};

/** Returns the request that a given call of the mock received. */
export const sent = (next: ReturnType<typeof vi.fn<Handler>>, call: number) =>
	next.mock.calls[call]?.[0];

/** Creates a cache that holds one response. */
export const stored = async (headers: Record<string, string>, body = 'one') => {
	const parts = setUp();
	parts.next.mockResolvedValueOnce(ok(headers, body));
	await parts.handler(request());
	return parts;
};

/** Creates the coalescing middleware over a mock whose replies the test resolves. */
export const coalescing = () => {
	const clock = fakeClock();
	const answers: ((reply: Reply) => void)[] = [];
	const next = vi.fn<Handler>(
		({signal}) =>
			new Promise((resolve) => {
				answers.push(resolve);
				signal?.addEventListener('abort', () => resolve(aborted(signal, 'body')));
			}),
	);
	return {clock, answers, next, handler: coalesce({clock})(next)};
};

/** A GET with `cache.ttlMs`. */
export const withTtl = (ttlMs: number, headers: Record<string, string> = {}) =>
	request({cache: {ttlMs}, headers});
