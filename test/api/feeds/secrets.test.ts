import {describe, expect, it} from 'vitest';
import {keySecret} from '../../../src/api/feeds/secrets.ts';
import {collectSecrets} from '../../../src/request/call-secrets.ts';
import {makeRequest} from '../../helpers/make-request.ts';

/** The secrets that a call of a path has after the middleware. */
const secretsOf = (template: string, url: string): readonly string[] => {
	const secrets = collectSecrets();
	const next = () => new Promise<never>(() => {});
	void keySecret(next)(makeRequest({template, url, secrets}));
	return secrets.list();
};

describe('keySecret', () => {
	it('finds the key by its place in the template, also behind a path of the server', () => {
		const url = 'https://ui.example/proxy/publisher/7/a%2Fb/feedList';
		expect(secretsOf('/publisher/{publisherId}/{key}/feedList', url)).toEqual(['a/b']);
	});

	it('finds none in a path without a key', () => {
		expect(secretsOf('/accounts', 'https://ui.example/accounts')).toEqual([]);
	});
});
