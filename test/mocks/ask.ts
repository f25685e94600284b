import {getResponse, type HttpHandler} from 'msw';
import {fillTemplate} from '../../src/request/path-template.ts';

const ids = {publisherId: 1001, advertiserId: 2001, jobId: 'a'};

/** Sends a request for a path template to a handler and returns its response. */
export const ask = async (
	handler: HttpHandler,
	method: string,
	path: string,
	base = 'https://api.awin.com',
): Promise<{status: number; body: unknown}> => {
	const values = Object.fromEntries(
		Object.entries(ids).filter(([name]) => path.includes(`{${name}}`)),
	);
	const request = new Request(base + fillTemplate(path, values).path, {method});
	const response = await getResponse([handler], request);
	if (response === undefined) throw new Error(`no handler for ${method} ${path}`);
	return {status: response.status, body: await response.json()};
};

/** A handler, its request and the expected response. */
export type EndpointCase = readonly [
	name: string,
	method: string,
	path: string,
	handler: HttpHandler,
	status: number,
	body: object,
];
