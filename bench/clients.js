import axios from 'axios';
import axiosRetry from 'axios-retry';
import got from 'got';
import ky from 'ky';
import {createFetch as createOfetch} from 'ofetch';
import pRetry from 'p-retry';
import {Agent, fetch as undiciFetch, interceptors} from 'undici';
import {createAwinClient} from '../dist/src/index.js';

/*
 * Every client is set up as its users would do it, with its default timeouts and retries. `retry: false` is
 * for the calls that fail, because the backoff would distort the results. A call resolves to the data, the
 * body of the error response, or the thrown error.
 */

/* The cache of got logs a warning for each concurrent call above a hundred. */
console.warn = () => {};

const token = 'bench-token';
const authorization = {authorization: `Bearer ${token}`};

const ours =
	(options) =>
	({fetch, baseUrl, retry}) => {
		const client = createAwinClient({
			token,
			baseUrl,
			quota: false,
			...(fetch && {fetch}),
			...(retry === false && {retry}),
			...options,
		});
		return (path) => client.get(path);
	};

/** A quota that counts every call, but never delays one. */
const idleQuota = {calls: 1_000_000, intervalMs: 10};

const bareFetch =
	({fetch = globalThis.fetch, baseUrl}) =>
	async (path) => {
		try {
			const response = await fetch(baseUrl + path, {headers: authorization});
			return await response.json();
		} catch (error) {
			return error;
		}
	};

const kyClient = ({fetch, baseUrl, retry}) => {
	const client = ky.create({
		baseUrl,
		headers: authorization,
		...(fetch && {fetch}),
		...(retry === false && {retry: 0}),
	});
	return async (path) => {
		try {
			return await client.get(path).json();
		} catch (error) {
			return error.data ?? error;
		}
	};
};

/** The cost of our transport: ky without timeout, retries and errors. */
const bareKy = ({fetch, baseUrl}) => {
	const options = {headers: authorization, retry: 0, timeout: false, throwHttpErrors: false};
	const client = ky.create({baseUrl, ...options, ...(fetch && {fetch})});
	return async (path) => {
		try {
			return await client.get(path).json();
		} catch (error) {
			return error;
		}
	};
};

const kyWithPRetry = ({fetch, baseUrl, retry}) => {
	const client = ky.create({baseUrl, headers: authorization, retry: 0, ...(fetch && {fetch})});
	const options = {
		retries: retry === false ? 0 : 2,
		shouldRetry: ({error}) => error.response === undefined || error.response.status >= 500,
	};
	return async (path) => {
		try {
			return await pRetry(() => client.get(path).json(), options);
		} catch (error) {
			return error.data ?? error;
		}
	};
};

const axiosWithRetry = ({fetch, baseUrl, retry}) => {
	const client = axios.create({
		baseURL: baseUrl,
		headers: authorization,
		...(fetch && {adapter: 'fetch', env: {fetch, Request, Response}}),
	});
	axiosRetry(client, {retries: retry === false ? 0 : 3});
	return async (path) => {
		try {
			return (await client.get(path)).data;
		} catch (error) {
			return error.response?.data ?? error;
		}
	};
};

const ofetchClient = ({fetch = globalThis.fetch, baseUrl, retry}) => {
	const client = createOfetch({fetch, Headers, AbortController});
	const options = {baseURL: baseUrl, headers: authorization, ...(retry === false && {retry: 0})};
	return async (path) => {
		try {
			return await client(path, options);
		} catch (error) {
			return error.data ?? error;
		}
	};
};

const gotClient = ({baseUrl, retry}) => {
	const client = got.extend({
		prefixUrl: baseUrl,
		headers: authorization,
		responseType: 'json',
		cache: new Map(),
		cacheOptions: {shared: false},
		...(retry === false && {retry: {limit: 0}}),
	});
	return async (path) => {
		try {
			return (await client.get(path.slice(1))).body;
		} catch (error) {
			return error.response?.body ?? error;
		}
	};
};

const undiciClient = ({baseUrl, retry}) => {
	const retries = interceptors.retry();
	const cache = interceptors.cache({type: 'private'});
	const dispatcher = new Agent().compose(retry === false ? [cache] : [retries, cache]);
	return async (path) => {
		try {
			const response = await undiciFetch(baseUrl + path, {headers: authorization, dispatcher});
			return await response.json();
		} catch (error) {
			return error;
		}
	};
};

/** The baseline: no client. */
export const bare = 'fetch + json()';

/** The clients by their names in the tables. Those with `stub: false` have their own transport. */
export const clients = {
	[bare]: {make: bareFetch, stub: true, caches: false},
	'awin-sdk': {make: ours({}), stub: true, caches: true},
	'awin-sdk, quota on': {make: ours({quota: idleQuota}), stub: true, caches: true},
	ky: {make: kyClient, stub: true, caches: false},
	'ky, bare': {make: bareKy, stub: true, caches: false},
	'ky + p-retry': {make: kyWithPRetry, stub: true, caches: false},
	ofetch: {make: ofetchClient, stub: true, caches: false},
	'axios + axios-retry': {make: axiosWithRetry, stub: true, caches: false},
	'undici + retry + cache': {make: undiciClient, stub: false, caches: true},
	got: {make: gotClient, stub: false, caches: true},
};

/** Whether a name of the table is this client. */
export const isOurs = (name) => name.startsWith('awin-sdk');
