import type {GeneratedLink} from '../../src/api/publisher/link-generate.ts';
import {type At, endpoint} from '../endpoint.ts';

const link = 'https://tracking.example/cread.php?awinmid=2001&awinaffid=1001';
const request = {advertiserId: 2001, destinationUrl: 'https://shop.example/page'};

const paths = {
	generate: '/publishers/{publisherId}/linkbuilder/generate',
	batch: '/publishers/{publisherId}/linkbuilder/generate-batch',
	quota: '/publishers/{publisherId}/linkbuilder/quota',
} as const;

const generate = endpoint('POST', paths.generate);
const generateBatch = endpoint('POST', paths.batch);
const quota = endpoint('GET', paths.quota);

/**
 * `POST /publishers/{publisherId}/linkbuilder/generate`: https://help.awin.com/apidocs/generatelink
 *
 * @example
 * ```ts
 * import {linkbuilderGenerate} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(linkbuilderGenerate.descriptionOnly());
 * ```
 */
export const linkbuilderGenerate = {
	/** The path template of the endpoint. */
	path: paths.generate,
	/** Responds with a link, and with a short link if you pass one. */
	success: (body: Partial<GeneratedLink> = {}, at?: At) =>
		generate({status: 200, body: {url: link, ...body}}, at),
	/** Responds with 200 although the call failed: the body has a description and no link. */
	descriptionOnly: (description = 'Unknown error', at?: At) =>
		generate({status: 200, body: {description}}, at),
} as const;

/**
 * `POST /publishers/{publisherId}/linkbuilder/generate-batch`: https://help.awin.com/apidocs/generatebatchlinks
 *
 * @example
 * ```ts
 * import {linkbuilderGenerateBatch} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(linkbuilderGenerateBatch.oneRefused());
 * ```
 */
export const linkbuilderGenerateBatch = {
	/** The path template of the endpoint. */
	path: paths.batch,
	/** Responds with one link. */
	success: (at?: At) =>
		generateBatch(
			{status: 200, body: {responses: [{status: 200, body: {url: link}, request}]}},
			at,
		),
	/** Responds with 200 and two items; the second one has the status 400. */
	oneRefused: (at?: At) =>
		generateBatch(
			{
				status: 200,
				body: {
					responses: [
						{status: 200, body: {url: link}, request},
						{status: 400, body: {description: 'deeplinkNotPermitted'}, request},
					],
				},
			},
			at,
		),
} as const;

/**
 * `GET /publishers/{publisherId}/linkbuilder/quota`: https://help.awin.com/apidocs/quota
 *
 * @example
 * ```ts
 * import {linkbuilderQuota} from 'awin-sdk/mocks';
 * import {setupServer} from 'msw/node';
 *
 * const server = setupServer(linkbuilderQuota.success({usage: 199}));
 * ```
 */
export const linkbuilderQuota = {
	/** The path template of the endpoint. */
	path: paths.quota,
	/** Responds with the number of short links of the last 24 hours. `limit` is a number as a string. */
	success: (body: {publisherId?: string; limit?: string; usage?: number} = {}, at?: At) =>
		quota({status: 200, body: {publisherId: '1001', limit: '200', usage: 0, ...body}}, at),
	/** Responds without `limit` and `usage`, as the API does for some accounts. */
	withoutLimit: (at?: At) => quota({status: 200, body: {publisherId: '1001'}}, at),
} as const;
