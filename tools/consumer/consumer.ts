/* A project that uses the package like its users. It is type-checked and run against the packed tarball. */
import {type AwinResult, createAwinClient, isAwinError, type Middleware, unwrap} from 'awin-sdk';
import {createAwinClient as createCore} from 'awin-sdk/core';
import {redisLimiter} from 'awin-sdk/redis';

type Programme = {readonly id: number; readonly name: string};

const offline: typeof fetch = async (input) => {
	const {pathname} = new URL(input instanceof Request ? input.url : input);
	return pathname === '/publishers/45628/programmes'
		? Response.json([{id: 1, name: 'Programme'}])
		: Response.json({error: 'not.found', description: 'no such thing'}, {status: 404});
};

const addTraceId: Middleware = (next) => (request) =>
	next({...request, headers: {...request.headers, 'x-trace-id': 'abc'}});

const awin = createAwinClient({token: 'token', fetch: offline, middleware: [addTraceId]});

/* Handles every kind without a default, so that a missing kind does not compile. */
const describe = (result: AwinResult<Programme[]>): string => {
	switch (result.kind) {
		case 'ok':
		case 'partial':
		case 'cache-hit':
			return result.data.map(({name}) => name).join();
		case 'created':
		case 'accepted':
			return result.location ?? 'somewhere';
		case 'no-content':
		case 'not-modified':
			return String(result.data satisfies undefined);
		case 'undocumented':
			return result.ok ? 'a success' : result.error.message;
		case 'bad-request':
		case 'unauthorized':
		case 'forbidden':
		case 'not-found':
		case 'not-acceptable':
		case 'conflict':
		case 'unprocessable':
		case 'too-many-requests':
		case 'server-error':
		case 'bad-gateway':
		case 'unavailable':
		case 'gateway-timeout':
		case 'network':
		case 'timeout':
		case 'aborted':
		case 'quota-exceeded':
		case 'invalid-body':
			return `${result.kind}: ${result.error.hint ?? result.error.message}`;
	}
};

const expect = (actual: unknown, expected: unknown): void => {
	if (actual !== expected) throw new Error(`${String(expected)} expected, got ${String(actual)}`);
};

const found = await awin.get<Programme[]>('/publishers/{publisherId}/programmes', {
	path: {publisherId: 45628},
	query: {relationship: 'joined', countryCode: undefined},
});
expect(describe(found), 'Programme');
expect(unwrap(found)?.length, 1);

// @ts-expect-error: the template has a placeholder, so `path` is required.
await awin.get('/publishers/{publisherId}/programmes').then(
	() => expect('resolved', 'rejected'),
	(error: unknown) => expect(error instanceof TypeError, true),
);

const missing = await awin.get('/nowhere');
expect(missing.status, 404);
expect(isAwinError(missing.error) && missing.error.code, 'not.found');

const response = await awin.fetch('/publishers/45628/programmes');
expect(response.status, 200);

const limiter = redisLimiter({client: {evalsha: undefined, eval: async () => []}});
expect(typeof limiter.acquire, 'function');

const programmes = await awin.publisher(45628).programmes.list({relationship: 'joined'});
expect(programmes.ok && programmes.data.map(({name}) => name satisfies string).join(), 'Programme');
// @ts-expect-error: the data is a list of programmes.
expect(programmes.ok && typeof (programmes.data satisfies string), 'object');

const core = createCore({token: 'token', fetch: offline});
expect((await core.get('/nowhere')).kind, 'not-found');
expect('publisher' in core, false);
