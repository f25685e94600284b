import type {ApiRequest} from '../../../request/api-request.ts';
import {parseDirectives} from './cache-control.ts';

/** Fields with which a caller asks for a condition or a part of its own. */
const ownConditions = [
	'if-match',
	'if-none-match',
	'if-modified-since',
	'if-unmodified-since',
	'if-range',
	'range',
];

/** Fields whose digest `credential` is; they are never stored and never stand in a key. */
export const credentialFields: readonly string[] = ['authorization', 'x-api-key'];

/** Fields that tell users apart, of which there is no digest. */
const foreignSecrets = ['cookie', 'proxy-authorization'];

/** Whether the caller sent validators or a range of its own, and so wants the raw answer. */
export const hasOwnConditions = ({headers}: ApiRequest): boolean =>
	ownConditions.some((name) => headers[name] !== undefined);

/** Whether the request carries a secret that `credential` does not cover: nothing of it is ever shared. */
export const hasForeignSecret = ({headers, credential}: ApiRequest): boolean =>
	foreignSecrets.some((name) => headers[name] !== undefined) ||
	(credential === '' && credentialFields.some((name) => headers[name] !== undefined));

/** Whether a call may read from and write to the cache. */
export const isCacheable = (request: ApiRequest): boolean =>
	request.cache !== false &&
	!hasOwnConditions(request) &&
	!hasForeignSecret(request) &&
	!parseDirectives(request.headers['cache-control']).has('no-store');

/** Whether a method may change what is stored on the server (RFC 9110 §9.2.1). */
export const isUnsafe = ({method}: ApiRequest): boolean =>
	method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';

const withoutFragment = (url: string) => (url.includes('#') ? url.replace(/#.*$/, '') : url);

/** The key of what HTTP lets the cache keep for a URL, apart for each credential. */
export const httpKey = (credential: string, url: string): string =>
	`http ${credential} ${withoutFragment(url)}`;

/** The key of what is kept for the caller's own time, apart from the above. */
export const ownKey = (credential: string, url: string): string =>
	`own ${credential} ${withoutFragment(url)}`;
