import type {ApiRequest} from 'awin-sdk';
import {collectSecrets} from '../../src/request/call-secrets.ts';

/** Creates a request like those of `buildRequest`, for the tests of one middleware. */
export const makeRequest = (fields: Partial<ApiRequest> = {}): ApiRequest => ({
	method: 'GET',
	url: 'https://api.awin.com/accounts',
	template: '/accounts',
	headers: {},
	body: undefined,
	signal: undefined,
	redirect: 'follow',
	credential: 'bearer',
	credentialDigest: '',
	secrets: collectSecrets(),
	schema: undefined,
	as: 'json',
	maxBodyBytes: undefined,
	idleTimeoutMs: 60_000,
	idempotent: true,
	retry: false,
	attemptTimeoutMs: 60_000,
	deadlineMs: 180_000,
	totalTimeoutMs: Infinity,
	cache: false,
	quota: {priority: 0, bucket: undefined},
	...fields,
});
