import {describe, expect, it} from 'vitest';
import {parseTransactionNotification} from '../../src/api/notification.ts';
import {startServer} from '../helpers/http-server.ts';

/* Awin's example of a POST, as a public receiver has it. */
const example = {
	transactionId: '105956531',
	transactionDate: '2013-06-13 12:05:00',
	transactionCurrency: 'GBP',
	transactionAmount: '26.09',
	trackedCurrency: 'EUR',
	trackedAmount: '34.04',
	affiliateId: '45628',
	merchantId: '3661',
	groupId: '0',
	bannerId: '0',
	clickRef: 'LINKCMP2013-06',
	clickRef4: 'User82828211',
	clickThroughTime: '2013-06-13 12:00:00',
	commission: '1.64',
	clickTime: '2013-06-13 12:00:00',
	url: 'http://www.publisher-domain.com/advertiser/product/',
	phrase: 'Electronic music',
	searchEngine: 'MSN Live Search',
	commissionGroups: [{id: '47963', name: 'CD', code: 'CD', description: 'CD'}],
	products: [
		{
			productName: 'The Knife – Silent Shout',
			unitPrice: '5.55',
			skuType: '',
			skuCode: 'B000EMSUQA',
			quantity: '2',
			category: 'Electronic Music',
			cgId: '47963',
		},
	],
};

const row = {
	transactionId: 105956531,
	transactionDate: new Date('2013-06-13T12:05:00Z'),
	transactionCurrency: 'GBP',
	transactionAmount: 26.09,
	trackedCurrency: 'EUR',
	trackedAmount: 34.04,
	commission: 1.64,
	affiliateId: 45628,
	merchantId: 3661,
	groupId: 0,
	bannerId: 0,
	clickRef: 'LINKCMP2013-06',
	clickRef2: undefined,
	clickRef3: undefined,
	clickRef4: 'User82828211',
	clickRef5: undefined,
	clickRef6: undefined,
	clickThroughTime: new Date('2013-06-13T12:00:00Z'),
	clickTime: new Date('2013-06-13T12:00:00Z'),
	url: 'http://www.publisher-domain.com/advertiser/product/',
	phrase: 'Electronic music',
	searchEngine: 'MSN Live Search',
	ip: undefined,
	commissionGroups: [
		{
			id: 47963,
			name: 'CD',
			code: 'CD',
			description: 'CD',
			amount: undefined,
			commissionAmount: undefined,
		},
	],
	products: [
		{
			productName: 'The Knife – Silent Shout',
			unitPrice: 5.55,
			skuType: undefined,
			skuCode: 'B000EMSUQA',
			quantity: 2,
			category: 'Electronic Music',
			cgId: 47963,
		},
	],
};

const callBack = 'https://publisher.example/awin?secret=hunter2';
const form = new URLSearchParams({AwinTransactionPush: JSON.stringify(example)});
const query =
	'transactionId=105956531&commission=1.64&clickRef=a%20b&clickRef2=!!!clickRef2!!!&phrase=&products=!!!products!!!&mine=x';

