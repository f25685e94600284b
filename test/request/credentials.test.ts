import {describe, expect, it} from 'vitest';
import {credentialsOf} from '../../src/request/credentials.ts';
import {makeRequest} from '../helpers/make-request.ts';

describe('credentialsOf', () => {
	it.each([
		['nothing', {}, []],
		['a scheme', {headers: {authorization: 'Bearer a'}}, ['a']],
		['no scheme', {headers: {authorization: 'a'}}, ['a']],
		['a key', {headers: {'x-api-key': 'a', accept: 'b'}}, ['a']],
		['both', {headers: {authorization: 'Basic a=', 'x-api-key': 'b'}}, ['a=', 'b']],
		['a query', {url: 'https://a.example/?accessToken=a%2Fb&x=c&API_KEY=d'}, ['a/b', 'd']],
		['another query', {url: 'https://a.example/?x=y'}, []],
		['a short value', {url: 'https://a.example/?key=short'}, []],
		[
			'a signature',
			{url: 'https://a.example/?signature=longer&token=secret'},
			['longer', 'secret'],
		],
		['a feed key', {url: 'https://a.example/list/apikey/a%2Fb/x'}, ['a/b']],
		[
			'a feed key with an invalid percent-encoding',
			{url: 'https://a.example/apikey/%zz?x=y'},
			['%zz'],
		],
		[
			'a password',
			{headers: {authorization: `Basic ${btoa('user:password')}`}},
			[btoa('user:password'), 'password'],
		],
		['a proxy', {headers: {'proxy-authorization': 'Basic x'}}, ['Basic x'.slice(6)]],
		['broken base64', {headers: {authorization: 'Basic ?'}}, ['?']],
		['cookies', {headers: {cookie: 'a=b; session=s3cr3t-1; s3cr3t-2'}}, ['s3cr3t-1', 's3cr3t-2']],
	])('returns the credentials of a call with %s', (_, request, credentials) => {
		expect(credentialsOf(makeRequest(request))).toEqual(credentials);
	});
});
