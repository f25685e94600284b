import * as mocks from 'awin-sdk/mocks';
import {getResponse} from 'msw';
import {describe, expect, it} from 'vitest';
import {ask} from './ask.ts';

describe('endpoints', () => {
	it('sends only the publisher for a quota without a limit', async () => {
		const {path, withoutLimit} = mocks.linkbuilderQuota;
		expect((await ask(withoutLimit(), 'GET', path)).body).toEqual({publisherId: '1001'});
	});

	it('sends the whole directory by default', async () => {
		const {path, wholeDirectory} = mocks.programmes;
		expect((await ask(wholeDirectory(), 'GET', path)).body).toHaveLength(21_000);
	});

	it('respond only to the method of the endpoint', async () => {
		await expect(ask(mocks.accounts.success(), 'POST', '/accounts')).rejects.toThrow(
			'no handler for POST /accounts',
		);
	});

	it('respond at another base URL', async () => {
		const handler = mocks.accounts.success([{}], {baseUrl: 'http://127.0.0.1:9'});
		expect((await ask(handler, 'GET', '/accounts', 'http://127.0.0.1:9')).status).toBe(200);
	});
});

describe('handlers', () => {
	it('contains the success of every endpoint', async () => {
		const endpoints = Object.values(mocks).filter(
			(value) => typeof value === 'object' && 'path' in value,
		);
		expect(mocks.handlers()).toHaveLength(endpoints.length);
		for (const {path} of endpoints) {
			const answered = mocks.handlers().map(({info}) => String(info.path));
			const hosts = ['https://api.awin.com', 'https://productdata.awin.com', 'https://ui.awin.com'];
			const template = path.replaceAll(/\{(\w+)\}/g, ':$1');
			const urls = new Set(hosts.map((host) => `${host}${template}`));
			expect(answered.filter((url) => urls.has(url))).toHaveLength(1);
		}
	});

	it('respond at another base URL', async () => {
		const baseUrl = 'http://127.0.0.1:9/awin/';
		const request = new Request('http://127.0.0.1:9/awin/accounts');
		const response = await getResponse(mocks.handlers({baseUrl}), request);
		expect(await response?.json()).toMatchObject({userId: 1});
		expect(await getResponse(mocks.handlers(), request)).toBeUndefined();
	});

	it('distinguishes a job from the list of jobs', async () => {
		const url = 'https://api.awin.com/advertisers/2001/transactions/jobs';
		const list = await getResponse(mocks.handlers(), new Request(url));
		const job = await getResponse(mocks.handlers(), new Request(`${url}/a`));
		expect(await list?.json()).toHaveLength(1);
		expect(await job?.json()).toMatchObject({status: 'DONE'});
	});
});
