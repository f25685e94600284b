import {is, subject} from '../case.ts';
import {bytesOf, failureOf, nameOf, pause, reasonOf, streamOf} from '../outcome.ts';
import {parts, reply} from '../paths.ts';

/** A body whose first part has come. */
const halfRead = parts({first: 'one', rest: 'two'});
const aReason = {own: 'reason'};

export const abortDuring = subject('abort during the call', {
	'while the header fields are awaited, it rejects with an AbortError': is(
		['AbortError', true, 20],
		async ({fetch, url}) => {
			const controller = new AbortController();
			const sent = reasonOf(fetch(url('/silent'), {signal: controller.signal}));
			await pause();
			controller.abort();
			const reason = await sent;
			return [
				nameOf(reason),
				reason instanceof DOMException,
				reason instanceof DOMException && reason.code,
			];
		},
	),
	'it rejects with the reason': is(true, async ({fetch, url}) => {
		const controller = new AbortController();
		const sent = reasonOf(fetch(url('/silent'), {signal: controller.signal}));
		await pause();
		controller.abort(aReason);
		return (await sent) === aReason;
	}),
	'the server sees the connection close': is(true, async ({fetch, url, ask}) => {
		const controller = new AbortController();
		const sent = failureOf(fetch(url('/silent'), {signal: controller.signal}));
		await ask('/arrived?name=/silent');
		controller.abort();
		await sent;
		return ask('/closed?name=/silent');
	}),
	'a POST is ended': is(['AbortError', true], async ({fetch, url, ask}) => {
		const controller = new AbortController();
		const init = {method: 'POST', body: 'one', signal: controller.signal};
		const sent = failureOf(fetch(url('/silent'), init));
		await ask('/arrived?name=/silent');
		controller.abort();
		return [await sent, await ask('/closed?name=/silent')];
	}),
	'the signal of a `Request` ends it': is('AbortError', async ({fetch, url}) => {
		const controller = new AbortController();
		const request = new Request(url('/silent'), {signal: controller.signal});
		const sent = failureOf(fetch(request));
		await pause();
		controller.abort();
		return sent;
	}),
	'`AbortSignal.timeout` rejects with a TimeoutError': is('TimeoutError', async ({fetch, url}) =>
		failureOf(fetch(url('/silent'), {signal: AbortSignal.timeout(20)})),
	),
	'one signal ends two calls': is(['AbortError', 'AbortError'], async ({fetch, url}) => {
		const {signal, ...controller} = {signal: AbortSignal.timeout(1000), own: new AbortController()};
		const any = AbortSignal.any([signal, controller.own.signal]);
		const sent = [1, 2].map(async (n) => failureOf(fetch(url(`/silent?${n}`), {signal: any})));
		await pause();
		controller.own.abort();
		return Promise.all(sent);
	}),
	'one of two calls is ended, the other goes on': is(
		['AbortError', 'onetwo'],
		async ({fetch, url, ask}) => {
			const controller = new AbortController();
			const ended = failureOf(fetch(url('/silent'), {signal: controller.signal}));
			const other = fetch(url(halfRead));
			await pause();
			controller.abort();
			const failure = await ended;
			await ask('/release');
			return [failure, await (await other).text()];
		},
	),
	'an abort that comes too late changes nothing': is([200, 'one'], async ({fetch, url}) => {
		const controller = new AbortController();
		const response = await fetch(url(reply({body: 'one'})), {signal: controller.signal});
		const text = await response.text();
		controller.abort();
		return [response.status, text];
	}),
	'an abort in the middle of the body rejects `text()`': is('AbortError', async ({fetch, url}) => {
		const controller = new AbortController();
		const response = await fetch(url(halfRead), {signal: controller.signal});
		const text = failureOf(response.text());
		await pause();
		controller.abort();
		return text;
	}),
	'`text()` rejects with the reason': is(true, async ({fetch, url}) => {
		const controller = new AbortController();
		const response = await fetch(url(halfRead), {signal: controller.signal});
		const text = reasonOf(response.text());
		await pause();
		controller.abort(aReason);
		return (await text) === aReason;
	}),
	'an abort before the body is read rejects `text()`': is(true, async ({fetch, url}) => {
		const controller = new AbortController();
		const response = await fetch(url(halfRead), {signal: controller.signal});
		controller.abort(aReason);
		return (await reasonOf(response.text())) === aReason;
	}),
	'an abort in the middle of the body rejects a read': is(['one', true], async ({fetch, url}) => {
		const controller = new AbortController();
		const response = await fetch(url(halfRead), {signal: controller.signal});
		const reader = response.body?.getReader();
		const first = await reader?.read();
		const second = reasonOf(Promise.resolve(reader?.read()));
		controller.abort(aReason);
		return [new TextDecoder().decode(first?.value), (await second) === aReason];
	}),
	'an abort in the middle of the body rejects `closed`': is(true, async ({fetch, url}) => {
		const controller = new AbortController();
		const response = await fetch(url(halfRead), {signal: controller.signal});
		const closed = reasonOf(Promise.resolve(response.body?.getReader().closed));
		controller.abort(aReason);
		return (await closed) === aReason;
	}),
	'the server sees the connection of the body close': is(true, async ({fetch, url, ask}) => {
		const controller = new AbortController();
		const response = await fetch(url(halfRead), {signal: controller.signal});
		controller.abort();
		await failureOf(response.text());
		return ask('/closed?name=/parts');
	}),
	'an abort of a body that nobody reads closes the connection': is(
		true,
		async ({fetch, url, ask}) => {
			const controller = new AbortController();
			await fetch(url(halfRead), {signal: controller.signal});
			controller.abort();
			return ask('/closed?name=/parts');
		},
	),
	'an abort rejects both branches of a clone': is([true, true], async ({fetch, url}) => {
		const controller = new AbortController();
		const response = await fetch(url(halfRead), {signal: controller.signal});
		const texts = [response.clone(), response].map(async (one) => reasonOf(one.text()));
		await pause();
		controller.abort(aReason);
		return (await Promise.all(texts)).map((reason) => reason === aReason);
	}),
	'an abort in the middle of the body of an error rejects `text()`': is(
		[500, 'AbortError'],
		async ({fetch, url}) => {
			const controller = new AbortController();
			const response = await fetch(url(parts({status: 500, first: 'one'})), {
				signal: controller.signal,
			});
			const text = failureOf(response.text());
			await pause();
			controller.abort();
			return [response.status, await text];
		},
	),
	'an abort while a body is piped ends the pipe': is(true, async ({fetch, url}) => {
		const controller = new AbortController();
		const response = await fetch(url(halfRead), {signal: controller.signal});
		const piped = reasonOf(Promise.resolve(response.body?.pipeTo(new WritableStream())));
		await pause();
		controller.abort(aReason);
		return (await piped) === aReason;
	}),
	'an abort ends a loop over the body': is('AbortError', async ({fetch, url}) => {
		const controller = new AbortController();
		const {body} = await fetch(url(halfRead), {signal: controller.signal});
		return failureOf(
			(async () => {
				for await (const chunk of body ?? streamOf()) {
					if (chunk.length > 0) controller.abort();
				}
			})(),
		);
	}),
	'an abort by the source of the body is the outcome': is(
		'AbortError',
		async ({fetch, url}) => {
			const controller = new AbortController();
			let pulls = 0;
			const body = new ReadableStream({
				pull: (stream) => {
					pulls += 1;
					if (pulls > 2) controller.abort();
					else stream.enqueue(bytesOf('one'));
				},
			});
			const init = {method: 'POST', body, duplex: 'half', signal: controller.signal};
			return failureOf(fetch(url('/sink'), init));
		},
		{inBrowser: false},
	),
	'a second abort changes nothing': is(true, async ({fetch, url}) => {
		const controller = new AbortController();
		const sent = reasonOf(fetch(url('/silent'), {signal: controller.signal}));
		await pause();
		controller.abort(aReason);
		controller.abort('again');
		return (await sent) === aReason;
	}),
});
