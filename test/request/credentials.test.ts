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
	])('finds what a call with %s brings', (_, request, credentials) => {
		expect(credentialsOf(makeRequest(request))).toEqual(credentials);
	});
});
