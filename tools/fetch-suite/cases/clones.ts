import {is, subject} from '../case.ts';
import {failureOf, pause, thrownBy} from '../outcome.ts';
import {okBytes, parts, raw, reply} from '../paths.ts';

export const clones = subject('`clone()`', {
	'both can be read': is(['ok', 'ok'], async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		const clone = response.clone();
		return [await response.text(), await clone.text()];
	}),
	'both can be read in the other order': is(['ok', 'ok'], async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		const clone = response.clone();
		return [await clone.text(), await response.text()];
	}),
	'it keeps URL, status, type and whether it was redirected': is(
		[200, 'OK', '/echo', 'basic', true],
		async ({fetch, url}) => {
			const {
				status,
				statusText,
				url: own,
				type,
				redirected,
			} = (await fetch(url('/hops?n=1'))).clone();
			return [status, statusText, own, type, redirected];
		},
	),
	'it keeps a status above 599': is([799, 'Own', false], async ({fetch, url}) => {
		const path = raw(['HTTP/1.1 799 Own', 'connection: close', 'content-length: 0']);
		const {status, statusText, ok} = (await fetch(url(path))).clone();
		return [status, statusText, ok];
	}),
	'it keeps the header fields, which cannot be changed': is(
		['1', 'TypeError'],
		async ({fetch, url}) => {
			const {headers} = (await fetch(url(okBytes('x-own: 1')))).clone();
			return [headers.get('x-own'), thrownBy(() => headers.set('x-own', '2'))];
		},
	),
	'it has header fields of its own': is(false, async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		return response.clone().headers === response.headers;
	}),
	'a clone can be cloned': is(['ok', 'ok', 'ok', '/reply'], async ({fetch, url}) => {
		const response = await fetch(url(reply({body: 'ok'})));
		const clone = response.clone();
		const again = clone.clone();
		const texts = await Promise.all([response, clone, again].map(async (one) => one.text()));
		return [...texts, again.url.split('?')[0]];
	}),
	'a response that was read cannot be cloned': is('TypeError', async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		await response.text();
		return thrownBy(() => response.clone());
	}),
	'a response that is locked cannot be cloned': is('TypeError', async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		response.body?.getReader();
		return thrownBy(() => response.clone());
	}),
	'a clone of a null body has none': is([204, null], async ({fetch, url}) => {
		const clone = (await fetch(url(reply({status: 204})))).clone();
		return [clone.status, clone.body];
	}),
	'a clone of the response to a HEAD has no body': is(
		null,
		async ({fetch, url}) => (await fetch(url(reply({})), {method: 'HEAD'})).clone().body,
	),
	'a clone of an error has its body': is(['no', 'no'], async ({fetch, url}) => {
		const response = await fetch(url(reply({status: 500, body: 'no'})));
		const clone = response.clone();
		return Promise.all([clone.text(), response.text()]);
	}),
	'a clone is a `Response`': is([true, '[object Response]'], async ({fetch, url}) => {
		const clone = (await fetch(url(okBytes()))).clone();
		return [clone instanceof Response, Object.prototype.toString.call(clone)];
	}),
	'the original is used when it is read, the clone is not': is(
		[true, false],
		async ({fetch, url}) => {
			const response = await fetch(url(okBytes()));
			const clone = response.clone();
			await response.text();
			return [response.bodyUsed, clone.bodyUsed];
		},
	),
	'the body of the original is another stream afterwards': is(true, async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		const {body} = response;
		response.clone();
		return response.body !== body && response.body?.locked === false;
	}),
	'both branches get what comes later': is(['onetwo', 'onetwo'], async ({fetch, url, ask}) => {
		const response = await fetch(url(parts({first: 'one', rest: 'two'})));
		const clone = response.clone();
		await ask('/release');
		return Promise.all([response.text(), clone.text()]);
	}),
	'one branch can be cancelled, the other read': is('onetwo', async ({fetch, url, ask}) => {
		const response = await fetch(url(parts({first: 'one', rest: 'two'})));
		const clone = response.clone();
		void response.body?.cancel();
		await ask('/release');
		return clone.text();
	}),
	'the connection closes when both branches are cancelled': is(true, async ({fetch, url, ask}) => {
		const response = await fetch(url(parts({first: 'one', rest: 'two'})));
		const clone = response.clone();
		void response.body?.cancel();
		void clone.body?.cancel();
		await pause(1);
		return ask('/closed?name=/parts');
	}),
	'a body that breaks breaks both': is(['TypeError', 'TypeError'], async ({fetch, url, ask}) => {
		const response = await fetch(url(parts({first: 'one', end: 'reset'})));
		const texts = [response.clone(), response].map(async (one) => failureOf(one.text()));
		await ask('/release');
		return Promise.all(texts);
	}),
	'a clone of 1 MB is read in full': is([1_000_000, 1_000_000], async ({fetch, url}) => {
		const response = await fetch(url('/bytes?n=1000000'));
		const clone = response.clone();
		const sizes = [response, clone].map(async (one) => (await one.arrayBuffer()).byteLength);
		return Promise.all(sizes);
	}),
});
