import {http, type HttpHandler, type HttpResponseResolver} from './msw.ts';
import type {Method} from '../src/request/methods.ts';

/** Which requests for the path a handler responds to. */
export type Where = {
	/** The base URL of the API. @default 'https://api.awin.com' */
	readonly baseUrl?: string | undefined;
	/** The method to respond to. @default all methods */
	readonly method?: Method | undefined;
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

const defaultBaseUrl = 'https://api.awin.com';

/** Returns the path of a base URL, without a trailing slash. */
const basePath = (baseUrl = defaultBaseUrl): string =>
	new URL(baseUrl).pathname.replace(/\/+$/, '');

/** Returns the path of a request, relative to the base URL. */
export const pathOf = ({url}: Request, {baseUrl}: Where): string =>
	new URL(url).pathname.slice(basePath(baseUrl).length);

/** Converts a path template of Awin to a URL pattern of MSW: `{publisherId}` becomes `:publisherId`. */
const urlPattern = (path: string, baseUrl = defaultBaseUrl): string => {
	if (!path.startsWith('/'))
		throw new TypeError('The path must start with "/", as in "/accounts".');
	return new URL(baseUrl).href.replace(/\/+$/, '') + path.replaceAll(/\{(\w+)\}/g, ':$1');
};

/** Creates the handler of a path. Throws a `TypeError` if the path does not start with a slash. */
export const handle = (path: string, where: Where, resolver: HttpResponseResolver): HttpHandler => {
	const verb = where.method === undefined ? 'all' : verbs[where.method];
	return http[verb](urlPattern(path, where.baseUrl), resolver);
};
