import {createAwinClient, type LinkRequest, type ValidationAction} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {faultServer} from '../../helpers/fault-server.ts';
import {resets} from '../../helpers/faults.ts';
import {closedPort} from '../../helpers/http-server.ts';
import {noWait, serve} from '../server.ts';
import {collect} from './collect.ts';

describe('linkBuilder.generateAll', () => {
	const requests: LinkRequest[] = Array.from({length: 150}, (_, index) => ({
		advertiserId: 2001,
		destinationUrl: `https://shop.example/${index}`,
	}));
	const url = {url: 'https://tracking.example'};
	const refused = {description: 'deeplinkNotPermitted'};
	const answer = (asked: readonly LinkRequest[]) => ({
		responses: asked.map((request, index) =>
			index % 3 === 0 ? {status: 400, body: refused, request} : {status: 200, body: url, request},
		),
	});

	it('gives the requests without a link as safe to send again', async () => {
		const {awin} = await serve([
			{body: answer(requests.slice(0, 100))},
			{body: answer(requests.slice(100))},
		]);
		const outcomes = await collect(awin.publisher(1001).linkBuilder.generateAll(requests));
		expect(outcomes.map(({result}) => result.data?.length)).toEqual([100, 50]);
		for (const {sent, safeToResend} of outcomes) {
			expect(safeToResend).toEqual(sent.filter((_, index) => index % 3 === 0));
		}
	});

	it.each([400, 429, 500, 503])(
		'gives all requests of a call that fails with %d',
		async (status) => {
			const {awin} = await serve([
				{status, body: {error: 'exception'}},
				{body: answer(requests.slice(100))},
			]);
			const outcomes = await collect(
				awin.publisher(1001).linkBuilder.generateAll(requests, {retry: false}),
			);
			expect(outcomes.map(({result}) => result.status)).toEqual([status, 200]);
			expect(outcomes[0]?.safeToResend).toEqual(requests.slice(0, 100));
		},
	);

	it('gives all requests of a call whose answer has another length', async () => {
		const {awin} = await serve([{body: {responses: []}}]);
		const [outcome] = await collect(
			awin.publisher(1001).linkBuilder.generateAll(requests.slice(0, 2)),
		);
		expect(outcome?.result.kind).toBe('invalid-body');
		expect(outcome?.safeToResend).toEqual(requests.slice(0, 2));
	});
});

describe('validations.sendAll', () => {
	const actions: ValidationAction[] = Array.from({length: 40_002}, (_, index) => ({
		action: 'approve',
		transaction: {transactionId: index + 1},
	}));

	it('starts a job for each 40,000 actions', async () => {
		const {awin, asked} = await serve([{body: {jobId: 'a'}}, {status: 202, body: {jobId: 'b'}}]);
		const outcomes = await collect(awin.advertiser(2001).validations.sendAll(actions));
		expect(outcomes.map(({result}) => result.data?.jobId)).toEqual(['a', 'b']);
		expect(outcomes.map(({sent}) => sent.length)).toEqual([40_000, 2]);
		expect(outcomes.flatMap(({safeToResend}) => safeToResend)).toEqual([]);
		expect(asked.map(({body}) => JSON.parse(body).length)).toEqual([40_000, 2]);
	});

	it.each([
		['is refused', closedPort, 1],
		['breaks', async () => (await faultServer(resets)).url, 0],
	])('over a connection that %s knows of %d actions that they were not applied', async (...row) => {
		const [, start, count] = row;
		const baseUrl = await start();
		const {validations} = createAwinClient({...noWait, baseUrl, retry: false}).advertiser(2001);
		const [outcome] = await collect(validations.sendAll(actions.slice(0, 1)));
		expect(outcome?.result.kind).toBe('network');
		expect(outcome?.safeToResend).toEqual(actions.slice(0, count));
	});

	it.each([
		[400, {error: 'exception'}, 1],
		[401, {}, 1],
		[429, {error: 'request.limit.exceeded'}, 1],
		[429, {}, 0],
		[500, {}, 0],
		[503, {}, 0],
		[200, {}, 0],
		[200, {jobId: 5}, 0],
		[202, undefined, 0],
	])(
		'with a %d and %j knows of %d actions that they were not applied',
		async (status, body, count) => {
			const {awin, asked} = await serve([{status, body}]);
			const [outcome] = await collect(
				awin.advertiser(2001).validations.sendAll(actions.slice(0, 1), {retry: false}),
			);
			expect(outcome?.safeToResend).toEqual(actions.slice(0, count));
			expect(asked).toHaveLength(1);
		},
	);
});
