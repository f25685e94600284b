/*
 * Five calls of each client: a GET of JSON, a POST with a body, an error status, an abort, and a body that streams
 * or a redirect. Each gets the `fetch` to use, the URL of the API and a function that releases the rest of a stream.
 */
import assert from 'node:assert/strict';
import {Octokit} from '@octokit/core';
import ky, {HTTPError, isHTTPError} from 'ky';
import {createFetch} from 'ofetch';
import OpenAI, {APIUserAbortError, NotFoundError} from 'openai';
import createOpenApiClient from 'openapi-fetch';
import {Stripe} from 'stripe';
import wretch from 'wretch';

/** Aborts once the request is on its way. */
const abortSoon = () => {
	const controller = new AbortController();
	setTimeout(() => controller.abort(), 30);
	return controller.signal;
};

const isAbort = ({name}) => name === 'AbortError';

/** Reads a stream of two parts. The second is sent after the first was read. */
const readParts = async (stream, release) => {
	const decoder = new TextDecoder();
	const parts = [];
	for await (const part of stream) {
		parts.push(decoder.decode(part));
		if (parts.length === 1) await release();
	}
	assert.deepEqual(parts, ['one', 'two']);
};

const openai = (fetch, url, release) => {
	const client = new OpenAI({apiKey: 'own-key', baseURL: `${url}/v1`, fetch, maxRetries: 0});
	const messages = [{role: 'user', content: 'Grüße'}];
	return {
		'GET of JSON': async () => {
			const {data} = await client.models.list();
			assert.equal(data[0].id, 'first');
		},
		'POST with a body': async () => {
			const {choices} = await client.chat.completions.create({model: 'own', messages});
			assert.equal(choices[0].message.content, 'Grüße');
		},
		'error status': () => assert.rejects(client.models.retrieve('missing'), NotFoundError),
		abort: () =>
			assert.rejects(client.models.retrieve('silent', {signal: abortSoon()}), APIUserAbortError),
		'`stream: true`': async () => {
			const stream = await client.chat.completions.create({model: 'own', messages, stream: true});
			const contents = [];
			for await (const {choices} of stream) {
				contents.push(choices[0].delta.content);
				if (contents.length === 1) await release();
			}
			assert.deepEqual(contents, ['one', 'two']);
		},
	};
};

const stripe = (fetch, url) => {
	const {hostname, port} = new URL(url);
	const client = new Stripe('sk_test_own', {
		protocol: 'http',
		host: hostname,
		port,
		httpClient: Stripe.createFetchHttpClient(fetch),
		maxNetworkRetries: 0,
		telemetry: false,
	});
	return {
		'GET of JSON': async () => {
			const {id, authorization} = await client.customers.retrieve('cus_1');
			assert.deepEqual([id, authorization], ['cus_1', 'Bearer sk_test_own']);
		},
		'POST with a body': async () => {
			const {body, type} = await client.customers.create({name: 'Grüße & Co'});
			assert.deepEqual(
				[body, type],
				['name=Gr%C3%BC%C3%9Fe%20%26%20Co', 'application/x-www-form-urlencoded'],
			);
		},
		'error status': () =>
			assert.rejects(client.customers.retrieve('missing'), {statusCode: 404, message: 'not there'}),
		'abort, by its timeout': () =>
			assert.rejects(client.customers.retrieve('silent', undefined, {timeout: 50}), {
				type: 'StripeConnectionError',
			}),
		redirect: async () => {
			const {id} = await client.customers.retrieve('moved');
			assert.equal(id, 'target');
		},
	};
};

const octokit = (fetch, url) => {
	const client = new Octokit({baseUrl: url, auth: 'own', request: {fetch}});
	return {
		'GET of JSON': async () => {
			const {status, data} = await client.request('GET /repos/{name}', {name: 'own'});
			assert.deepEqual([status, data.id, data.authorization], [200, 'own', 'token own']);
		},
		'POST with a body': async () => {
			const {data} = await client.request('POST /repos', {name: 'Grüße'});
			assert.deepEqual(JSON.parse(data.body), {name: 'Grüße'});
		},
		'error status': () => assert.rejects(client.request('GET /missing'), {status: 404}),
		abort: () =>
			assert.rejects(client.request('GET /silent', {request: {signal: abortSoon()}}), isAbort),
		redirect: async () => {
			const {url: own, data} = await client.request('GET /moved');
			assert.deepEqual([own, data.id], [`${url}/target`, 'target']);
		},
	};
};