describe('parseTransactionNotification', () => {
	it('reads the form of a POST', async () => {
		const request = new Request(callBack, {method: 'POST', body: form});
		const notification = await parseTransactionNotification(request);
		const {raw, ...rest} = notification;
		expect(rest).toStrictEqual(row);
		expect({...raw}).toStrictEqual(example);
	});

	it.each([
		['the text of the form', form.toString()],
		['the JSON in it', JSON.stringify(example)],
		['the JSON after a BOM', `\ufeff ${JSON.stringify(example)}\n`],
		['the parameters of the form', form],
	])('reads %s', (_, input) => {
		const {raw, ...rest} = parseTransactionNotification(input);
		expect(rest).toStrictEqual(row);
		expect(raw).toMatchObject(example);
	});

	it('reads JSON that was posted as it is', async () => {
		const headers = {'content-type': 'application/json'};
		const request = new Request(callBack, {method: 'POST', headers, body: JSON.stringify(example)});
		expect(await parseTransactionNotification(request)).toMatchObject(row);
	});

	it('reads the query of a GET, in which macros may be unfilled and texts empty', async () => {
		const notification = await parseTransactionNotification(new Request(`${callBack}&${query}`));
		expect(notification).toMatchObject({
			transactionId: 105956531,
			commission: 1.64,
			clickRef: 'a b',
			clickRef2: undefined,
			phrase: undefined,
			products: undefined,
			transactionDate: undefined,
		});
		expect({...notification.raw}).toStrictEqual({
			secret: 'hunter2',
			transactionId: '105956531',
			commission: '1.64',
			clickRef: 'a b',
			clickRef2: '!!!clickRef2!!!',
			phrase: '',
			products: '!!!products!!!',
			mine: 'x',
		});
	});

	it.each<[string, string | URL | URLSearchParams]>([
		['a URL', new URL(`${callBack}&${query}`)],
		['its parameters', new URLSearchParams(query)],
		['its text', `${callBack}&${query}#part?a=b`],
		['a path with a query', `/awin/a=b?${query}`],
		['a query', query],
		['a query after a question mark', `?${query}`],
	])('reads %s', (_, input) => {
		expect(parseTransactionNotification(input)).toMatchObject({
			transactionId: 105956531,
			clickRef: 'a b',
		});
	});

	it('reads lists from the JSON of a macro', () => {
		const groups = [{id: '1', amount: '10.00', commissionAmount: '0.50', code: 'A'}];
		const input = new URLSearchParams({commissionGroups: JSON.stringify(groups), products: '[]'});
		const {commissionGroups, products} = parseTransactionNotification(input);
		expect(commissionGroups).toMatchObject([{id: 1, amount: 10, commissionAmount: 0.5}]);
		expect(products).toEqual([]);
	});

	it('takes numbers as numbers, and a zero date and null for no value', () => {
		const {raw: _, ...rest} = parseTransactionNotification(
			'{"transactionId": 1, "transactionAmount": -2.5, "trackedAmount": "1e3", "clickRef": 7, "phrase": true, "clickTime": "0000-00-00 00:00:00", "products": null}',
		);
		expect(rest).toMatchObject({
			transactionId: 1,
			transactionAmount: -2.5,
			trackedAmount: 1000,
			clickRef: '7',
			phrase: 'true',
			clickTime: undefined,
			products: undefined,
		});
	});

	it('ignores spaces around numbers and dates, and takes a text of spaces for no value', () => {
		expect(
			parseTransactionNotification(
				'transactionId=+7+&commission=+&clickRef=+&clickRef2=+a+&clickTime=+2026-01-31+13:00:00+',
			),
		).toMatchObject({
			transactionId: 7,
			commission: undefined,
			clickRef: undefined,
			clickRef2: ' a ',
			clickTime: new Date('2026-01-31T13:00:00Z'),
		});
	});

	it('reads what a server receives over a socket', async () => {
		const url = await startServer((incoming, response) => {
			const body = new ReadableStream({
				start(controller) {
					incoming.on('data', (chunk: Uint8Array) => controller.enqueue(chunk));
					incoming.on('end', () => controller.close());
				},
			});
			const init = {method: 'POST', body, duplex: 'half'};
			const request = new Request(callBack, init);
			void parseTransactionNotification(request).then(
				({transactionId}) => response.end(String(transactionId)),
				(error: unknown) => response.end(String(error)),
			);
		});
		const response = await fetch(url, {method: 'POST', body: form});
		expect(await response.text()).toBe('105956531');
	});

	it('does not take fields from a polluted prototype', () => {
		const polluted = ['commission', 'quantity'];
		for (const name of polluted) {
			Reflect.defineProperty(Object.prototype, name, {value: '9', configurable: true});
		}
		try {
			const {commission, products} = parseTransactionNotification(
				'{"transactionId": "1", "products": [{}]}',
			);
			expect(commission).toBeUndefined();
			expect(products).toMatchObject([{quantity: undefined}]);
		} finally {
			for (const name of polluted) Reflect.deleteProperty(Object.prototype, name);
		}
	});

	it('does not take fields from a prototype', () => {
		const {raw, commission} = parseTransactionNotification(
			'{"transactionId": "1", "__proto__": {"commission": "2"}}',
		);
		expect(commission).toBeUndefined();
		expect(Reflect.get(raw, 'commission')).toBeUndefined();
		expect('toString' in raw).toBe(false);
		expect(Object.keys(raw)).toEqual(['transactionId', '__proto__']);
	});
});
