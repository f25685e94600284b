import type {IncomingHttpHeaders} from 'node:http';
import {type AwinClientOptions, createAwinClient} from 'awin-sdk';
import {startServer} from '../helpers/http-server.ts';

/** A resource of the server: status, body and header fields. */
export type Resource = {
	status?: number;
	body?: string;
	headers?: Record<string, string>;
};

/** A request to the server, and the status of its response. */
export type Exchange = {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly status: number;
};

/**
 * Starts a server that has resources by path and answers conditional requests as defined in RFC 9110 §13, and
 * creates a client for it. A test may change the resources. A path without a resource results in a 404.
 */
export const startCached = async (
	resources: Record<string, Resource>,
	options: Partial<AwinClientOptions> = {},
) => {
	const exchanges: Exchange[] = [];
	const url = await startServer(({method = '', url: target = '/', headers}, response) => {
		const path = target.split('?', 1)[0] ?? target;
		const {status = 200, body = '', headers: fields = {}} = resources[path] ?? {status: 404};
		const {etag, 'last-modified': lastModified} = fields;
		const isUnchanged =
			(method === 'GET' || method === 'HEAD') &&
			((etag !== undefined && headers['if-none-match'] === etag) ||
				(headers['if-none-match'] === undefined &&
					lastModified !== undefined &&
					headers['if-modified-since'] === lastModified));
		const sent = isUnchanged ? 304 : status;
		exchanges.push({method, path, headers, status: sent});
		response.writeHead(sent, {
			...(isUnchanged || body === '' ? {} : {'content-type': 'application/json'}),
			...fields,
		});
		response.end(isUnchanged ? undefined : body);
	});
	const client = createAwinClient({
		token: 'token-a',
		baseUrl: url,
		retry: false,
		quota: false,
		...options,
	});
	return {url, client, exchanges, resources, statuses: () => exchanges.map(({status}) => status)};
};
