import {describe, expect, it} from 'vitest';
import {connect} from '../helpers/connect.ts';
import {deferred} from '../helpers/deferred.ts';
import {answerInTurn, closedPort, startServer} from '../helpers/http-server.ts';

/* A server that never responds, and reports when a request arrives. */
const silentServer = async () => {
	const asked = deferred();
	const url = await startServer(() => asked.resolve());
	return {url, asked: asked.promise};
};

describe('the signal of a call', () => {
	it('sends nothing if it has already fired', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const result = await connect(url).get('/accounts', {signal: AbortSignal.abort('enough')});
		expect(result).toMatchObject({
			ok: false,
			kind: 'aborted',
			status: undefined,
			error: {name: 'AbortedError', cause: 'enough', applied: 'no'},
			meta: {attempts: []},
		});
		expect(asked).toEqual([]);
	});

	it('sends nothing and takes no slot of the quota if it fires right after the call', async () => {
		const {url, asked} = await answerInTurn({status: 204});
		const awin = connect(url, {quota: {calls: 2, intervalMs: 60_000}, token: 'token-of-a-hasty'});
		await awin.post('/accounts');
		const controller = new AbortController();
		const call = awin.post('/accounts', {signal: controller.signal});
		controller.abort('enough');
		expect(await call).toMatchObject({
			kind: 'aborted',
			error: {applied: 'no'},
			meta: {attempts: []},
		});
		expect(asked).toHaveLength(1);
		expect(awin.quota?.used).toBe(1);
	});

	it('ends a call that waits for its response', async () => {
		const {url, asked} = await silentServer();
		const controller = new AbortController();
		const call = connect(url).post('/accounts', {signal: controller.signal});
		await asked;
		const reason = new DOMException('The operation timed out.', 'TimeoutError');
		controller.abort(reason);
		const result = await call;
		expect(result).toMatchObject({kind: 'aborted', error: {applied: 'unknown'}});
		expect(result.error?.cause).toBe(reason);
	});

	it('ends a call while the body arrives', async () => {
		const begun = deferred();
		const url = await startServer((_, response) => {
			response.writeHead(200, {'content-type': 'application/json'});
			response.write('[', () => begun.resolve());
		});
		const controller = new AbortController();
		const call = connect(url).get('/accounts', {signal: controller.signal});
		await begun.promise;
		controller.abort('enough');
		expect(await call).toMatchObject({kind: 'aborted', error: {cause: 'enough'}});
	});
});

describe('a call without a response', () => {
	it('is a timeout after `attemptTimeoutMs`', async () => {
		const {url} = await silentServer();
		expect(await connect(url).get('/accounts', {attemptTimeoutMs: 20})).toMatchObject({
			ok: false,
			kind: 'timeout',
			status: undefined,
			error: {
				name: 'TimeoutError',
				message: 'timeout: GET /accounts: no complete response within 20 ms',
			},
			meta: {attempts: [{number: 1, status: undefined, error: 'timeout'}]},
		});
	});

	it('is a network failure if nothing listens on the port', async () => {
		const url = await closedPort();
		expect(await connect(url).post('/accounts')).toMatchObject({
			kind: 'network',
			error: {
				message: 'network: POST /accounts: no connection was made',
				applied: 'no',
				cause: expect.any(Error),
			},
			meta: {headers: expect.any(Headers), attempts: [{error: 'network'}]},
		});
	});

	it('is a network failure if the server closes the connection', async () => {
		const url = await startServer((request) => request.socket.destroy());
		expect(await connect(url).post('/accounts')).toMatchObject({
			kind: 'network',
			error: {message: 'network: POST /accounts: the connection broke', applied: 'unknown'},
		});
	});

	it('is a network failure if the server redirects to another origin', async () => {
		const elsewhere = await answerInTurn({status: 200});
		const {url} = await answerInTurn({status: 302, headers: {location: `${elsewhere.url}/b`}});
		expect(await connect(url).get('/accounts')).toMatchObject({
			kind: 'network',
			error: {description: 'the redirect leads to another origin, so it is not followed'},
		});
		expect(elsewhere.asked).toEqual([]);
	});

	it('follows a redirect on the same origin, with the credential', async () => {
		const {url, asked} = await answerInTurn(
			{status: 307, headers: {location: '/here'}},
			{status: 200, headers: {'content-type': 'application/json'}, body: '[1]'},
		);
		const result = await connect(url).post('/accounts', {json: {a: 1}});
		expect(result).toMatchObject({kind: 'ok', data: [1]});
		expect(asked[1]).toMatchObject({
			method: 'POST',
			url: '/here',
			body: '{"a":1}',
			headers: {authorization: 'Bearer canary-4f9d2c17'},
		});
	});
});