const openapiFetch = (fetch, url, release) => {
	const client = createOpenApiClient({baseUrl: url, fetch});
	return {
		'GET of JSON': async () => {
			const {data, response} = await client.GET('/own', {params: {query: {a: [1, 2]}}});
			assert.deepEqual([response.status, data.id], [200, 'own?a=1&a=2']);
		},
		'POST with a body': async () => {
			const {data} = await client.POST('/own', {body: {name: 'Grüße'}});
			assert.deepEqual(
				[JSON.parse(data.body), data.type, data.method],
				[{name: 'Grüße'}, 'application/json', 'POST'],
			);
		},
		'error status': async () => {
			const {data, error, response} = await client.GET('/missing');
			assert.deepEqual([data, error.message, response.status], [undefined, 'not there', 404]);
		},
		abort: () => assert.rejects(client.GET('/silent', {signal: abortSoon()}), isAbort),
		stream: async () => {
			const {data} = await client.GET('/parts', {parseAs: 'stream'});
			await readParts(data, release);
		},
	};
};

const kyClient = (fetch, url, release) => {
	const client = ky.create({fetch, retry: 0});
	return {
		'GET of JSON': async () => {
			const {id} = await client.get(`${url}/own`).json();
			assert.equal(id, 'own');
		},
		'POST with a body': async () => {
			const {body, type} = await client.post(`${url}/own`, {json: {name: 'Grüße'}}).json();
			assert.deepEqual([JSON.parse(body), type], [{name: 'Grüße'}, 'application/json']);
		},
		'error status': () =>
			assert.rejects(
				client.get(`${url}/missing`).json(),
				(error) =>
					error instanceof HTTPError && isHTTPError(error) && error.response.status === 404,
			),
		abort: () => assert.rejects(client.get(`${url}/silent`, {signal: abortSoon()}).json(), isAbort),
		stream: async () => {
			const {body} = await client.get(`${url}/parts`);
			await readParts(body, release);
		},
	};
};

const ofetch = (fetch, url, release) => {
	const client = createFetch({fetch, Headers, AbortController}).create({baseURL: url, retry: 0});
	return {
		'GET of JSON': async () => {
			const {id} = await client('/own', {query: {a: 1}});
			assert.equal(id, 'own?a=1');
		},
		'POST with a body': async () => {
			const {body, method} = await client('/own', {method: 'POST', body: {name: 'Grüße'}});
			assert.deepEqual([JSON.parse(body), method], [{name: 'Grüße'}, 'POST']);
		},
		'error status': () => assert.rejects(client('/missing'), {name: 'FetchError', status: 404}),
		abort: () =>
			assert.rejects(client('/silent', {signal: abortSoon()}), ({cause}) => isAbort(cause)),
		stream: async () => {
			await readParts(await client('/parts', {responseType: 'stream'}), release);
		},
	};
};

const wretchClient = (fetch, url, release) => {
	const client = wretch(url).fetchPolyfill(fetch);
	return {
		'GET of JSON': async () => {
			const {id} = await client.get('/own').json();
			assert.equal(id, 'own');
		},
		'POST with a body': async () => {
			const {body, type} = await client.post({name: 'Grüße'}, '/own').json();
			assert.deepEqual([JSON.parse(body), type], [{name: 'Grüße'}, 'application/json']);
		},
		'error status': async () => {
			const caught = await client
				.get('/missing')
				.notFound(({status, response}) => [status, response.ok])
				.json();
			assert.deepEqual(caught, [404, false]);
		},
		abort: () =>
			assert.rejects(client.options({signal: abortSoon()}).get('/silent').json(), isAbort),
		stream: async () => {
			const {body} = await client.get('/parts').res();
			await readParts(body, release);
		},
	};
};

/** Every client by the name of its package. */
export const clients = {
	openai,
	stripe,
	'@octokit/core': octokit,
	'openapi-fetch': openapiFetch,
	ky: kyClient,
	ofetch,
	wretch: wretchClient,
};
