import type {ApiRequest} from './api-request.ts';
import {headerValue} from './headers.ts';

/** A query parameter that holds a credential. */
const secretParameter = /^(access_?token|api_?key)$/i;

/** The credentials that a call itself brings, in its header fields and its URL. */
export const credentialsOf = ({headers, url}: ApiRequest): string[] => {
	const credentials: string[] = [];
	const authorization = headerValue(headers, 'authorization');
	const apiKey = headerValue(headers, 'x-api-key');
	if (authorization !== undefined) credentials.push(authorization.replace(/^\S+\s+/, ''));
	if (apiKey !== undefined) credentials.push(apiKey);
	const query = url.indexOf('?');
	if (query < 0) return credentials;
	for (const [name, value] of new URLSearchParams(url.slice(query))) {
		if (secretParameter.test(name)) credentials.push(value);
	}
	return credentials;
};
