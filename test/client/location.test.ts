import {describe, expect, it} from 'vitest';
import {canary, connect} from '../helpers/connect.ts';
import {answerInTurn, startServer} from '../helpers/http-server.ts';

describe('the `location` of a result', () => {
	it.each([
		[201, '/jobs/7?page=2'],
		[202, '/jobs/7?page=2'],
	])('of a %i can be handed to `get`', async (status, location) => {
		const {url, asked} = await answerInTurn(
			{status, headers: {location}, body: '{}'},
			{status: 200, body: '{"done":true}'},
		);
		const awin = connect(url);
		const created = await awin.post('/jobs', {json: {}});
		expect(created.location).toBe(`${url}${location}`);
		const job = await awin.get(created.location ?? '', {query: {size: 5}});
		expect(job.data).toEqual({done: true});
		expect(asked[1]).toMatchObject({
			method: 'GET',
			url: '/jobs/7?page=2&size=5',
			headers: {authorization: `Bearer ${canary}`},
		});
	});

	it('is not put below the path of `baseUrl` again', async () => {
		const {url, asked} = await answerInTurn(
			{status: 201, headers: {location: 'jobs/7'}, body: '{}'},
			{status: 204},
		);
		const awin = connect(`${url}/v1/`);
		const {location} = await awin.post('/jobs', {json: {}});
		await awin.get(location ?? '');
		expect(asked.map((request) => request.url)).toEqual(['/v1/jobs', '/v1/jobs/7']);
	});

	it('is shown in errors as a redacted path without its query', async () => {
		const url = await startServer((_, response) => response.writeHead(404).end());
		const result = await connect(url).get(`${url}/apikey/hunter2/jobs?key=hunter2`);
		expect(result.error?.request.template).toBe('/apikey/[redacted]/jobs');
		expect(result.error?.message).toContain('GET /apikey/[redacted]/jobs');
		expect(result.error?.message).not.toContain('hunter2');
	});
});

it('the template that middleware sees is redacted, and has no query', async () => {
	const {url} = await answerInTurn({status: 204});
	const seen: string[] = [];
	const awin = connect(url, {
		middleware: [(next) => (request) => next((seen.push(request.template), request))],
	});
	await awin.get('/apikey/hunter2/x?key=hunter2');
	expect(seen).toEqual(['/apikey/[redacted]/x']);
});
