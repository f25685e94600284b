import {is, subject} from '../case.ts';
import {failureOf, makeRequest, nameOf, pause, reasonOf} from '../outcome.ts';

const aborted = (reason?: unknown): AbortSignal => {
	const controller = new AbortController();
	controller.abort(reason);
	return controller.signal;
};

const aReason = {own: 'reason'};

export const abortBefore = subject('abort before the call', {
	'the call rejects with an AbortError, and nothing is sent': is(
		['AbortError', true, []],
		async ({fetch, url, ask}) => {
			const reason = await reasonOf(fetch(url('/echo'), {signal: aborted()}));
			return [nameOf(reason), reason instanceof DOMException, await ask('/log')];
		},
	),
	'the call rejects with the reason of the signal': is(
		true,
		async ({fetch, url}) =>
			(await reasonOf(fetch(url('/echo'), {signal: aborted(aReason)}))) === aReason,
	),
	'the reason may be `null`': is(null, async ({fetch, url}) =>
		reasonOf(fetch(url('/echo'), {signal: aborted(null)})),
	),
	'the reason may be a string': is('stop', async ({fetch, url}) =>
		reasonOf(fetch(url('/echo'), {signal: aborted('stop')})),
	),
	'the reason may be 0': is(0, async ({fetch, url}) =>
		reasonOf(fetch(url('/echo'), {signal: aborted(0)})),
	),
	'the signal of a `Request` is used': is('AbortError', async ({fetch, url}) =>
		failureOf(fetch(new Request(url('/echo'), {signal: aborted()}))),
	),
	'a reason of the signal of a `Request` is kept': is(
		true,
		async ({fetch, url}) =>
			(await reasonOf(fetch(new Request(url('/echo'), {signal: aborted(aReason)})))) === aReason,
	),
	'`init.signal` replaces that of a `Request`': is(200, async ({fetch, url}) => {
		const request = new Request(url('/echo'), {signal: aborted()});
		return (await fetch(request, {signal: new AbortController().signal})).status;
	}),
	'`init.signal: null` removes that of a `Request`': is(
		200,
		async ({fetch, url}) =>
			(await fetch(new Request(url('/echo'), {signal: aborted()}), {signal: null})).status,
	),
	'`init.signal: undefined` keeps that of a `Request`': is('AbortError', async ({fetch, url}) =>
		failureOf(fetch(new Request(url('/echo'), {signal: aborted()}), {signal: undefined})),
	),
	'arguments are checked first': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo'), {method: 'A B', signal: aborted()})),
	),
	'a URL is checked first': is('TypeError', async ({fetch}) =>
		failureOf(fetch('http://', {signal: aborted()})),
	),
	'header fields are checked first': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo'), {headers: {'x own': '1'}, signal: aborted()})),
	),
	'a body for GET is checked first': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo'), Object.assign({body: 'one'}, {signal: aborted()}))),
	),
	'a stream as body is cancelled with the reason': is(['reason', true], async ({fetch, url}) => {
		let cancelled: unknown;
		const body = new ReadableStream({
			cancel: (reason) => {
				cancelled = reason;
			},
		});
		const init = {method: 'POST', body, duplex: 'half', signal: aborted(aReason)};
		const reason = await reasonOf(fetch(url('/echo'), init));
		await pause();
		return [reason === aReason ? 'reason' : nameOf(reason), cancelled === aReason];
	}),
	'the body of a `Request` is cancelled with the reason': is(
		['reason', true],
		async ({fetch, url}) => {
			let cancelled: unknown;
			const body = new ReadableStream({
				cancel: (reason) => {
					cancelled = reason;
				},
			});
			const request = makeRequest(url('/echo'), {
				method: 'POST',
				body,
				duplex: 'half',
				signal: aborted(aReason),
			});
			const reason = await reasonOf(fetch(request));
			await pause();
			return [reason === aReason ? 'reason' : nameOf(reason), cancelled === aReason];
		},
	),
	'the body of a `Request` is used': is(true, async ({fetch, url}) => {
		const request = new Request(url('/echo'), {method: 'POST', body: 'one'});
		await failureOf(fetch(request, {signal: aborted()}));
		return request.bodyUsed;
	}),
	'an abort right after the call ends it': is('AbortError', async ({fetch, url}) => {
		const controller = new AbortController();
		const sent = failureOf(fetch(url('/silent'), {signal: controller.signal}));
		controller.abort();
		return sent;
	}),
	'`AbortSignal.any` is a signal': is(true, async ({fetch, url}) => {
		const signal = AbortSignal.any([new AbortController().signal, aborted(aReason)]);
		return (await reasonOf(fetch(url('/echo'), {signal}))) === aReason;
	}),
});
