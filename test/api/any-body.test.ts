import {AwinError, type AwinResult, type RefusedResult} from 'awin-sdk';
import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createSdk} from '../../src/api/sdk.ts';
import {systemClock} from '../../src/pipeline/clock.ts';
import {calls} from './calls.ts';
import {noWait} from './server.ts';

/* The names that readers look for, so that the values come near to what the API sends. */
const names = `
	body statusCode result data pageItems responses pagination accounts commissionGroups
	programmeInfo kpi totals quantity saleAmount url status request description jobId
	failedTransactions code publisherID successfulOrders pendingOrders failedOrders limit
	__proto__ items
`
	.trim()
	.split(/\s+/);

const isTyped = (result: AwinResult | RefusedResult): boolean =>
	result.ok
		? result.kind === 'ok' && result.data !== undefined
		: ['invalid-body', 'refused'].includes(result.kind) && result.error instanceof AwinError;

const value = fc.letrec<{any: unknown}>((tie) => ({
	any: fc.oneof(
		{maxDepth: 4, depthSize: 'small'},
		fc.jsonValue({maxDepth: 1}),
		fc.constantFrom('true', '12.50', '[304 NOT_MODIFIED]', '', null, 0),
		fc.array(tie('any'), {maxLength: 3}),
		fc.dictionary(fc.constantFrom(...names), tie('any'), {maxKeys: 4}),
	),
})).any;

describe('any JSON as the body', () => {
	it.each(Object.entries(calls))('of a 200 gives %s a result', async (_, call) => {
		await fc.assert(
			fc.asyncProperty(value, fc.boolean(), async (body, validate) => {
				const fetch = async () => Response.json(body);
				const awin = createSdk({...noWait, validate, fetch}, systemClock);
				const result = await call(awin);
				expect(isTyped(result)).toBe(true);
			}),
			{numRuns: 60},
		);
	});

	it.each(Object.entries(calls))('of a 400 gives %s a result', async (_, call) => {
		await fc.assert(
			fc.asyncProperty(value, async (body) => {
				const fetch = async () => Response.json(body, {status: 400});
				const result = await call(createSdk({...noWait, fetch}, systemClock));
				expect(result).toMatchObject({ok: false, kind: 'bad-request'});
			}),
			{numRuns: 20},
		);
	});
});
