import {describe, expect, it, vi} from 'vitest';
import {authorize, checkToken, type Token} from '../../src/pipeline/authorize.ts';
import {digestOf} from '../../src/pipeline/digest.ts';
import type {Handler} from '../../src/pipeline/middleware.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {makeRequest} from '../helpers/make-request.ts';
import {manualClock} from '../helpers/manual-clock.ts';

const setUp = (token: Token) => {
	const reply = makeAnswer(200);
	const next = vi.fn<Handler>(async () => reply);
	const onSecret = vi.fn<(secret: string) => void>();
	const clock = manualClock();
	return {reply, next, onSecret, clock, handler: authorize({token, clock, onSecret})(next)};
};

describe('authorize', () => {
	it('sends the token and sets its digest on the request', async () => {
		const {reply, next, onSecret, handler} = setUp('t-1');
		const request = makeRequest({headers: {accept: '*/*'}});
		expect(await handler(request)).toBe(reply);
		expect(next).toHaveBeenCalledExactlyOnceWith({
			...request,
			headers: {accept: '*/*', authorization: 'Bearer t-1'},
			credentialDigest: await digestOf('t-1'),
		});
		expect(onSecret).toHaveBeenCalledExactlyOnceWith('t-1');
	});

	it('calls `next` synchronously if the digest is cached and there is no signal', async () => {
		const {next, handler} = setUp('t-4');
		await handler(makeRequest());
		const {signal} = new AbortController();
		const calls = [handler(makeRequest({signal})), handler(makeRequest())];
		expect(next.mock.calls.slice(1).map(([request]) => request.signal)).toEqual([undefined]);
		await Promise.all(calls);
		expect(next).toHaveBeenCalledTimes(3);
	});

	it.each<[string, () => string | Promise<string>]>([
		['a function', () => 't-2'],
		['an async function', async () => 't-2'],
	])('gets the token from %s', async (_, token) => {
		const {next, onSecret, handler} = setUp(token);
		await handler(makeRequest());
		expect(next.mock.calls[0]?.[0].headers).toEqual({authorization: 'Bearer t-2'});
		expect(onSecret).toHaveBeenCalledExactlyOnceWith('t-2');
	});

	it('returns a timeout at the deadline if the provider hangs, and sends nothing', async () => {
		const {next, clock, handler} = setUp(() => new Promise<string>(() => {}));
		const reply = handler(makeRequest({deadlineMs: 5000}));
		clock.advance(4999);
		expect(clock.timers()).toBe(1);
		clock.advance(1);
		expect(await reply).toMatchObject({kind: 'timeout', phase: 'connect'});
		expect(next).not.toHaveBeenCalled();
		expect(clock.timers()).toBe(0);
	});

	it('leaves no timer behind if the provider succeeds, fails or times out', async () => {
		const answers = setUp(async () => 't-3');
		await answers.handler(makeRequest());
		expect(answers.clock.timers()).toBe(0);
		const fails = setUp(() => Promise.reject(new Error('vault is closed')));
		expect(await fails.handler(makeRequest())).toMatchObject({kind: 'network', phase: 'connect'});
		expect(fails.clock.timers()).toBe(0);
		const controller = new AbortController();
		const hangs = setUp(() => new Promise<string>(() => {}));
		const reply = hangs.handler(makeRequest({signal: controller.signal}));
		controller.abort('enough');
		expect(await reply).toMatchObject({kind: 'aborted', cause: 'enough'});
		expect(hangs.clock.timers()).toBe(0);
	});

	it('calls the provider for every call', async () => {
		const token = vi.fn<() => string>().mockReturnValueOnce('old').mockReturnValueOnce('new');
		const {next, handler} = setUp(token);
		await handler(makeRequest());
		await handler(makeRequest());
		expect(next.mock.calls.map(([{headers}]) => headers['authorization'])).toEqual([
			'Bearer old',
			'Bearer new',
		]);
	});

	it.each([
		['authorization', {authorization: 'Basic YTpi'}, '["Basic YTpi",""]', 'YTpi'],
		['x-api-key', {'x-api-key': 'key'}, '["","key"]', 'key'],
	])('does not change a call with its own %s', async (_, headers, credential, secret) => {
		const token = vi.fn<() => string>();
		const {next, onSecret, handler} = setUp(token);
		await handler(makeRequest({headers}));
		expect(next.mock.calls[0]?.[0]).toMatchObject({
			headers,
			credentialDigest: await digestOf(credential),
		});
		expect(token).not.toHaveBeenCalled();
		expect(onSecret).toHaveBeenCalledExactlyOnceWith(secret);
	});

	it.each<[string, () => string | Promise<string>]>([
		[
			'throws',
			() => {
				throw new Error('no vault');
			},
		],
		['rejects', () => Promise.reject(new Error('no vault'))],
	])('sends nothing if the provider %s', async (_, token) => {
		const {next, handler} = setUp(token);
		expect(await handler(makeRequest())).toMatchObject({
			type: 'failure',
			kind: 'network',
			phase: 'connect',
			message: 'the token provider failed',
			cause: new Error('no vault'),
		});
		expect(next).not.toHaveBeenCalled();
	});

	it('rejects if the provider returns an invalid token, without showing it', async () => {
		const {next, handler} = setUp(() => 'a\nb');
		const call = handler(makeRequest());
		await expect(call).rejects.toThrow(TypeError);
		await expect(call).rejects.toThrow('Option `token` must contain only visible ASCII characters');
		await expect(call).rejects.not.toThrow('a\nb');
		expect(next).not.toHaveBeenCalled();
	});

	it('does not call the provider if the caller has aborted', async () => {
		const token = vi.fn<() => string>();
		const reason = new Error('enough');
		const {next, handler} = setUp(token);
		expect(await handler(makeRequest({signal: AbortSignal.abort(reason)}))).toMatchObject({
			kind: 'aborted',
			phase: 'connect',
			cause: reason,
		});
		expect(token).not.toHaveBeenCalled();
		expect(next).not.toHaveBeenCalled();
	});

	it('stops waiting for the provider when the caller aborts', async () => {
		const controller = new AbortController();
		const {next, handler} = setUp(() => new Promise(() => {}));
		const call = handler(makeRequest({signal: controller.signal}));
		controller.abort('enough');
		expect(await call).toMatchObject({kind: 'aborted', phase: 'connect', cause: 'enough'});
		expect(next).not.toHaveBeenCalled();
	});

	it('sends nothing if the caller aborts while the provider runs', async () => {
		const controller = new AbortController();
		const {next, handler} = setUp(async () => {
			controller.abort('enough');
			return 't-1';
		});
		const reply = await handler(makeRequest({signal: controller.signal}));
		expect(reply).toMatchObject({kind: 'aborted', cause: 'enough'});
		expect(next).not.toHaveBeenCalled();
	});

	it("leaves no listener on the caller's signal", async () => {
		const {signal} = new AbortController();
		const added = vi.spyOn(signal, 'addEventListener');
		const removed = vi.spyOn(signal, 'removeEventListener');
		await setUp(async () => 't-1').handler(makeRequest({signal}));
		expect(added).toHaveBeenCalledOnce();
		expect(removed).toHaveBeenCalledExactlyOnceWith('abort', added.mock.calls[0]?.[1]);
	});
});

