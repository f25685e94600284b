import {createAwinClient, type EndpointOptions, type FeedOptions} from 'awin-sdk';
import {noWait} from '../server.ts';

export const feedKey = 'feed-key-5b2d9e';

type Body = ConstructorParameters<typeof Response>[0];

/** A client whose calls get a body. */
export const clientOf = (body: Body, headers: Readonly<Record<string, string>> = {}) =>
	createAwinClient({...noWait, fetch: async () => new Response(body, {headers})});

/** The options of a call of a feed. */
export type Options = EndpointOptions & FeedOptions;

/** Downloads a body as a CSV with the columns `a` and `b`. */
export const downloadCsv = async (
	body: Body,
	options: Options & {readonly headers?: Readonly<Record<string, string>>} = {},
) => {
	const {headers, ...rest} = options;
	const params = {feedIds: 1, language: 'en', columns: ['a', 'b']};
	const result = await clientOf(body, headers).feeds(feedKey).download(params, rest);
	if (!result.ok) throw result.error;
	return result.data;
};

/** Downloads a body as JSON Lines. */
export const downloadLines = async (body: Body, options: Options = {}) => {
	const {productFeed} = clientOf(body).publisher(1);
	const result = await productFeed.download({advertiserId: 2, locale: 'en_GB'}, options);
	if (!result.ok) throw result.error;
	return result.data;
};

/** Reads rows to their end, or to the error that ends them. */
export const readRows = async <Row>(rows: AsyncIterable<Row>) => {
	const read: Row[] = [];
	try {
		for await (const row of rows) read.push(row);
	} catch (error) {
		return {rows: read, error};
	}
	return {rows: read, error: undefined};
};

/** A body of some chunks, after which it ends or fails. */
export const bodyOf = (chunks: readonly Uint8Array[], failure?: Error) => {
	const rest = [...chunks];
	const state = {cancelled: false};
	const body = new ReadableStream<Uint8Array>({
		pull: (controller) => {
			const chunk = rest.shift();
			if (chunk !== undefined) controller.enqueue(chunk);
			else if (failure !== undefined) controller.error(failure);
			else controller.close();
		},
		cancel: () => {
			state.cancelled = true;
		},
	});
	return {body, state};
};
