/*
 * A company's own wrapper: one place that knows its publisher, what it logs, and which failures its callers
 * handle. The data type is the caller's, and the wrapper needs no cast.
 */
import assert from 'node:assert/strict';
import {type AwinClient, createAwinClient, expectData, type Query} from 'awin-sdk';
import {handlers, inTurn, type Programme} from 'awin-sdk/mocks';
import {startMockServer} from '../tools/mock-server.ts';

/** The wrapper. Its functions return data, `undefined` for what does not exist, or throw the typed error. */
const createAffiliateApi = (awin: AwinClient, publisherId: number) => {
	const call = async <T>(path: string, query?: Query): Promise<T | undefined> => {
		const result = await awin.request<T>({path: `/publishers/${publisherId}${path}`, query});
		const {request, durationMs, attempts} = result.meta;
		console.log(request.method, request.template, result.kind, `${attempts.length} attempts`);
		assert(durationMs >= 0);
		return result.kind === 'not-found' ? undefined : expectData(result);
	};
	return {
		programmes: (relationship: 'joined' | 'notjoined') =>
			call<Programme[]>('/programmes', {relationship}),
		/** The method is known only at run time. */
		send: <T>(method: 'POST' | 'PUT', path: string, json: unknown) =>
			expectData(awin.request<T>({method, path, json})),
	};
};

const server = await startMockServer([
	inTurn('/publishers/{publisherId}/programmes', [200, 404]),
	...handlers(),
]);
const awin = createAwinClient({token: 'demo-0f3c9a52', baseUrl: server.url, cache: false});
const api = createAffiliateApi(awin, 1001);

console.log(await api.programmes('joined'));
assert.equal(await api.programmes('joined'), undefined);
console.log(
	await api.send<object>('POST', '/publishers/1001/linkbuilder/generate', {advertiserId: 2001}),
);

await server.close();