describe('checkToken', () => {
	it('accepts visible ASCII', () => {
		expect(checkToken('c0ffee-~!')).toBe('c0ffee-~!');
	});

	it.each([
		[undefined, 'it is undefined'],
		['', 'it is an empty string'],
		[null, 'it is null'],
		[42, 'it is a number'],
	])('rejects %j', (token, message) => {
		expect(() => checkToken(token)).toThrow(TypeError);
		expect(() => checkToken(token)).toThrow(
			`Option \`token\` must be a non-empty string, but ${message}.`,
		);
	});

	it.each(['canary\r\nx: y', 'canary ', 'canary\u0000', 'canary\u007f', 'canaryé'])(
		'refuses %j and does not show it',
		(token) => {
			expect(() => checkToken(token)).toThrow('must contain only visible ASCII characters');
			expect(() => checkToken(token)).not.toThrow('canary');
		},
	);
});

describe('the time of a token provider', () => {
	const provideAfter = (ms: number) => {
		const parts = setUp(async () => {
			parts.clock.advance(ms);
			return 't-1';
		});
		return parts;
	};

	it('counts toward the deadline of the call', async () => {
		const {next, handler} = provideAfter(500);
		await handler(makeRequest({deadlineMs: 600}));
		expect(next.mock.calls[0]?.[0].deadlineMs).toBe(100);
	});

	it('ends the call if the provider blocks the event loop beyond the deadline', async () => {
		const {next, clock, handler} = setUp(() => {
			vi.spyOn(clock, 'elapsed').mockReturnValue(clock.elapsed() + 600);
			return 't-1';
		});
		expect(await handler(makeRequest({deadlineMs: 600}))).toMatchObject({
			kind: 'timeout',
			phase: 'connect',
		});
		expect(next).not.toHaveBeenCalled();
	});

	it('ends the call if it uses up the deadline', async () => {
		const {next, handler} = provideAfter(600);
		expect(await handler(makeRequest({deadlineMs: 600}))).toMatchObject({
			kind: 'timeout',
			phase: 'connect',
			message: 'the token provider took longer than 600 ms',
		});
		expect(next).not.toHaveBeenCalled();
	});
});
