import axios from 'axios';
import axiosRetry from 'axios-retry';
import got from 'got';
import ky from 'ky';
import {createFetch as createOfetch} from 'ofetch';
import pRetry from 'p-retry';
import {Agent, fetch as undiciFetch, interceptors} from 'undici';
import {createAwinClient} from '../dist/src/index.js';

/*
 * Every client as its users would set it up: with its own defaults for timeouts and retries. `retry: false`
 * is for the calls that fail, where a second attempt would only be waited for. A call settles with the data,
 * or with the body of the error, or with what was thrown.
 */

/* The cache in got has a word on the console for each call beyond a hundred at once. */
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

/** A quota that is always counted and never waited for. */
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

/** What the transport costs that ours is built on: ky bare of timeout, retries and errors. */
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

/** What all is compared with: no client at all. */
export const bare = 'fetch + json()';

/** The clients by the names that the tables show. Those without `stub` bring a transport of their own. */
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

/** Whether a name of the table is one of ours. */
export const isOurs = (name) => name.startsWith('awin-sdk');
