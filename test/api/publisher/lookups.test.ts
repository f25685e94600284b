import {describe, expect, it} from 'vitest';
import {serve} from '../server.ts';

describe('programmes.list', () => {
	it('keeps the fields that are not known, and those that are null', async () => {
		const body = [{id: 1, name: 'a', description: null, status: 'Closed', newField: {a: 1}}];
		const {awin} = await serve([{body}]);
		expect((await awin.publisher(1).programmes.list()).data).toEqual(body);
	});

	it('is invalid-body for an object', async () => {
		const {awin} = await serve([{body: {programmes: []}}]);
		const result = await awin.publisher(1).programmes.list();
		expect(result).toMatchObject({kind: 'invalid-body', error: {responseStatus: 200}});
	});
});

describe('programmes.details', () => {
	const details = async (body: unknown, status = 200) => {
		const {awin} = await serve([{body, status}]);
		return awin.publisher(1).programmes.details({advertiserId: 2});
	};

	it('makes a boolean and a number of texts', async () => {
		const {data} = await details({
			programmeInfo: {id: 2, deeplinkEnabled: 'true'},
			kpi: {averagePaymentTime: '44', epc: 0.5},
		});
		expect(data).toEqual({
			programmeInfo: {id: 2, deeplinkEnabled: true},
			kpi: {averagePaymentTime: 44, epc: 0.5},
		});
	});

	it('leaves what is neither a boolean nor a number', async () => {
		const body = {programmeInfo: {deeplinkEnabled: 'maybe'}, kpi: {averagePaymentTime: 'n/a'}};
		expect((await details(body)).data).toEqual(body);
	});

	it('needs no key figures', async () => {
		const body = {programmeInfo: {deeplinkEnabled: 'false'}, kpi: null};
		expect((await details(body)).data).toEqual({
			programmeInfo: {deeplinkEnabled: false},
			kpi: null,
		});
	});

	it('is invalid-body without the programme', async () => {
		const result = await details({kpi: {}});
		expect(result.kind === 'invalid-body' && result.error.issues).toEqual([
			{message: 'must be an object, but it is missing', path: ['programmeInfo']},
		]);
	});

	it.each([401, 403])('tells a missing relationship from a token, with %i', async (status) => {
		const body = {
			error: 'missing.relationship',
			description: 'No relationship exists between publisherId 1 and advertiserId 2',
		};
		expect((await details(body, status)).error?.reason).toBe('missing-relationship');
	});
});

describe('commissionSharingRules.list', () => {
	it('reads the spelling of the documentation as well', async () => {
		const {awin} = await serve([{body: [{publisherID: 7}, {publisherId: 8, publisherID: 9}]}]);
		const {data} = await awin.publisher(1).commissionSharingRules.list();
		expect(data?.map(({publisherId}) => publisherId)).toEqual([7, 8]);
	});
});

describe('transactionQueries.list', () => {
	it('gives a page, whose items are those of Awin', async () => {
		const page = {pageNumber: 2, pageSize: 1, totalPagesAvailable: 3, totalRowsAvailable: 3};
		const {awin} = await serve([{body: {pageItems: [{enquiryId: 1}], items: 1, ...page}}]);
		const {data} = await awin.publisher(1).transactionQueries.list({
			startDate: '2026-01-01T00:00:00',
			endDate: '2026-01-02T00:00:00',
		});
		expect(data).toEqual({items: [{enquiryId: 1}], ...page});
	});
});

describe('offers.list', () => {
	it('gives a page, even if it is shorter than the total', async () => {
		const pagination = {page: 1, pageSize: 100, total: 2};
		const {awin} = await serve([{body: {data: [{promotionId: 1}], pagination}}]);
		const {data} = await awin.publisher(1).offers.list();
		expect(data).toEqual({items: [{promotionId: 1}], pagination});
	});

	it.each([
		['no list', {pagination: {}}, ['data']],
		['no pagination', {data: []}, ['pagination']],
	])('is invalid-body with %s', async (_, body, path) => {
		const {awin} = await serve([{body}]);
		const result = await awin.publisher(1).offers.list();
		expect(result.kind === 'invalid-body' && result.error.issues[0]?.path).toEqual(path);
	});
});
