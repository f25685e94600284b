import {type AwinClient, createAwinClient} from 'awin-sdk';
import {describe, expect, it} from 'vitest';

type Sent = {readonly path: string; readonly names: readonly string[]};

/** A `fetch` of a page: an API that is not of its origin does not allow the fields that revalidate a response. */
const browserFetch = (refuses: (names: readonly string[]) => unknown) => {
	const sent: Sent[] = [];
	const fetch: typeof globalThis.fetch = async (input, init) => {
		const names = [...new Headers(init?.headers).keys()];
		sent.push({path: new URL(new Request(input).url).pathname, names});
		const refusal = refuses(names);
		if (refusal !== undefined) throw refusal;
		return new Response(`{"sent":${sent.length}}`, {
			headers: {etag: '"1"', 'cache-control': 'no-cache', 'content-type': 'application/json'},
		});
	};
	return {fetch, sent};
};

const failedToFetch = (names: readonly string[]) =>
	names.includes('if-none-match') ? new TypeError('Failed to fetch') : undefined;

const isConditional = ({names}: Sent) => names.includes('if-none-match');

const client = (fetch: typeof globalThis.fetch): AwinClient =>
	createAwinClient({token: 'token', fetch, quota: false, retry: false});

describe('a revalidation that CORS does not allow', () => {
	it('is asked again without validators, and they are not tried again for the origin', async () => {
		const {fetch, sent} = browserFetch(failedToFetch);
		const awin = client(fetch);
		for (const path of ['/a', '/b']) await awin.get(path);
		expect(await (await awin.fetch('/a')).json()).toEqual({sent: 4});
		expect(await awin.get('/a')).toMatchObject({kind: 'ok', data: {sent: 5}});
		expect(await awin.get('/b')).toMatchObject({kind: 'ok', data: {sent: 6}});
		expect(sent.filter(isConditional)).toHaveLength(1);
		expect(sent[3]?.names).not.toContain('if-none-match');
		expect(sent[3]?.names).not.toContain('cache-control');
	});

	it('is not asked again if the failure has a cause or a code, or is none of `fetch`', async () => {
		for (const error of [
			new TypeError('fetch failed', {cause: new Error('reset')}),
			Object.assign(new TypeError('failed'), {code: 'ECONNRESET'}),
			new Error('failed'),
		]) {
			const {fetch, sent} = browserFetch((names) =>
				names.includes('if-none-match') ? error : undefined,
			);
			const awin = client(fetch);
			await awin.get('/a');
			expect(await awin.get('/a')).toMatchObject({kind: 'network'});
			expect(sent).toHaveLength(2);
		}
	});

	it('is tried with validators again if the second request fails, too', async () => {
		let isDown = true;
		const {fetch, sent} = browserFetch((names) =>
			sent.length > 1 && isDown ? new TypeError('Failed to fetch') : failedToFetch(names),
		);
		const awin = client(fetch);
		await awin.get('/a');
		expect(await awin.get('/a')).toMatchObject({kind: 'network'});
		isDown = false;
		expect(await awin.get('/a')).toMatchObject({kind: 'ok'});
		expect(sent.filter(isConditional)).toHaveLength(2);
	});

	it('is not asked again after an abort', async () => {
		const controller = new AbortController();
		const {fetch, sent} = browserFetch((names) => {
			if (!names.includes('if-none-match')) return undefined;
			controller.abort('enough');
			return new TypeError('Failed to fetch');
		});
		const awin = client(fetch);
		await awin.get('/a');
		expect(await awin.get('/a', {signal: controller.signal})).toMatchObject({kind: 'aborted'});
		expect(sent).toHaveLength(2);
	});
});
