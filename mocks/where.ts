import {http, type HttpHandler, type HttpResponseResolver} from 'msw';
import type {Method} from '../src/request/methods.ts';

/** Which requests a handler answers, besides those of its path. */
export type Where = {
	/** Where the API is. @default 'https://api.awin.com' */
	readonly baseUrl?: string;
	/** The one method that is answered. @default all methods */
	readonly method?: Method;
};

const verbs = {
	GET: 'get',
	HEAD: 'head',
	POST: 'post',
	PUT: 'put',
	PATCH: 'patch',
	DELETE: 'delete',
	OPTIONS: 'options',
} as const satisfies Record<Method, keyof typeof http>;

/** Writes Awin's path template as the URL pattern that msw matches: `{publisherId}` becomes `:publisherId`. */
const urlPattern = (path: string, baseUrl = 'https://api.awin.com'): string => {
	if (!path.startsWith('/'))
		throw new TypeError('The path must start with "/", as in "/accounts".');
	return new URL(baseUrl).href.replace(/\/+$/, '') + path.replaceAll(/\{(\w+)\}/g, ':$1');
};

/** Makes the handler of a path. */
export const handle = (path: string, where: Where, resolver: HttpResponseResolver): HttpHandler => {
	const verb = where.method === undefined ? 'all' : verbs[where.method];
	return http[verb](urlPattern(path, where.baseUrl), resolver);
};
